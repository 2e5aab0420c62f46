import { gatewayConfig } from './config.js';

const env = {
  GATEWAY_DATABASE_URL: 'postgres://gateway_app@localhost/gateway', GATEWAY_OWNER_DATABASE_URL: 'postgres://gateway_owner@localhost/gateway',
  BUS_DATABASE_URL: 'postgres://gateway_app@localhost/bus', KONBIT_KEYS_FILE: '/keys.json', OIDC_ISSUER: 'http://localhost:3001', OIDC_CLIENT_SECRET: 's',
  CASES_RPC_PORT: '4001', REFERRALS_RPC_PORT: '4002', DIRECTORY_RPC_PORT: '4003',
};

describe('the settings of the gateway', () => {
  it('have a default for whatever a first start leaves out', () => {
    expect(gatewayConfig(env)).toMatchObject({ host: '127.0.0.1', port: 3000, publicUrl: 'http://localhost:3000', isDev: false, isDemo: false, tls: null, webDir: null });
  });

  it('name the variable that is wrong', () => {
    expect(() => gatewayConfig({ ...env, KONBIT_PORT: 'x' })).toThrow('KONBIT_PORT');
    expect(() => gatewayConfig({ ...env, OIDC_CLIENT_SECRET: '' })).toThrow('OIDC_CLIENT_SECRET is not set');
    expect(() => gatewayConfig({ ...env, BUS_DATABASE_URL: '' })).toThrow('BUS_DATABASE_URL is not set');
    expect(() => gatewayConfig({ ...env, CASES_RPC_PORT: '' })).toThrow('CASES_RPC_PORT is not set');
    expect(() => gatewayConfig({ ...env, KONBIT_TLS_CERT: '/cert.pem' })).toThrow('KONBIT_TLS_KEY');
  });

  it('need no Postgres log when events travel on Kafka', () => {
    const { BUS_DATABASE_URL: _, ...rest } = env;
    expect(gatewayConfig({ ...rest, KONBIT_EVENTS: 'kafka', KONBIT_KAFKA_BROKERS: 'k1:9092' }).events).toEqual({ kafkaBrokers: ['k1:9092'] });
  });

  it('refuse plain http to another address, in that sentence', () => {
    expect(() => gatewayConfig({ ...env, KONBIT_PUBLIC_URL: 'http://192.168.1.7:3000' })).toThrow('KONBIT_TLS_CERT');
    expect(gatewayConfig({ ...env, KONBIT_PUBLIC_URL: 'https://konbit.example' }).publicUrl).toBe('https://konbit.example');
    expect(gatewayConfig({ ...env, KONBIT_PUBLIC_URL: 'http://127.0.0.1:3000' }).publicUrl).toBe('http://127.0.0.1:3000');
  });
});
