import { mayReadMetrics } from './metrics-access.js';

const from = (remoteAddress: string, headers: Record<string, string> = {}) => ({ headers, socket: { remoteAddress } });

describe('who may read the metrics', () => {
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('without a token set: a program on this computer (%s)', (address) => {
    expect(mayReadMetrics(from(address), null)).toBe(true);
  });

  it('without a token set: nobody from outside, nor through a proxy of this computer', () => {
    expect(mayReadMetrics(from('10.0.0.7'), null)).toBe(false);
    expect(mayReadMetrics(from('127.0.0.1', { 'x-forwarded-for': '10.0.0.7' }), null)).toBe(false);
  });

  it('with a token set: whoever shows it, from anywhere, and nobody else', () => {
    const token = 'a-token-of-the-office';
    expect(mayReadMetrics(from('10.0.0.7', { authorization: `Bearer ${token}` }), token)).toBe(true);
    expect(mayReadMetrics(from('127.0.0.1'), token)).toBe(false);
    expect(mayReadMetrics(from('127.0.0.1', { authorization: 'Bearer another' }), token)).toBe(false);
  });
});
