/** Where code tells what it does; fields are codes, ids and numbers. */
export interface Log {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

/** Injection token of the process's Log. */
export const LOG: unique symbol = Symbol('Log');

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Only these fields reach a log line: what is not here cannot leak by a forgotten field. */
const allowed = new Set([
  'service', 'trace', 'call', 'code', 'cause', 'errorId', 'error', 'reason', 'errorCode', 'constraint', 'table', 'frames', 'level',
  'durationMs', 'ageMs', 'port', 'pid', 'count', 'rows', 'attempt', 'attempts', 'failures', 'migration', 'keyId', 'signal', 'context', 'database',
  'group', 'topic', 'type', 'key', 'version', 'off', 'epoch', 'owner', 'name', 'state', 'seq', 'pos', 'operation', 'status', 'path', 'method',
]);

/** One JSON line for each message, fields filtered by the allow-list. */
export class JsonLog implements Log {
  constructor(private readonly service: string, private readonly write: (line: string) => void = (line) => void process.stdout.write(`${line}\n`)) {}

  info(message: string, fields?: Record<string, unknown>): void {
    this.line('info', message, fields);
  }

  warn(message: string, fields?: Record<string, unknown>): void {
    this.line('warn', message, fields);
  }

  error(message: string, fields?: Record<string, unknown>): void {
    this.line('error', message, fields);
  }

  private line(level: string, message: string, fields: Record<string, unknown> = {}): void {
    const kept = Object.entries(fields).filter(([name, value]) => allowed.has(name) && isPlain(value));
    const shown = kept.map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 1000) : value]);
    this.write(JSON.stringify({ time: new Date().toISOString(), level, service: this.service, message, ...Object.fromEntries(shown) as object }));
  }
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';
}
