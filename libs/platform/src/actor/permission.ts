import { permissionsOf, type Permission } from '@konbit/contracts';
import { DomainError } from '../errors/domain-error.js';
import type { Actor, Ctx } from './actor.js';

const known = new WeakMap<Actor, Set<Permission>>();

/** Whether the actor's roles give the permission; the system itself may do what its code does, a link has none. */
export function can(ctx: Ctx, permission: Permission): boolean {
  if (ctx.actor.kind !== 'staff') return ctx.actor.kind === 'system';
  const held = known.get(ctx.actor) ?? permissionsOf(ctx.actor.roles);
  known.set(ctx.actor, held);
  return held.has(permission);
}

/** Throws FORBIDDEN_ACTION when the actor lacks the permission. */
export function requirePermission(ctx: Ctx, permission: Permission): void {
  if (!can(ctx, permission)) throw new DomainError('FORBIDDEN_ACTION', { cause: 'PERMISSION_MISSING' });
}
