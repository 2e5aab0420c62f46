import { z } from 'zod';
import { serviceConfig } from '../service/service-config.js';
import { ConfigError, readConfig } from './config.js';

const good = {
  CASES_DATABASE_URL: 'postgres://cases_app:a@127.0.0.1/cases', CASES_OWNER_DATABASE_URL: 'postgres://cases_owner:b@127.0.0.1/cases',
  CASES_RPC_PORT: '4101', KONBIT_KEYS_FILE: '/keys.json', OIDC_ISSUER: 'http://127.0.0.1:9/oidc',
};

describe('settings', () => {
  it('come typed out of the environment', () => {
    expect(readConfig(z.object({ KONBIT_PORT: z.coerce.number().default(3000) }), { KONBIT_PORT: '8080' })).toEqual({ KONBIT_PORT: 8080 });
  });

  it('treat an empty variable as one that is not set', () => {
    expect(readConfig(z.object({ KONBIT_PORT: z.coerce.number().default(3000) }), { KONBIT_PORT: '' })).toEqual({ KONBIT_PORT: 3000 });
  });

  it('name every variable that is wrong and show no value', () => {
    const schema = z.object({ A_URL: z.url(), B_NAME: z.string() });
    expect(() => readConfig(schema, { A_URL: 'secret-value' })).toThrow(ConfigError);
    expect(() => readConfig(schema, { A_URL: 'secret-value' })).toThrow(/A_URL is not valid: .*; B_NAME is not set/);
    expect(() => readConfig(schema, { A_URL: 'secret-value' })).not.toThrow(/secret-value/);
  });
});

describe('settings of a service', () => {
  it('are read under its own name, with the tenant that follows from the CUT', () => {
    const config = serviceConfig('cases', good);
    expect(config).toMatchObject({ name: 'cases', databaseUrl: good.CASES_DATABASE_URL, ownerDatabaseUrl: good.CASES_OWNER_DATABASE_URL, rpcPorts: { cases: 4101 } });
    expect(config.oidc.audience).toBe('konbit-api');
  });

  it.each([
    ['CASES_DATABASE_URL', undefined], ['CASES_OWNER_DATABASE_URL', 'mysql://x'], ['KONBIT_TENANT_CUT', '51'], ['CASES_RPC_PORT', 'high'], ['OIDC_ISSUER', 'nowhere'],
  ])('refuse a start and name %s when it is %s', (name, value) => {
    expect(() => serviceConfig('cases', { ...good, [name]: value })).toThrow(new RegExp(name));
  });
});
