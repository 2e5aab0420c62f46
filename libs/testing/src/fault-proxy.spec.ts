import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { FaultProxy } from './fault-proxy.js';

/** Answers each piece with itself and tells what it heard. */
class EchoServer {
  heard = '';
  readonly sockets = new Set<Socket>();
  readonly server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    this.sockets.add(socket);
    socket.on('data', (piece) => { this.heard += String(piece); socket.write(piece); });
    socket.on('end', () => { socket.end(); }).on('error', () => undefined).on('close', () => { this.sockets.delete(socket); });
  });

  async listen(place: { path: string } | { port: number }): Promise<void> {
    await new Promise<void>((resolve) => { this.server.listen({ ...place, host: '127.0.0.1' }, resolve); });
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => { this.server.close(() => resolve()); });
  }
}

interface Caller { socket: Socket; heard: () => string; ended: () => string | null }

let echo: EchoServer;
let proxy: FaultProxy;
const callers: Caller[] = [];

function call(port = proxy.port): Caller {
  const socket = connect({ port, host: '127.0.0.1' });
  let heard = '';
  let ended: string | null = null;
  socket.on('data', (piece) => { heard += String(piece); });
  socket.on('error', (error: NodeJS.ErrnoException) => { ended = error.code ?? 'ERROR'; });
  socket.on('close', () => { ended ??= 'END'; });
  const caller = { socket, heard: () => heard, ended: () => ended };
  callers.push(caller);
  return caller;
}

const hears = (caller: Caller, text: string) => eventually(() => caller.heard() === text, `"${text}", heard by the caller`);

async function connected(): Promise<Caller> {
  const caller = call();
  caller.socket.write('a');
  await hears(caller, 'a');
  return caller;
}

beforeEach(async () => {
  echo = new EchoServer();
  await echo.listen({ port: 0 });
  proxy = await FaultProxy.start({ port: (echo.server.address() as AddressInfo).port });
});

afterEach(async () => {
  for (const { socket } of callers.splice(0)) socket.destroy();
  await proxy.stop();
  await echo.stop();
});

describe('a wire that can be broken', () => {
  it('forwards both ways, and an end is an end on the other side', async () => {
    const caller = await connected();
    caller.socket.end('b');
    await eventually(() => caller.ended() === 'END' && caller.heard() === 'ab', 'the echo and its end');
    await eventually(() => proxy.open === 0 && echo.sockets.size === 0, 'nothing left open');
  });

  it('carries more than a socket buffers, whole', async () => {
    const caller = call();
    const text = 'x'.repeat(5_000_000);
    caller.socket.write(text);
    await eventually(() => caller.heard().length === text.length, 'all of it back');
  });

  it('forwards to a socket file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'konbit-wire-'));
    const path = join(folder, 'echo');
    const other = new EchoServer();
    await other.listen({ path });
    const wire = await FaultProxy.start({ path });
    const caller = call(wire.port);
    caller.socket.write('f');
    await hears(caller, 'f');
    await wire.stop();
    await other.stop();
    rmSync(folder, { recursive: true });
  });

  it('refuses new connections while those that stand go on, and takes them again on the same port', async () => {
    const old = await connected();
    proxy.refuse();
    const refused = call();
    await eventually(() => refused.ended() === 'ECONNREFUSED', 'a refusal');
    old.socket.write('b');
    await hears(old, 'ab');
    await proxy.heal();
    await connected();
  });

  it('accepts and never answers, nor reaches the server, until it is healed', async () => {
    proxy.silence();
    const caller = call();
    caller.socket.write('s');
    await eventually(() => proxy.open === 1, 'taken');
    const direct = call((echo.server.address() as AddressInfo).port);
    direct.socket.write('d');
    await hears(direct, 'd');
    expect(echo.heard).toBe('d');
    await proxy.heal();
    await hears(caller, 's');
  });

  it('delays each piece', async () => {
    const caller = await connected();
    proxy.delay(100);
    const startedAt = performance.now();
    caller.socket.write('d');
    await hears(caller, 'ad');
    expect(performance.now() - startedAt).toBeGreaterThan(150);
  });

  it('cuts a connection after so many bytes of an answer', async () => {
    const caller = await connected();
    proxy.cutAfter(3, 'toClient');
    caller.socket.write('bcdef');
    await eventually(() => caller.ended() === 'END', 'the end');
    expect(caller.heard()).toBe('abcd');
    expect(echo.heard).toBe('abcdef');
    const next = call();
    next.socket.write('1234');
    await eventually(() => next.ended() === 'END', 'the end of the next one');
    expect(next.heard()).toBe('123');
  });

  it('loses what goes one way: the server hears, the caller does not, and nothing is missing afterwards', async () => {
    const caller = await connected();
    proxy.blackHole('toClient');
    caller.socket.write('b');
    await eventually(() => echo.heard === 'ab', 'heard by the server');
    expect(caller.heard()).toBe('a');
    await proxy.heal();
    await hears(caller, 'ab');
  });

  it('keeps a connection standing whose other side has gone, while the way between is lost', async () => {
    const caller = await connected();
    proxy.blackHole('toClient');
    for (const socket of echo.sockets) socket.destroy();
    await eventually(() => echo.sockets.size === 0, 'the server gone');
    expect(caller.ended()).toBeNull();
    await proxy.heal();
    await eventually(() => caller.ended() !== null, 'the end, told late');
  });

  it('lets bytes through by drops', async () => {
    const caller = await connected();
    proxy.drip(100);
    const startedAt = performance.now();
    caller.socket.write('0123456789');
    await hears(caller, 'a0123456789');
    expect(performance.now() - startedAt).toBeGreaterThan(70);
  });

  it('resets every open connection at once', async () => {
    const [one, two] = [await connected(), await connected()];
    proxy.resetAll();
    await eventually(() => one.ended() === 'ECONNRESET' && two.ended() === 'ECONNRESET', 'both reset');
    await eventually(() => proxy.open === 0 && echo.sockets.size === 0, 'nothing left open');
    await connected();
  });

  it('resets a caller whose server is not there', async () => {
    await echo.stop();
    const caller = call();
    await eventually(() => caller.ended() === 'ECONNRESET', 'a reset');
  });
});
