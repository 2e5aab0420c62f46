import { mayHear } from './hint.js';

const listener = { tenant: 't1', branches: new Set(['b1', 'b2']) };

describe('who hears of an event', () => {
  it('is a branch of its audience', () => {
    expect(mayHear(listener, { tenant: 't1', audience: ['b9', 'b2'] })).toBe(true);
  });

  it('is no other branch, nobody of another municipality, nobody at all for an empty audience', () => {
    expect(mayHear(listener, { tenant: 't1', audience: ['b9'] })).toBe(false);
    expect(mayHear(listener, { tenant: 't2', audience: ['b1'] })).toBe(false);
    expect(mayHear(listener, { tenant: 't1', audience: [] })).toBe(false);
  });
});
