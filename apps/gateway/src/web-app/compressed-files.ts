import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
const texts: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml', json: 'application/json; charset=utf-8', webmanifest: 'application/manifest+json',
};
const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

export interface CompressedFile { type: string; body: Buffer }

/** Text files of the built app as brotli, each made at its first use and kept: the app is small and never changes while it is served. */
export class CompressedFiles {
  private readonly made = new Map<string, Promise<Buffer>>();

  constructor(private readonly folder: string) {}

  /** The file for a browser that takes brotli; null when it does not, or when the file gains nothing by it. */
  async find(path: string, acceptEncoding: string | undefined): Promise<CompressedFile | null> {
    const type = texts[path.slice(path.lastIndexOf('.') + 1)];
    if (type === undefined || !/(^|[\s,])br($|[\s,;])/.test(acceptEncoding ?? '')) return null;
    return { type, body: await this.bodyOf(path) };
  }

  private bodyOf(path: string): Promise<Buffer> {
    const body = this.made.get(path) ?? readFile(join(this.folder, path)).then((text) => compress(text, options));
    this.made.set(path, body);
    return body;
  }
}
