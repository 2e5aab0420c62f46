import { connect, createServer } from 'node:net';

/** A loopback port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

/** Whether somebody listens at `host:port`. */
export function isOpen(address: string): Promise<boolean> {
  const [host = '', port = ''] = address.split(':');
  return new Promise((resolve) => {
    const socket = connect(Number(port), host);
    const tell = (answer: boolean): void => { socket.destroy(); resolve(answer); };
    socket.once('connect', () => tell(true)).once('error', () => tell(false));
  });
}
