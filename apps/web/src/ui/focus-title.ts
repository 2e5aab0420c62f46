let navigated = false;

/** Told by the shell when the address changed: the next page drawn takes the focus. The first page of a visit does not. */
export function expectNewPage(): void {
  navigated = true;
}

/** Focuses the heading once after a navigation, unless the page has put the focus somewhere itself. */
export function focusTitleSoon(): void {
  const title = document.getElementById('titulo');
  if (!navigated || !title) return;
  navigated = false;
  if (!document.activeElement?.hasAttribute('data-autofocus')) title.focus();
}
