import { expect, type Page } from '@playwright/test';
import { faultsOf, widths } from './axe.js';
import type { Official } from './sign-in.js';

/** A walk over screens that notes what is wrong with each, to be told at the end all at once. */
export class Tour {
  screens = 0;
  readonly faults: string[] = [];

  /** Looks at the page as it stands, at every width. */
  async look(page: Page, name: string): Promise<void> {
    this.screens += widths.length;
    const language = await page.locator('html').getAttribute('lang');
    this.faults.push(...(await faultsOf(page)).map((fault) => `${name} (${language ?? ''}) ${fault}`));
  }

  /** Goes to each address and looks once the screen is complete. */
  async visit(official: Official, addresses: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, address] of Object.entries(addresses)) {
      await official.page.goto(address);
      await settled(official);
      await this.look(official.page, name);
    }
  }
}

/** The screen has its heading and nothing on it waits for the server. */
export async function settled({ page, say }: Official): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText(say('Cargando…'))).toHaveCount(0);
}
