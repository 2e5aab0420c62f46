import type { EventLog, Stop, StoredEvent } from '@konbit/messaging';
import { errorFields, type Log } from '@konbit/platform';
import type { ReferenceCache } from '../directory/reference-cache.js';
import type { LiveSession } from '../sign-in/session.js';
import type { SessionService } from '../sign-in/session.service.js';
import { hintOf, type Listener, mayHear } from './hint.js';
import { HintStream, type Sink } from './hint-stream.js';

interface Connection extends Listener { session: string; stream: HintStream; closing: NodeJS.Timeout }
export interface HubParts { log: EventLog; sessions: SessionService; reference: ReferenceCache; errors: Log }

const topics = ['cases.events', 'referrals.events', 'directory.events'];
const limits = { queue: 100, stalledMs: 30_000 };
const heartbeatMs = 15_000;
/** One stream a tab; more than these belong to nobody who reads them. */
const mostPerSession = 20;

/** Listens to the event log once and tells each connected session what its branches may hear. */
export class HintHub {
  private readonly connections = new Set<Connection>();
  private readonly stopTail: Stop;
  private readonly beat: NodeJS.Timeout;

  constructor(private readonly parts: HubParts) {
    this.stopTail = parts.log.tail(topics, (event) => this.hear(event));
    this.beat = setInterval(() => void this.heartbeat(), heartbeatMs);
    this.beat.unref();
    parts.sessions.onEnd((key) => this.closeAll(key));
  }

  /** Adds a reader until its token ends; it then connects again and is asked for its session again. Gives what to call when it is gone. */
  connect(session: LiveSession, sink: Sink, now: Date): () => void {
    const { actor: { tenant, branches }, key, accessExpiresAt, expiresAt } = session;
    this.makeRoom(key);
    const openMs = Math.max(0, Math.min(accessExpiresAt.getTime(), expiresAt.getTime()) - now.getTime());
    const connection: Connection = {
      tenant, branches: new Set(branches.map(({ id }) => id)), session: key, stream: new HintStream(sink, limits), closing: setTimeout(() => this.close(connection), openMs),
    };
    connection.closing.unref();
    this.connections.add(connection);
    return () => this.leave(connection);
  }

  get size(): number {
    return this.connections.size;
  }

  async stop(): Promise<void> {
    clearInterval(this.beat);
    for (const connection of [...this.connections]) this.close(connection);
    await this.stopTail();
    await this.parts.log.close();
  }

  private hear(event: StoredEvent): void {
    if (event.topic === 'directory.events') this.parts.reference.markChanged(event.tenant);
    const hint = hintOf(event);
    for (const connection of this.connections) if (mayHear(connection, event)) connection.stream.hint(hint);
  }

  /** Also closes what another process has ended. */
  private async heartbeat(): Promise<void> {
    for (const { stream } of this.connections) stream.heartbeat();
    if (this.connections.size === 0) return;
    try {
      const keys = [...new Set([...this.connections].map(({ session }) => session))];
      const open = await this.parts.sessions.stillOpen(keys);
      for (const key of keys) if (!open.has(key)) this.closeAll(key);
    } catch (error) {
      this.parts.errors.warn('sessions of hint readers not checked', errorFields(error));
    }
  }

  /** The oldest stream of a session leaves for its newest, so that one cookie cannot fill the process. */
  private makeRoom(session: string): void {
    const own = [...this.connections].filter((connection) => connection.session === session);
    for (const oldest of own.slice(0, Math.max(0, own.length - mostPerSession + 1))) this.close(oldest);
  }

  private closeAll(session: string): void {
    for (const connection of [...this.connections]) if (connection.session === session) this.close(connection);
  }

  private close(connection: Connection): void {
    this.leave(connection);
    connection.stream.end();
  }

  private leave(connection: Connection): void {
    clearTimeout(connection.closing);
    connection.stream.forget();
    this.connections.delete(connection);
  }
}
