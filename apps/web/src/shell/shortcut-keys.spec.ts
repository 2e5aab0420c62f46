import { KeySequence, type KeyPress } from './shortcut-keys.js';

const press = (key: string, rest: Partial<KeyPress> = {}): KeyPress => ({ key, ctrl: false, alt: false, typing: false, at: 0, ...rest });

describe('keys', () => {
  it('one key is a shortcut', () => expect(new KeySequence().press(press('/'))).toEqual(['/']));
  it('two in a row are another, and the longer one comes first', () => {
    const keys = new KeySequence();
    keys.press(press('g'));
    expect(keys.press(press('b', { at: 500 }))).toEqual(['g b', 'b']);
  });
  it('after a second the first is forgotten', () => {
    const keys = new KeySequence();
    keys.press(press('g'));
    expect(keys.press(press('b', { at: 1500 }))).toEqual(['b']);
  });
  it('nothing while the person types, nor with Ctrl or Alt', () => {
    const keys = new KeySequence();
    expect(keys.press(press('n', { typing: true }))).toEqual([]);
    expect(keys.press(press('n', { ctrl: true }))).toEqual([]);
    expect(keys.press(press('n', { alt: true }))).toEqual([]);
    expect(keys.press(press('Escape'))).toEqual([]);
  });
});
