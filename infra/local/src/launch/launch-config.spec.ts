import { readLaunchConfig } from './launch-config.js';

const read = (env: Record<string, string>, isSystemRoot = false) => readLaunchConfig(env, { root: '/srv/konbit', isSystemRoot });

describe('launch configuration', () => {
  it('starts on loopback port 3000 when nothing is set', () => {
    expect(read({})).toMatchObject({ host: '127.0.0.1', port: 3000, publicUrl: 'http://localhost:3000', demo: null, dev: false, tls: null, kafkaBrokers: null });
  });

  it('keeps the state of a user in the clone and the state of root in /var/lib/konbit', () => {
    expect(read({}).home).toBe('/srv/konbit/.konbit');
    expect(read({}, true).home).toBe('/var/lib/konbit');
    expect(read({ KONBIT_HOME: '/data/k' }, true).home).toBe('/data/k');
  });

  it.each([['KONBIT_PORT', '70000'], ['KONBIT_PORT', 'abc'], ['KONBIT_DEMO', 'yes'], ['KONBIT_PUBLIC_URL', 'konbit']])('names %s when it is %s', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(name);
  });

  it('sends events through Kafka when it is told to, and names the variable that is wrong', () => {
    expect(read({ KONBIT_EVENTS: 'kafka', KONBIT_KAFKA_BROKERS: 'k1:9092, k2:9092' }).kafkaBrokers).toEqual(['k1:9092', 'k2:9092']);
    expect(read({ KONBIT_KAFKA_BROKERS: 'k1:9092' }).kafkaBrokers).toBeNull();
    expect(() => read({ KONBIT_EVENTS: 'nats' })).toThrow('KONBIT_EVENTS debe ser postgres o kafka y es "nats".');
    expect(() => read({ KONBIT_EVENTS: 'kafka' })).toThrow(/indique en KONBIT_KAFKA_BROKERS los brokers.*9092\.$/);
    expect(() => read({ KONBIT_EVENTS: 'kafka', KONBIT_KAFKA_BROKERS: 'k1' })).toThrow('ahora es "k1"');
    expect(() => read({ KONBIT_EVENTS: 'kafka', KONBIT_KAFKA_BROKERS: 'k1:9093', KONBIT_KAFKA_USER: 'konbit' })).toThrow(/mal indicada: KONBIT_KAFKA_USER and KONBIT_KAFKA_PASSWORD_FILE/);
  });

  it('refuses another address without a certificate, in a sentence that names both variables', () => {
    expect(() => read({ KONBIT_HOST: '192.168.1.5' })).toThrow(/192\.168\.1\.5.*KONBIT_TLS_CERT y KONBIT_TLS_KEY/);
    expect(() => read({ KONBIT_HOST: '192.168.1.5', KONBIT_TLS_CERT: '/c.pem' })).toThrow('van juntos');
  });

  it('serves another address over https with a certificate', () => {
    const config = read({ KONBIT_HOST: '192.168.1.5', KONBIT_TLS_CERT: '/c.pem', KONBIT_TLS_KEY: '/k.pem' });
    expect(config.publicUrl).toBe('https://192.168.1.5:3000');
  });

  it('asks for the public address when it listens on every address', () => {
    expect(() => read({ KONBIT_HOST: '0.0.0.0', KONBIT_TLS_CERT: '/c.pem', KONBIT_TLS_KEY: '/k.pem' })).toThrow('KONBIT_PUBLIC_URL');
  });
});
