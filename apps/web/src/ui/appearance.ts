/** How the screen looks: as the computer is set up, or as this person chose. */
export const appearances = ['system', 'light', 'dark', 'contrast'] as const;
export type Appearance = (typeof appearances)[number];

const storageKey = 'konbit.appearance';

/** What was chosen on this computer. */
export function storedAppearance(): Appearance {
  const stored = localStorage.getItem(storageKey);
  return appearances.find((one) => one === stored) ?? 'system';
}

/** Shows a look and remembers it on this computer. */
export function showAppearance(chosen: Appearance): void {
  localStorage.setItem(storageKey, chosen);
  const { dataset } = document.documentElement;
  delete dataset['theme'];
  delete dataset['contrast'];
  if (chosen === 'contrast') dataset['contrast'] = 'more';
  else if (chosen !== 'system') dataset['theme'] = chosen;
}
