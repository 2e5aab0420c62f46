import type { Log } from '@konbit/platform';
import { Client } from 'pg';
import type { Bell } from './bell.js';

export const logChannel = 'konbit_log';
const retryMs = 500;

/** One LISTEN connection per process; bells ring when their topic has grown. Losing it costs latency only: readers also poll. */
export class LogListener {
  private readonly bells = new Map<string, Set<Bell>>();
  private client: Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private connecting: Promise<void> | null = null;
  private closed = false;

  constructor(private readonly url: string, private readonly log: Log) {}

  /** Rings the bell at every append to the topic until the returned function is called. */
  add(topic: string, bell: Bell): () => void {
    const bells = this.bells.get(topic) ?? new Set<Bell>();
    this.bells.set(topic, bells.add(bell));
    if (this.client === null && this.connecting === null) this.connecting = this.connect();
    return () => void bells.delete(bell);
  }

  async close(): Promise<void> {
    this.closed = true;
    if (this.retry) clearTimeout(this.retry);
    await this.connecting;
    await this.client?.end().catch(() => undefined);
    this.client = null;
  }

  private async connect(): Promise<void> {
    const client = new Client({ connectionString: this.url, application_name: 'log listener', keepAlive: true, connectionTimeoutMillis: 3000 });
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    client.on('notification', (message) => this.ring(message.payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${logChannel}`);
      this.client = client;
      for (const topic of this.bells.keys()) this.ring(topic);
    } catch {
      this.lost(client);
    } finally {
      this.connecting = null;
    }
  }

  private ring(topic: string): void {
    for (const bell of this.bells.get(topic) ?? []) bell.ring();
  }

  private lost(client: Client): void {
    if (this.closed || this.retry || (this.client !== null && this.client !== client)) return;
    this.client = null;
    this.log.warn('log listener lost its connection');
    this.retry = setTimeout(() => {
      this.retry = null;
      this.connecting = this.connect();
    }, retryMs);
  }
}
