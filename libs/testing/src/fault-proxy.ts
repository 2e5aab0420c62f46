import { createServer, connect, type Server, type Socket, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gate, type Gate } from './gate.js';

/** `toServer` is what the client says, `toClient` what it is answered. */
export type Direction = 'toServer' | 'toClient';
export type ProxyTarget = { port: number; host?: string } | { path: string };

const both: readonly Direction[] = ['toServer', 'toClient'];
const loopback = '127.0.0.1';

/**
 * A wire that can be broken: listens on a free port and forwards to the target; faults are switched while it runs and add up until `heal()`.
 * What is held back is kept, as TCP would send it again: after `heal()` the stream goes on whole.
 */
export class FaultProxy {
  /** Connections taken since the start. */
  accepted = 0;
  readonly faults: Faults = { held: new Set(), isSilent: false, delayMs: 0, bytesPerSecond: null, cut: null, changed: gate() };
  private readonly wires = new Set<Wire>();
  private server: Server | null = null;
  private listenPort = 0;

  private constructor(private readonly target: ProxyTarget) {}

  static async start(target: ProxyTarget): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    await proxy.listen();
    return proxy;
  }

  get host(): string {
    return loopback;
  }

  get port(): number {
    return this.listenPort;
  }

  /** Connections open now on the client's side. */
  get open(): number {
    return this.wires.size;
  }

  /** New connections are refused; those that stand go on. */
  refuse(): void {
    this.server?.close();
    this.server = null;
  }

  /** New connections are accepted and nothing is ever answered; those that stand fall silent too. */
  silence(): void {
    this.faults.isSilent = true;
    this.blackHole(...both);
  }

  /** What goes in a direction does not arrive: alone, it makes half-open connections. */
  blackHole(...directions: Direction[]): void {
    for (const direction of directions) this.faults.held.add(direction);
    this.tell();
  }

  /** Each piece arrives so much later, both ways. */
  delay(ms: number): void {
    this.faults.delayMs = ms;
    this.tell();
  }

  /** Bytes arrive at this rate, both ways. */
  drip(bytesPerSecond: number): void {
    this.faults.bytesPerSecond = bytesPerSecond;
    this.tell();
  }

  /** Each connection ends after so many more bytes in a direction. */
  cutAfter(bytes: number, direction: Direction): void {
    this.faults.cut = { bytes, direction };
    for (const wire of this.wires) wire.cutAfter(this.faults.cut);
  }

  /** Every open connection is reset on both sides, now. */
  resetAll(): void {
    for (const wire of this.wires) wire.reset();
  }

  /** Every fault ends; what was held back goes on. */
  async heal(): Promise<void> {
    this.faults.held.clear();
    Object.assign(this.faults, { isSilent: false, delayMs: 0, bytesPerSecond: null, cut: null });
    for (const wire of this.wires) wire.cutAfter(null);
    if (!this.server) await this.listen();
    this.tell();
  }

  async stop(): Promise<void> {
    const server = this.server;
    this.server = null;
    const closed = new Promise<void>((resolve) => { if (server) server.close(() => resolve()); else resolve(); });
    for (const wire of this.wires) wire.destroy();
    this.tell();
    await closed;
  }

  private async listen(): Promise<void> {
    // A paused side must not end the other by itself: an end travels through the faults as bytes do.
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (client) => void this.take(client));
    await new Promise<void>((resolve, reject) => { server.once('error', reject).listen(this.listenPort, loopback, resolve); });
    this.listenPort = (server.address() as AddressInfo).port;
    this.server = server;
  }

  private async take(client: Socket): Promise<void> {
    this.accepted += 1;
    const wire = new Wire(client, this.faults);
    this.wires.add(wire);
    client.once('close', () => { this.wires.delete(wire); });
    while (this.faults.isSilent && !client.destroyed) await this.faults.changed.passed;
    if (!client.destroyed) wire.dial(this.target);
  }

  private tell(): void {
    const { changed } = this.faults;
    this.faults.changed = gate();
    for (const wire of this.wires) wire.update();
    changed.open();
  }
}

interface Faults {
  held: Set<Direction>;
  isSilent: boolean;
  delayMs: number;
  bytesPerSecond: number | null;
  cut: { bytes: number; direction: Direction } | null;
  changed: Gate<void>;
}

/** One client's connection and the one made for it. */
class Wire {
  private lanes: Lane[] = [];
  private server: Socket | null = null;

  constructor(private readonly client: Socket, private readonly faults: Faults) {
    // A connection that broke before its target was dialled has nothing to tell further.
    client.on('error', () => undefined);
  }

  dial(target: ProxyTarget): void {
    const server = connect({ ...target, allowHalfOpen: true, noDelay: true });
    this.server = server;
    this.lanes = [new Lane('toServer', this.client, server, this.faults), new Lane('toClient', server, this.client, this.faults)];
    this.cutAfter(this.faults.cut);
    this.update();
  }

  cutAfter(cut: Faults['cut']): void {
    for (const lane of this.lanes) lane.bytesLeft = cut?.direction === lane.direction ? cut.bytes : Infinity;
  }

  update(): void {
    for (const lane of this.lanes) lane.update();
  }

  reset(): void {
    this.client.resetAndDestroy();
    this.server?.resetAndDestroy();
  }

  destroy(): void {
    this.client.destroy();
    this.server?.destroy();
  }
}

/** One direction of a wire: one piece at a time, each through the faults of its moment. */
class Lane {
  bytesLeft = Infinity;
  private isBusy = false;

  constructor(readonly direction: Direction, private readonly from: Socket, private readonly to: Socket, private readonly faults: Faults) {
    from.on('data', (piece: Buffer) => void this.pass(piece));
    from.once('end', () => void this.passable().then(() => to.end()));
    from.once('error', () => void this.passable().then(() => to.resetAndDestroy()));
    from.once('close', () => { if (!from.readableEnded) void this.passable().then(() => to.destroy()); });
  }

  update(): void {
    if (this.isBusy || this.faults.held.has(this.direction)) this.from.pause();
    else this.from.resume();
  }

  private async passable(): Promise<void> {
    while (this.faults.held.has(this.direction) && !this.to.destroyed) await this.faults.changed.passed;
  }

  private async pass(piece: Buffer): Promise<void> {
    this.isBusy = true;
    this.update();
    if (this.faults.delayMs > 0) await pause(this.faults.delayMs);
    for (let rest = piece; rest.length > 0 && this.to.writable;) {
      await this.passable();
      const rate = this.faults.bytesPerSecond;
      const drop = rest.subarray(0, Math.min(this.bytesLeft, rate ? Math.ceil(rate / 50) : rest.length));
      rest = rest.subarray(drop.length);
      this.bytesLeft -= drop.length;
      if (drop.length > 0 && !this.to.write(drop)) await takesMore(this.to);
      if (this.bytesLeft <= 0) this.cut();
      if (rate) await pause((drop.length / rate) * 1000);
    }
    this.isBusy = false;
    this.update();
  }

  private cut(): void {
    this.to.destroySoon();
    this.from.destroy();
  }
}

function takesMore(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      socket.off('drain', go).off('close', go);
      resolve();
    };
    socket.on('drain', go).on('close', go);
  });
}
