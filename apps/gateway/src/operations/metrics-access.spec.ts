import { mayReadMetrics } from './metrics-access.js';

const from = (remoteAddress: string, headers: Record<string, string> = {}) => ({ headers, socket: { remoteAddress } });

const here = { token: null, isLocal: true };

describe('who may read the metrics', () => {
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('without a token set: a program on this computer (%s)', (address) => {
    expect(mayReadMetrics(from(address), here)).toBe(true);
  });

  it('without a token set: nobody from outside, nor through a proxy of this computer', () => {
    expect(mayReadMetrics(from('10.0.0.7'), here)).toBe(false);
    expect(mayReadMetrics(from('127.0.0.1', { 'x-forwarded-for': '10.0.0.7' }), here)).toBe(false);
  });

  it('without a token set: nobody where people come from other computers, for a proxy need not say for whom it asks', () => {
    expect(mayReadMetrics(from('127.0.0.1'), { token: null, isLocal: false })).toBe(false);
  });

  it('with a token set: whoever shows it, from anywhere, and nobody else', () => {
    const token = 'a-token-of-the-office';
    expect(mayReadMetrics(from('10.0.0.7', { authorization: `Bearer ${token}` }), { token, isLocal: false })).toBe(true);
    expect(mayReadMetrics(from('127.0.0.1'), { token, isLocal: true })).toBe(false);
    expect(mayReadMetrics(from('127.0.0.1', { authorization: 'Bearer another' }), { token, isLocal: false })).toBe(false);
  });
});
