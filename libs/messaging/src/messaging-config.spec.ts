import { logAddress, messagingConfig } from './messaging-config.js';

describe('messaging configuration', () => {
  const env = { CASES_DATABASE_URL: 'postgres://cases_app@db/cases', BUS_DATABASE_URL: 'postgres://cases_app@db/bus' };

  it('takes the urls of the service from the environment', () => {
    expect(messagingConfig({ service: 'cases' }, env)).toMatchObject({ databaseUrl: env.CASES_DATABASE_URL, address: { busUrl: env.BUS_DATABASE_URL }, consumes: [] });
  });

  it('names the variable that is missing', () => {
    expect(() => messagingConfig({ service: 'referrals' }, env)).toThrow('REFERRALS_DATABASE_URL');
    expect(() => messagingConfig({ service: 'cases' }, { CASES_DATABASE_URL: 'x' })).toThrow('BUS_DATABASE_URL');
  });

  it('goes to Kafka by two variables, whatever else is set', () => {
    const kafka = { ...env, KONBIT_EVENTS: 'kafka', KONBIT_KAFKA_BROKERS: 'k1.muni.cl:9092, k2:9092,[::1]:9092' };
    const address = { kafkaBrokers: ['k1.muni.cl:9092', 'k2:9092', '[::1]:9092'] };
    expect(messagingConfig({ service: 'cases' }, kafka)).toMatchObject({ databaseUrl: env.CASES_DATABASE_URL, address });
    expect(logAddress({ busUrl: 'postgres://db/bus' }, kafka)).toEqual(address);
  });

  it('stays on Postgres while only brokers are named', () => {
    expect(logAddress({}, { ...env, KONBIT_KAFKA_BROKERS: 'k1:9092' })).toEqual({ busUrl: env.BUS_DATABASE_URL });
  });

  it.each([undefined, '', ' , ', 'k1', 'k1:9092,http://k2:9092', 'k1:port', 'k1:70000'])('refuses the brokers %j by the name of the variable', (brokers) => {
    expect(() => logAddress({}, { ...env, KONBIT_EVENTS: 'kafka', KONBIT_KAFKA_BROKERS: brokers })).toThrow('KONBIT_KAFKA_BROKERS');
  });

  it('refuses a log that it does not know', () => {
    expect(() => messagingConfig({ service: 'cases' }, { ...env, KONBIT_EVENTS: 'carrier-pigeon' })).toThrow('KONBIT_EVENTS');
  });
});
