import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { javaServersLack } from './java-servers.js';

describe('what a machine lacks for a real Kafka and a real Keycloak', () => {
  let bin: string;
  beforeEach(() => {
    bin = mkdtempSync(join(tmpdir(), 'konbit-bin-'));
    for (const program of ['java', 'mvn', 'tar']) writeFileSync(join(bin, program), '');
  });
  afterEach(() => rmSync(bin, { recursive: true }));

  it('is nothing where Java, Maven and tar are on the path', () => {
    expect(javaServersLack(['Kafka', 'Keycloak'], { PATH: bin })).toBeNull();
  });

  it('is named program by program', () => {
    rmSync(join(bin, 'mvn'));
    expect(javaServersLack(['Kafka'], { PATH: bin })).toBe('mvn not found on this machine');
    expect(javaServersLack(['Kafka'], {})).toMatch(/^java and mvn and tar/);
  });

  it('is the server that Maven could not bring, and that one alone', () => {
    const env = { PATH: bin, KONBIT_TEST_NO_KEYCLOAK: 'Maven brought no Keycloak' };
    expect(javaServersLack(['Kafka'], env)).toBeNull();
    expect(javaServersLack(['Kafka', 'Keycloak'], env)).toBe('Maven brought no Keycloak');
  });
});
