import { expect, type Locator, type Page } from '@playwright/test';

const longestWay = 25;

/** A keyboard that counts: every key, a chord by its keys, a capital with its Shift. */
export class CountedKeyboard {
  presses = 0;

  constructor(private readonly page: Page) {}

  async press(keys: string): Promise<void> {
    this.presses += keys.split('+').length;
    await this.page.keyboard.press(keys);
  }

  async type(text: string): Promise<void> {
    for (const letter of text) {
      this.presses += letter === letter.toLowerCase() ? 1 : 2;
      await this.page.keyboard.type(letter);
    }
  }

  /** Tab as often as it takes to stand on the field. */
  async tabTo(field: Locator): Promise<void> {
    for (let steps = 0; steps < longestWay; steps += 1) {
      await this.press('Tab');
      if (await field.evaluate((element) => element === document.activeElement)) return;
    }
    await expect(field, 'reached by Tab').toBeFocused();
  }
}
