import { Attempts } from './attempts.js';

describe('wrong passwords', () => {
  const failTimes = (count: number): Attempts => {
    const attempts = new Attempts();
    for (let i = 0; i < count; i += 1) attempts.fail('ana', 0);
    return attempts;
  };

  it('cost nothing up to the fourth', () => {
    expect(failTimes(4).waitMs('ana', 0)).toBe(0);
  });

  it('close the name for a minute at the fifth, and double the wait at each further one', () => {
    expect(failTimes(5).waitMs('ana', 1_000)).toBe(59_000);
    expect(failTimes(6).waitMs('ana', 0)).toBe(120_000);
    expect(failTimes(20).waitMs('ana', 0)).toBe(900_000);
  });

  it('never close another name, and end with the wait or with a right password', () => {
    const attempts = failTimes(5);
    expect(attempts.waitMs('eva', 0)).toBe(0);
    expect(attempts.waitMs('ana', 60_000)).toBe(0);
    attempts.clear('ana');
    expect(attempts.waitMs('ana', 0)).toBe(0);
  });
});
