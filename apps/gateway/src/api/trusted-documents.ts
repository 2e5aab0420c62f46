import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const manifestFile = join(import.meta.dirname, '..', '..', 'persisted-documents.json');

export type DocumentChoice = { text: string } | { refused: 'DOCUMENT_UNKNOWN' };

interface GraphQLBody {
  query?: unknown;
  documentId?: unknown;
  extensions?: { persistedQuery?: { sha256Hash?: unknown } };
}

/** The documents of the web app by sha256: nothing else runs, unless free text is allowed for development. */
export class TrustedDocuments {
  constructor(private readonly byHash: ReadonlyMap<string, string>, private readonly freeText: boolean) {}

  /** The manifest that `npm run codegen` writes; without one, nothing is trusted. */
  static fromFile(freeText: boolean, file: string = manifestFile): TrustedDocuments {
    const documents = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
    return new TrustedDocuments(new Map(Object.entries(documents).map(([hash, text]) => [bare(hash), text])), freeText);
  }

  get size(): number {
    return this.byHash.size;
  }

  get texts(): string[] {
    return [...this.byHash.values()];
  }

  /** The text that this request body may run. */
  choose(body: unknown): DocumentChoice {
    const { query, documentId, extensions } = isObject(body) ? body : {};
    const hash = hashOf(documentId) ?? hashOf(extensions?.persistedQuery?.sha256Hash);
    if (hash !== null) {
      const text = this.byHash.get(hash);
      return text === undefined ? { refused: 'DOCUMENT_UNKNOWN' } : { text };
    }
    return this.freeText && typeof query === 'string' ? { text: query } : { refused: 'DOCUMENT_UNKNOWN' };
  }
}

function isObject(body: unknown): body is GraphQLBody {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

function hashOf(value: unknown): string | null {
  return typeof value === 'string' ? bare(value) : null;
}

/** Hashes come with the name of their algorithm or without. */
function bare(hash: string): string {
  return hash.replace(/^sha256:/, '');
}
