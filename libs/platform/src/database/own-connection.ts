import { Client } from 'pg';

/** One connection beside the pool, for a question that must not wait behind the work: is the database there. */
export class OwnConnection {
  private client: Promise<Client> | null = null;

  constructor(private readonly options: { url: string; name: string; limitMs: number }) {}

  /** Whether the database answers within the limit; never throws. */
  async answers(): Promise<boolean> {
    try {
      this.client ??= this.connect();
      await (await this.client).query('select 1');
      return true;
    } catch {
      await this.close();
      return false;
    }
  }

  async close(): Promise<void> {
    const client = await this.client?.catch(() => null);
    this.client = null;
    // A server that stands still never answers the goodbye.
    if (client) void client.end().catch(() => undefined);
  }

  private async connect(): Promise<Client> {
    const { url, name, limitMs } = this.options;
    const client = new Client({ connectionString: url, application_name: name, connectionTimeoutMillis: limitMs, query_timeout: limitMs, keepAlive: true });
    client.on('error', () => { this.client = null; });
    await client.connect();
    (client as Client & { unref(): void }).unref();
    return client;
  }
}
