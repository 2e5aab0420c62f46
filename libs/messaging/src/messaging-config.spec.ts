import { messagingConfig } from './messaging-config.js';

describe('messaging configuration', () => {
  const env = { CASES_DATABASE_URL: 'postgres://cases_app@db/cases', BUS_DATABASE_URL: 'postgres://cases_app@db/bus' };

  it('takes the urls of the service from the environment', () => {
    expect(messagingConfig({ service: 'cases' }, env)).toMatchObject({ databaseUrl: env.CASES_DATABASE_URL, busUrl: env.BUS_DATABASE_URL, consumes: [] });
  });

  it('names the variable that is missing', () => {
    expect(() => messagingConfig({ service: 'referrals' }, env)).toThrow('REFERRALS_DATABASE_URL');
    expect(() => messagingConfig({ service: 'cases' }, { CASES_DATABASE_URL: 'x' })).toThrow('BUS_DATABASE_URL');
  });

  it('refuses a log that it does not know', () => {
    expect(() => messagingConfig({ service: 'cases' }, { ...env, KONBIT_EVENTS: 'carrier-pigeon' })).toThrow('KONBIT_EVENTS');
  });
});
