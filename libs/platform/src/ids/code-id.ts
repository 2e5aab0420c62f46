import { createHash } from 'node:crypto';

/** Fixed for ever: every reference id in every installation derives from it (DESIGN §5). */
const namespace = Buffer.from('5d0f4a53c1b94f1a8a0e7c2b3f9d6e11', 'hex');

/** UUIDv5 of a code: the id of a tenant (CUT), organisation, branch, service or norm. */
export function codeId(code: string): string {
  const bytes = createHash('sha1').update(namespace).update(code, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8(0x50 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
