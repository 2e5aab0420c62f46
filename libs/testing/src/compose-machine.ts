import { basename, join } from 'node:path';
import type { ComposeFile, ComposeService } from './compose-file.js';

export interface MachineOptions {
  file: ComposeFile;
  /** Folder of the clone. */
  root: string;
  /** Where secrets, volumes and logs are. */
  folder: string;
  /** Where a host of the file is here: `postgres:5432` → `127.0.0.1:40123`. */
  hosts?: Readonly<Record<string, string>>;
  /** What a port of the file is here, wherever it stands behind `:` or `/` or alone. */
  ports: Readonly<Record<string, number>>;
}

/** Folders of the images that no volume names; the settings of a process are the volume of its name. */
const foldersOfImages = { '/konbit': '.', '/opt/keycloak': 'keycloak', '/settings': 'volumes' };

/** Reads commands and settings of the compose file as they are on this machine: only hosts, ports and paths differ. */
export class ComposeMachine {
  constructor(private readonly options: MachineOptions) {}

  /** Program and arguments. */
  command(name: string): string[] {
    const { entrypoint = [], command = [] } = this.service(name);
    return [...entrypoint, ...command].map((word) => this.text(name, word));
  }

  environment(name: string): Record<string, string> {
    return Object.fromEntries(Object.entries(this.service(name).environment ?? {}).map(([variable, value]) => [variable, this.text(name, value)]));
  }

  /** The health check, or null for one that a shell answers by itself. */
  check(name: string): string[] | null {
    const [, ...command] = this.service(name).healthcheck?.test ?? [];
    return command.length === 0 || command[0] === 'true' ? null : command.map((word) => this.text(name, word));
  }

  /** Where a secret is kept. */
  secretFile(name: string): string {
    return join(this.options.folder, 'secrets', basename(this.options.file.secrets[name]!.file));
  }

  service(name: string): ComposeService {
    const service = this.options.file.services[name];
    if (!service) throw new Error(`the compose file has no service ${name}`);
    return service;
  }

  private text(name: string, text: string): string {
    const { hosts = {}, ports } = this.options;
    const paths = this.paths(name);
    const places: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', ...hosts };
    const any = (words: readonly string[]): string => words.toSorted((a, b) => b.length - a.length).map(escaped).join('|');
    const found = `(?<![\\w./-])(?<path>${any(Object.keys(paths))})(?=/|[^\\w.-]|$)|(?<![\\w.-])(?<host>${any(Object.keys(places))})(?![\\w])|(?<=[:/]|^)(?<port>${any(Object.keys(ports))})(?![\\w.])`;
    return text.replace(new RegExp(found, 'g'), (word) => paths[word] ?? places[word] ?? String(ports[word]));
  }

  /** Paths inside the container and where they are here. */
  private paths(name: string): Readonly<Record<string, string>> {
    const { root, folder } = this.options;
    const { volumes = [], secrets = [] } = this.service(name);
    const mounted = volumes.map((volume) => {
      const [source = '', target = ''] = volume.split(':');
      return [target, source.startsWith('./') ? join(root, source) : join(folder, 'volumes', source)];
    });
    const images = Object.entries(foldersOfImages).map(([inside, here]) => [inside, here === '.' ? root : join(folder, here)]);
    return Object.fromEntries([...images, ...mounted, ...secrets.map((secret) => [`/run/secrets/${secret}`, this.secretFile(secret)])]) as Record<string, string>;
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
