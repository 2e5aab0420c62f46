import { Client, type ClientBase, type ClientConfig } from 'pg';

/** The loss of a connection fails its next statement. It is also an event, which would end a process where nobody listens: a pool's `onConnect`. */
export function outliveLoss(client: Pick<ClientBase, 'on'>): void {
  client.on('error', () => undefined);
}

/** Runs `work` on one connection and ends it. Lost in between, it fails the next statement and never the process. */
export async function withClient<T>(config: ClientConfig, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(config);
  outliveLoss(client);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
