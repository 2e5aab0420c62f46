import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc'];

/** A certificate for this machine under an authority of its own: `cert` holds both, as an office gives them. Made by openssl. */
export async function makeCertificate(folder: string, { cert, key }: { cert: string; key: string }): Promise<void> {
  const at = (name: string): string => join(folder, name);
  const openssl = async (...args: string[]): Promise<void> => { await promisify(execFile)('openssl', args); };
  await openssl('req', '-x509', ...newKey, '-keyout', at('authority.key'), '-out', at('authority.pem'), '-days', '2', '-subj', '/CN=Konbit of this run');
  await openssl('req', ...newKey, '-keyout', key, '-out', at('request.pem'), '-subj', '/CN=localhost');
  writeFileSync(at('names.txt'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n');
  await openssl('x509', '-req', '-in', at('request.pem'), '-CA', at('authority.pem'), '-CAkey', at('authority.key'), '-CAcreateserial', '-days', '2', '-extfile', at('names.txt'), '-out', cert);
  writeFileSync(cert, readFileSync(cert, 'utf8') + readFileSync(at('authority.pem'), 'utf8'));
}

/** This process believes a certificate file too, as NODE_EXTRA_CA_CERTS would have it from its start. */
export function trustCertificate(file: string): void {
  const certificates = readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  setDefaultCACertificates([...getCACertificates('default'), ...certificates]);
}
