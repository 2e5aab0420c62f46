import { join, resolve } from 'node:path';
import { type ComposeFile, readComposeFile } from './compose-file.js';
import { ComposeMachine } from './compose-machine.js';

const root = resolve(import.meta.dirname, '../../..');
const folder = '/somewhere';

describe('docker-compose.yml on this machine', () => {
  let file: ComposeFile;
  let machine: ComposeMachine;
  beforeAll(async () => {
    file = await readComposeFile(join(root, 'docker-compose.yml'), { KONBIT_NAME: 'localhost:50443', KONBIT_SIGNIN_NAME: 'localhost', KONBIT_EVENTS: 'kafka' });
    machine = new ComposeMachine({
      file, root, folder, ports: { 443: 50443, 7001: 57001, 7002: 57002, 7003: 57003, 8443: 58443, 9000: 59000 },
      hosts: { 'postgres:5432': '127.0.0.1:55432', 'kafka-1:9092': '127.0.0.1:51', 'kafka-2:9092': '127.0.0.1:52', 'kafka-3:9092': '127.0.0.1:53' },
    });
  });

  it('has other hosts and ports', () => {
    expect(machine.environment('keycloak')).toMatchObject({ KC_DB_URL: 'jdbc:postgresql://127.0.0.1:55432/keycloak', KC_HOSTNAME: 'https://localhost:58443', KONBIT_PUBLIC_URL: 'https://localhost:50443' });
    expect(machine.environment('gateway')).toMatchObject({
      OIDC_ISSUER: 'https://localhost:58443/realms/konbit', KONBIT_KAFKA_BROKERS: '127.0.0.1:51,127.0.0.1:52,127.0.0.1:53', CASES_RPC_PORT: '57001', KONBIT_PORT: '50443', KONBIT_HOST: '127.0.0.1',
    });
    expect(machine.check('cases')).toEqual(['node', 'infra/local/dist/healthy.js', 'tcp://127.0.0.1:57001']);
    expect(machine.check('keycloak')?.at(-1)).toContain('/dev/tcp/127.0.0.1/59000');
  });

  it('has other paths: secrets, volumes, and what the images hold', () => {
    expect(machine.environment('gateway')).toMatchObject({ KONBIT_TLS_CERT: `${folder}/secrets/tls_cert.pem`, KONBIT_WEB_DIR: join(root, 'apps/web/dist/app') });
    expect(machine.environment('prepare')).toMatchObject({ KONBIT_HOME: `${folder}/volumes/keys`, KONBIT_SETTINGS_DIR: `${folder}/volumes` });
    expect(machine.command('cases')).toContain(`--env-file=${folder}/volumes/cases/settings.env`);
    expect(machine.command('keycloak').at(-1)).toContain(`exec ${folder}/keycloak/bin/kc.sh start --import-realm --cache=local`);
  });

  it('leaves nothing that only a container has', () => {
    const told = Object.keys(file.services).filter((name) => !/^(kafka-|postgres$)/.test(name)).flatMap((name) => [...machine.command(name), ...Object.values(machine.environment(name)), ...(machine.check(name) ?? [])]);
    expect(told.length).toBeGreaterThan(60);
    expect(told.filter((text) => /\/run\/secrets|\/opt\/keycloak\/|\/var\/lib\/konbit|(^|[= ])\/settings|kafka-\d:|postgres:5432|0\.0\.0\.0/.test(text))).toEqual([]);
  });

  it('leaves every other setting as the file has it', () => {
    expect(machine.environment('cases')).toMatchObject({ NODE_OPTIONS: file.services['cases']!.environment!['NODE_OPTIONS'], KONBIT_EVENTS: 'kafka', KONBIT_TENANT_CUT: '05101', OIDC_AUDIENCE: 'konbit-api' });
  });

  it('is not read without a setting that has no default', async () => {
    await expect(readComposeFile(join(root, 'docker-compose.yml'), {})).rejects.toThrow('KONBIT_SIGNIN_NAME has no default');
  });
});
