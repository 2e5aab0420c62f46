import { randomBytes } from 'node:crypto';
import type { Role } from '@konbit/contracts';
import { codeId } from '../ids/code-id.js';

/** A branch as a token names it: `ORG-CODE/BR-CODE`, with the ids that follow from the codes. */
export interface BranchRef {
  id: string;
  orgId: string;
  code: string;
  orgCode: string;
}

export interface StaffActor {
  kind: 'staff';
  sub: string;
  tenant: string;
  roles: Role[];
  branches: BranchRef[];
}

/** A part of the product itself; exists in process only. */
export interface SystemActor {
  kind: 'system';
  name: string;
  tenant: string;
}

/** Somebody without an account who holds a link or a code; what it opens is the called service's to decide. */
export interface LinkActor {
  kind: 'link';
  tenant: string;
}

export type Actor = StaffActor | SystemActor | LinkActor;

/** Who asks, for which municipality, acting for which branch, and until when an answer is of use. */
export interface Ctx {
  tenant: string;
  actor: Actor;
  actingBranch: BranchRef | null;
  /** W3C `traceparent`. */
  trace: string;
  token: string | null;
  /** On the scale of `performance.now()`, ms; Infinity for work without a caller. */
  deadlineAt: number;
}

const branchClaim = /^([A-Z0-9][A-Z0-9-]{1,59})\/([A-Z0-9][A-Z0-9-]{1,59})$/;

/** The branch of a claim `ORG-CODE/BR-CODE`; null when it is written otherwise. */
export function branchOf(claim: string): BranchRef | null {
  const [, orgCode, code] = branchClaim.exec(claim) ?? [];
  if (!orgCode || !code) return null;
  return { id: codeId(code), orgId: codeId(orgCode), code, orgCode };
}

/** The context of consumers, timers and the operator's tool. */
export function systemCtx(tenant: string, name: string): Ctx {
  return { tenant, actor: { kind: 'system', name, tenant }, actingBranch: null, trace: newTrace(), token: null, deadlineAt: Infinity };
}

/** The context of a signed-in official; `forMs` bounds the whole request. */
export function staffCtx(actor: StaffActor, options: { actingBranch?: BranchRef | null; token?: string; trace?: string; forMs?: number } = {}): Ctx {
  return {
    tenant: actor.tenant, actor, actingBranch: options.actingBranch ?? null, trace: options.trace ?? newTrace(), token: options.token ?? null,
    deadlineAt: options.forMs === undefined ? Infinity : performance.now() + options.forMs,
  };
}

/** The context of a caller without a token: no branch, no permission (DESIGN §5). */
export function linkCtx(tenant: string, options: { trace?: string; forMs?: number } = {}): Ctx {
  return {
    tenant, actor: { kind: 'link', tenant }, actingBranch: null, trace: options.trace ?? newTrace(), token: null,
    deadlineAt: options.forMs === undefined ? Infinity : performance.now() + options.forMs,
  };
}

/** How the actor is written into audit and commands: the token's sub, `system:<name>`, or `link`. */
export function actorId({ actor }: Ctx): string {
  switch (actor.kind) {
    case 'staff': return actor.sub;
    case 'system': return `system:${actor.name}`;
    case 'link': return 'link';
  }
}

/** Milliseconds left of the request; 0 when it is too late. */
export function remainingMs(ctx: Ctx): number {
  return Math.max(0, ctx.deadlineAt - performance.now());
}

/** A new W3C traceparent. */
export function newTrace(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}

/** Whether a text is a traceparent we pass on. */
export function isTrace(text: string): boolean {
  return /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(text);
}
