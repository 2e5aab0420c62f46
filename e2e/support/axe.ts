import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
export const widths = [1280, 360] as const;
const height = 800;

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}
interface Axe {
  run(context: Document, options: object): Promise<{ violations: Violation[] }>;
}

/** What breaks WCAG 2.2 AA or best practice on the page as it stands, or makes it scroll sideways: one sentence each. */
export async function faultsAt(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height });
  await page.evaluate(`window.axe ?? (() => { ${source} })()`);
  const violations = await page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: Axe };
    return (await axe.run(document, { runOnly: values, resultTypes: ['violations'] })).violations;
  }, tags);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return [
    ...violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join(' | ')}`),
    ...(sideways > 0 ? [`scrolls ${sideways} px sideways`] : []),
  ];
}

/** The same at desk and phone width, each fault with its width; leaves the page at desk width. */
export async function faultsOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of widths) found.push(...(await faultsAt(page, width)).map((fault) => `${width} px: ${fault}`));
  await page.setViewportSize({ width: widths[0], height });
  return found;
}

/** Fails with the rule, the node and the reason when the page breaks accessibility or scrolls sideways. */
export async function expectAccessible(page: Page, stop: string): Promise<void> {
  expect(await faultsOf(page), stop).toEqual([]);
}
