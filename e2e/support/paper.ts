import { expect, type Page } from '@playwright/test';

const sizes = ['a5', 'a6', '80mm'] as const;

/** The slip that is on screen prints as one page on each paper. */
export async function expectOnePage(page: Page): Promise<void> {
  for (const size of sizes) {
    await page.getByRole('radio', { name: size === '80mm' ? '80 mm' : size.toUpperCase() }).check();
    await expect(page).toHaveURL(size === 'a5' ? /comprobante/ : new RegExp(`papel=${size}`));
    expect(await pagesOf(page), `${size} is one page`).toBe(1);
  }
}

async function pagesOf(page: Page): Promise<number> {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  await page.emulateMedia({ media: 'screen' });
  return (pdf.match(/\/Type \/Page[^s]/g) ?? []).length;
}
