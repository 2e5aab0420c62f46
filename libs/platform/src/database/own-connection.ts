import { Client } from 'pg';

/** One connection beside the pool, for a question that must not wait behind the work: is the database there. */
export class OwnConnection {
  private client: Promise<Client> | null = null;

  constructor(private readonly options: { url: string; name: string; limitMs: number }) {}

  /** Whether the database answers within the limit; never throws. */
  async answers(): Promise<boolean> {
    try {
      await (await (this.client ??= this.open())).query('select 1');
      return true;
    } catch {
      await this.close();
      return false;
    }
  }

  async close(): Promise<void> {
    const held = this.client;
    this.client = null;
    const client = await held?.catch(() => null);
    // A server that stands still never answers the goodbye.
    if (client) void client.end().catch(() => undefined);
  }

  private open(): Promise<Client> {
    const opening: Promise<Client> = this.connect(() => {
      if (this.client === opening) this.client = null;
    });
    return opening;
  }

  private async connect(lost: () => void): Promise<Client> {
    const { url, name, limitMs } = this.options;
    const client = new Client({ connectionString: url, application_name: name, connectionTimeoutMillis: limitMs, query_timeout: limitMs, keepAlive: true });
    client.on('error', lost);
    await client.connect();
    (client as Client & { unref(): void }).unref();
    return client;
  }
}
