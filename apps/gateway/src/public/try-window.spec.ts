import { TryWindow } from './try-window.js';

const hour = 3_600_000;

function given() {
  let now = 0;
  const window = new TryWindow({ most: 30, withinMs: hour }, () => now);
  return { window, later: (ms: number) => { now += ms; } };
}

describe('tries of one address', () => {
  it('are thirty in an hour, not one more', () => {
    const { window } = given();
    expect(Array.from({ length: 32 }, () => window.take('10.0.0.1')).map((wait) => wait > 0)).toEqual([...Array<boolean>(30).fill(false), true, true]);
  });

  it('come back as each one grows an hour old, and the answer says when', () => {
    const { window, later } = given();
    window.take('10.0.0.1');
    later(hour / 2);
    for (let n = 0; n < 29; n += 1) window.take('10.0.0.1');
    expect(window.take('10.0.0.1')).toBe(1800);
    later(hour / 2);
    expect(window.take('10.0.0.1')).toBe(0);
    expect(window.take('10.0.0.1')).toBe(1800);
  });

  it('do not count against another address', () => {
    const { window } = given();
    for (let n = 0; n < 30; n += 1) window.take('10.0.0.1');
    expect(window.take('10.0.0.2')).toBe(0);
  });

  it('count as one over a network of IPv6, and an IPv4 address is one in both spellings', () => {
    const { window } = given();
    for (let n = 0; n < 30; n += 1) window.take(`2001:db8:0:1::${n.toString(16)}`);
    expect(window.take('2001:0DB8::1:5:6:7:8')).toBeGreaterThan(0);
    expect(window.take('2001:db8:0:2::1')).toBe(0);
    for (let n = 0; n < 30; n += 1) window.take('::ffff:10.0.0.9');
    expect(window.take('10.0.0.9')).toBeGreaterThan(0);
  });
});
