import { readFileSync } from 'node:fs';

const css = readFileSync(new URL('../../../src/ui/tokens.css', import.meta.url), 'utf8');
type Theme = 'light' | 'dark';

/** Colours of a block of the style sheet: name → [light, dark]. */
function colours(block: string): Map<string, [string, string]> {
  const pairs = [...block.matchAll(/--([\w-]+):\s*light-dark\((#[0-9A-F]{6}),\s*(#[0-9A-F]{6})\)/gi)];
  return new Map(pairs.map((found) => [found[1]!, [found[2]!, found[3]!]]));
}
const normal = colours(css.slice(0, css.indexOf('[data-theme="light"]')));
const strong = new Map([...normal, ...colours(css.slice(css.indexOf('[data-contrast="more"]')))]);

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}
const of = (set: Map<string, [string, string]>, name: string, theme: Theme): string => set.get(name)![theme === 'light' ? 0 : 1];

const text: [string, string][] = ['ink', 'muted', 'action', 'error', 'warning', 'ok'].flatMap((name) => [[name, 'canvas'], [name, 'surface']] as [string, string][]);
text.push(['on-action', 'action'], ['on-action', 'action-strong'], ['action-strong', 'action-tint'], ['error', 'error-tint'], ['warning', 'warning-tint'], ['ink', 'warning-tint'], ['ink', 'action-tint'], ['ink', 'error-tint']);

describe.each<Theme>(['light', 'dark'])('contrast, %s', (theme) => {
  it.each(text)('%s on %s can be read (4.5 or more)', (front, ground) => {
    expect(contrast(of(normal, front, theme), of(normal, ground, theme))).toBeGreaterThanOrEqual(4.5);
  });
  it('what can be operated has a border of 3 or more', () => {
    for (const ground of ['canvas', 'surface']) expect(contrast(of(normal, 'control', theme), of(normal, ground, theme))).toBeGreaterThanOrEqual(3);
  });
  it('the focus ring shows in its halo', () => expect(contrast(of(normal, 'ring', theme), '#FFDD00')).toBeGreaterThanOrEqual(9));
  it('high contrast is 7 or more for every word', () => {
    for (const name of ['ink', 'muted', 'action', 'error', 'warning', 'ok']) expect(contrast(of(strong, name, theme), of(strong, 'canvas', theme))).toBeGreaterThanOrEqual(7);
  });
});

describe('the style sheets', () => {
  it('name no colour outside tokens.css', () => {
    for (const file of ['base', 'shapes', 'top-bar', 'data', 'forms', 'adapt']) {
      const sheet = readFileSync(new URL(`../../../src/ui/${file}.css`, import.meta.url), 'utf8');
      expect(sheet.match(/#[0-9a-f]{3,8}\b(?=[;,\s)])/gi) ?? []).toEqual([]);
    }
  });
});
