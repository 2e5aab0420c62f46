import { jest } from '@jest/globals';
import { JsonLog } from '../log/logger.js';
import { Breaker } from './breaker.js';

describe('the breaker of a service', () => {
  let lines: string[];
  let opened: number;
  let breaker: Breaker;
  beforeEach(() => {
    jest.useFakeTimers();
    [lines, opened] = [[], 0];
    breaker = new Breaker({ service: 'cases', log: new JsonLog('gateway', (line) => lines.push(line)), onOpen: () => { opened += 1; } });
  });
  afterEach(() => jest.useRealTimers());
  const fail = (times = 1, waitedMs?: number): void => { for (let i = 0; i < times; i += 1) breaker.failed(breaker.admit()!, waitedMs); };

  it('opens at the fifth failure in a row and turns calls away', () => {
    fail(4);
    expect([breaker.state, opened]).toEqual(['closed', 0]);
    fail();
    expect([breaker.state, opened, breaker.admit()]).toEqual(['open', 1, null]);
  });

  it('stays closed while answers come between failures', () => {
    for (let i = 0; i < 3; i += 1) {
      fail(4);
      breaker.answered(breaker.admit()!);
    }
    expect(breaker.state).toBe('closed');
  });

  it('does not count a call that had hardly time to wait', () => {
    fail(20, 200);
    expect(breaker.state).toBe('closed');
    fail(5, 500);
    expect(breaker.state).toBe('open');
  });

  it('lets one call try after a second, and closes when that is answered', () => {
    fail(5);
    jest.advanceTimersByTime(999);
    expect(breaker.admit()).toBeNull();
    jest.advanceTimersByTime(1);
    const probe = breaker.admit();
    expect([breaker.state, probe, breaker.admit()]).toEqual(['half-open', expect.any(Number), null]);
    breaker.answered(probe!);
    expect([breaker.state, breaker.admit()]).toEqual(['closed', expect.any(Number)]);
    fail(4);
    expect(breaker.state).toBe('closed');
  });

  it('opens again for another second when the try fails, however short its wait was', () => {
    fail(5);
    jest.advanceTimersByTime(1000);
    fail(1, 10);
    expect([breaker.state, opened]).toEqual(['open', 2]);
    jest.advanceTimersByTime(999);
    expect(breaker.admit()).toBeNull();
  });

  it('believes no call that began before it changed', () => {
    const old = breaker.admit()!;
    fail(5);
    breaker.answered(old);
    expect(breaker.state).toBe('open');
    jest.advanceTimersByTime(1000);
    const probe = breaker.admit()!;
    breaker.failed(old);
    expect(breaker.state).toBe('half-open');
    breaker.answered(probe);
    expect(breaker.state).toBe('closed');
  });

  it('is not kept open by a clock that is set back', () => {
    fail(5);
    jest.setSystemTime(Date.now() - 3_600_000);
    jest.advanceTimersByTime(1000);
    expect(breaker.admit()).not.toBeNull();
  });

  it('says once that the service is away, and once that it is back', () => {
    fail(5);
    for (let i = 0; i < 3; i += 1) {
      jest.advanceTimersByTime(1000);
      fail();
    }
    jest.advanceTimersByTime(1000);
    breaker.answered(breaker.admit()!);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { time: expect.any(String), level: 'warn', service: 'gateway', message: 'service does not answer: calls to it fail at once', name: 'cases', failures: 5 },
      { time: expect.any(String), level: 'info', service: 'gateway', message: 'service answers again', name: 'cases' }]);
  });
});
