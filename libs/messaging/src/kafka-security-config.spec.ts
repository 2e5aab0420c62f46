import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chosenBrokers } from './messaging-config.js';
import { kafkaSecurity } from './kafka-security-config.js';

describe('connections to the brokers', () => {
  let folder: string;
  let files: { KONBIT_KAFKA_TLS_CA: string; KONBIT_KAFKA_USER: string; KONBIT_KAFKA_PASSWORD_FILE: string };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'konbit-security-'));
    files = { KONBIT_KAFKA_TLS_CA: join(folder, 'ca.pem'), KONBIT_KAFKA_USER: 'konbit', KONBIT_KAFKA_PASSWORD_FILE: join(folder, 'password') };
    writeFileSync(files.KONBIT_KAFKA_TLS_CA, 'certificates');
    writeFileSync(files.KONBIT_KAFKA_PASSWORD_FILE, 'secret\n');
  });
  afterAll(() => { rmSync(folder, { recursive: true }); });

  it('are plain when nothing is said, over TLS with certificates, and signed in with a user too', () => {
    expect(kafkaSecurity({})).toBeNull();
    expect(kafkaSecurity({ KONBIT_KAFKA_TLS_CA: files.KONBIT_KAFKA_TLS_CA })).toEqual({ ca: 'certificates', sign: null });
    expect(kafkaSecurity(files)).toEqual({ ca: 'certificates', sign: { username: 'konbit', password: 'secret' } });
  });

  it('refuse at the start what does not fit together, by the name of the variable', () => {
    const start = (env: Record<string, string>) => () => chosenBrokers({ KONBIT_EVENTS: 'kafka', KONBIT_KAFKA_BROKERS: 'k1:9093', ...env });
    expect(start({ ...files, KONBIT_KAFKA_USER: '' })).toThrow('KONBIT_KAFKA_USER and KONBIT_KAFKA_PASSWORD_FILE go together');
    expect(start({ ...files, KONBIT_KAFKA_TLS_CA: '' })).toThrow('KONBIT_KAFKA_TLS_CA is not set');
    expect(start({ ...files, KONBIT_KAFKA_TLS_CA: join(folder, 'none') })).toThrow('KONBIT_KAFKA_TLS_CA names a file that cannot be read');
    expect(start(files)()).toEqual(['k1:9093']);
  });
});
