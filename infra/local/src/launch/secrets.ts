import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { JWK } from 'oidc-provider';
import { StartError } from '../start-error.js';
import { readJson, writePrivate } from './files.js';

/** What is kept between starts; the newest signing and cookie key comes first. */
export interface Secrets {
  clientSecret: string;
  cookieKeys: string[];
  signingKeys: JWK[];
  signInPort: number | null;
  /** Whether this folder was begun with demonstration data. */
  demo: boolean;
}

/** Reads `secrets.json`, or makes it (0600) at the first start. */
export function loadSecrets(home: string, demo: boolean): Secrets {
  const path = join(home, 'secrets.json');
  const known = readJson(path) as Secrets | null;
  if (known) return known;
  const secrets = { clientSecret: secret(), cookieKeys: [secret()], signingKeys: [signingKey()], signInPort: null, demo };
  writePrivate(path, JSON.stringify(secrets));
  return secrets;
}

/** Whether demonstration data and accounts are due; they never enter a folder with the data of a real office. */
export function demoMode(asked: boolean | null, begunWithDemo: boolean): boolean {
  if (asked === true && !begunWithDemo) {
    throw new StartError('Esta carpeta tiene datos de una oficina real y no admite los de demostración: quite KONBIT_DEMO=1, o pruebe en otra carpeta con KONBIT_HOME=/ruta.');
  }
  return asked ?? begunWithDemo;
}

/** Keeps the sign-in on one port, so that its address is the same at the next start. */
export function rememberSignInPort(home: string, secrets: Secrets, signInPort: number): void {
  if (secrets.signInPort !== signInPort) writePrivate(join(home, 'secrets.json'), JSON.stringify({ ...secrets, signInPort }));
}

/** Path of the encryption keys, made (0600) at the first start; lost keys of existing data are never replaced. */
export function ensureKeysFile(home: string, hasData: boolean): string {
  const path = join(home, 'keys.json');
  if (readJson(path)) return path;
  if (hasData) {
    throw new StartError(`Falta ${path} y sin él no se pueden leer los datos guardados: recupere ese archivo de su respaldo, o borre todo y empiece de nuevo con "npm run reset".`);
  }
  writePrivate(path, JSON.stringify({ aes: [newKey('aes')], hmac: [newKey('hmac')] }));
  return path;
}

function newKey(kind: string): { id: string; key: string } {
  return { id: `${kind}-${randomBytes(4).toString('hex')}`, key: randomBytes(32).toString('base64') };
}

function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kty: 'EC', kid: randomBytes(8).toString('hex'), alg: 'ES256', use: 'sig' };
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
