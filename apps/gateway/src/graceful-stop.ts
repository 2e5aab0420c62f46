import type { Server } from 'node:http';

const finishWithinMs = 5000;
const lookEveryMs = 20;

/** Counts the requests a server is answering. */
export class OpenRequests {
  private count = 0;

  constructor(readonly server: Server) {
    server.on('request', (_request, response) => {
      this.count += 1;
      response.once('close', () => { this.count -= 1; });
    });
  }

  get none(): boolean {
    return this.count === 0;
  }
}

/**
 * Closes the app once its requests are answered, 5 s at most. Connections that are merely open (browsers keep some
 * in reserve) do not hold up the end.
 */
export async function closeGently(app: { close(): Promise<void> }, requests: OpenRequests): Promise<void> {
  const until = performance.now() + finishWithinMs;
  const look = setInterval(() => {
    if (requests.none || performance.now() > until) requests.server.closeAllConnections();
  }, lookEveryMs);
  try {
    await app.close();
  } finally {
    clearInterval(look);
  }
}
