import { unstoredCodes } from '@konbit/contracts';
import { type Ctx, DomainError } from '@konbit/platform';
import { AnswerError, type Callers, Desk, FaultProxy, type Product } from '@konbit/testing';
import type { Attempt } from '../history.js';

/** Codes that say nothing about whether the command has happened. */
const silent: ReadonlySet<string> = new Set(['UNAVAILABLE', 'DEADLINE_EXCEEDED', 'INTERNAL', 'RATE_LIMITED']);
const callWithinMs = 10_000;

interface Answer { id: string; version: number }

/** Refusals that are stored with their commandId (BACKBONE §3.2). */
export const isKept = (code: string): boolean => !(unstoredCodes as readonly string[]).includes(code);

/** The ways into the product: each service behind a wire that can be broken, and the gateway as a browser uses it. */
export class Doors {
  private readonly contexts = new Map<string, Ctx>();
  private readonly desks = new Map<string, Promise<Desk>>();

  private constructor(readonly product: Product, private open: { wires: Record<keyof Callers, FaultProxy>; callers: Callers }) {}

  static async open(product: Product): Promise<Doors> {
    return new Doors(product, await wired(product));
  }

  get call(): Callers {
    return this.open.callers;
  }

  wireOf(service: keyof Callers): FaultProxy {
    return this.open.wires[service];
  }

  /** After a new start of everything the services listen elsewhere. */
  async reopen(): Promise<void> {
    await this.close();
    this.open = await wired(this.product);
  }

  async close(): Promise<void> {
    for (const caller of Object.values(this.open.callers)) caller.close();
    await Promise.all(Object.values(this.open.wires).map((wire) => wire.stop()));
  }

  /** An account's context; the token is made once for the run. */
  as(username: string, cut?: string): Ctx {
    const name = `${username} ${cut ?? ''}`;
    const known = this.contexts.get(name) ?? this.product.ctxOf(username, cut);
    this.contexts.set(name, known);
    return this.renewed(known);
  }

  /** The same context for one more try. */
  renewed(ctx: Ctx): Ctx {
    return { ...ctx, deadlineAt: performance.now() + callWithinMs };
  }

  /** One mutation of the web app; its answer is read after the command, so it names no version. */
  async mutate(username: string, operation: string, variables: object, trace: string): Promise<Attempt> {
    try {
      const desk = await this.deskOf(username);
      await desk.ask(operation, variables, { trace, withinMs: callWithinMs });
      return { ok: null };
    } catch (error) {
      const code = error instanceof AnswerError ? error.code : null;
      if (code === null || code === 'UNAUTHENTICATED') this.desks.delete(username);
      return code === null || code === 'UNAUTHENTICATED' || silent.has(code) ? { unknown: `gateway ${code ?? nameOf(error)}` } : { refused: code };
    }
  }

  /** One read of the web app; null when it gave none. */
  async look(username: string, operation: string, variables: object): Promise<unknown> {
    try {
      return await (await this.deskOf(username)).ask(operation, variables, { withinMs: callWithinMs });
    } catch (error) {
      if (!(error instanceof AnswerError) || error.code === 'UNAUTHENTICATED') this.desks.delete(username);
      return null;
    }
  }

  private deskOf(username: string): Promise<Desk> {
    const known = this.desks.get(username) ?? Desk.signIn(this.product, username);
    this.desks.set(username, known);
    known.catch(() => this.desks.delete(username));
    return known;
  }
}

/** What a call of a service brought. */
export async function attempt(calling: Promise<Answer>): Promise<Attempt> {
  try {
    const { id, version } = await calling;
    return { ok: { aggregate: id, version } };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return silent.has(error.code) ? { unknown: `${error.code} ${error.details.cause ?? ''}` } : { refused: error.code };
  }
}

/** The same command sent twice at the same time, as by a double click: the better known answer. */
export async function twice(send: () => Promise<Attempt>): Promise<Attempt> {
  const both = await Promise.all([send(), send()]);
  return both.find((one) => 'ok' in one) ?? both.find((one) => 'refused' in one) ?? both[0];
}

async function wired(product: Product): Promise<{ wires: Record<keyof Callers, FaultProxy>; callers: Callers }> {
  const ports = product.rpcPorts();
  const wires = { cases: await FaultProxy.start({ port: ports.cases }), referrals: await FaultProxy.start({ port: ports.referrals }), directory: await FaultProxy.start({ port: ports.directory }) };
  return { wires, callers: product.callers({ cases: wires.cases.port, referrals: wires.referrals.port, directory: wires.directory.port }) };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
