import { readFileSync } from 'node:fs';

export interface ComposeService {
  image: string;
  entrypoint?: string[];
  command?: string[];
  environment?: Record<string, string>;
  secrets?: string[];
  volumes?: string[];
  profiles?: string[];
  depends_on?: Record<string, { condition: 'service_started' | 'service_healthy' | 'service_completed_successfully' }>;
  healthcheck?: { test: string[] };
  restart?: string;
  stop_grace_period?: string;
}

export interface ComposeFile {
  services: Record<string, ComposeService>;
  secrets: Record<string, { file: string }>;
}

/** The file as Docker Compose reads it: in every text `${NAME:-default}` and `${NAME:?what}` are replaced by `settings`, and `$$` is one dollar. */
export async function readComposeFile(file: string, settings: Readonly<Record<string, string>>): Promise<ComposeFile> {
  const { parse } = await import('yaml');
  return replaced(parse(readFileSync(file, 'utf8'), { merge: true }), settings) as ComposeFile;
}

function replaced(node: unknown, settings: Readonly<Record<string, string>>): unknown {
  if (typeof node === 'string') {
    return node.replace(/\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g, (found, name: string, kind: string, rest: string) => (found === '$$' ? '$' : settings[name] ?? defaultOf(name, kind, rest)));
  }
  if (Array.isArray(node)) return node.map((each) => replaced(each, settings));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, replaced(value, settings)]));
}

function defaultOf(name: string, kind: string, rest: string): string {
  if (kind !== '-') throw new Error(`${name} has no default in the compose file, and no setting gives it`);
  return rest;
}
