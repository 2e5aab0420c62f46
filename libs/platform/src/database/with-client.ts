import { Client, type ClientConfig } from 'pg';

/** Runs `work` on one connection and ends it. Lost in between, it fails the next statement and never the process. */
export async function withClient<T>(config: ClientConfig, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(config);
  // The loss is also an event, which would end a process where nobody listens.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
