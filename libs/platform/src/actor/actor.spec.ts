import { permissions } from '@konbit/contracts';
import { codeId } from '../ids/code-id.js';
import { actorId, branchOf, type Ctx, isTrace, linkCtx, newTrace, remainingMs, staffCtx, type StaffActor, systemCtx } from './actor.js';
import { can, requirePermission } from './permission.js';

const tenant = codeId('05101');
const adviser: StaffActor = { kind: 'staff', sub: 'u-1', tenant, roles: ['adviser'], branches: [] };

describe('a branch claim', () => {
  it('gives the ids that follow from its two codes', () => {
    expect(branchOf('ORG-IMV-MIG/BR-IMV-MIG-CENTRAL')).toEqual({
      id: codeId('BR-IMV-MIG-CENTRAL'), orgId: codeId('ORG-IMV-MIG'), code: 'BR-IMV-MIG-CENTRAL', orgCode: 'ORG-IMV-MIG',
    });
  });

  it.each(['BR-ALONE', 'ORG/BR/MORE', 'org-a/br-b', 'ORG-A/', '/BR-B', 'ORG A/BR-B', ''])('is refused when written "%s"', (claim) => {
    expect(branchOf(claim)).toBeNull();
  });
});

describe('who acts', () => {
  it('is the sub of a token, a named part of the system, or a link', () => {
    expect(actorId(staffCtx(adviser))).toBe('u-1');
    expect(actorId(systemCtx(tenant, 'timeline'))).toBe('system:timeline');
    expect(actorId(linkCtx(tenant))).toBe('link');
  });

  it('has the permissions of its roles and no others', () => {
    const ctx = staffCtx(adviser);
    expect(can(ctx, 'referral.request')).toBe(true);
    expect(can(ctx, 'referral.answer')).toBe(false);
    expect(() => requirePermission(ctx, 'audit.read')).toThrow(expect.objectContaining({ code: 'FORBIDDEN_ACTION' }));
  });

  it('by a link has no permission and no branch', () => {
    const ctx = linkCtx(tenant, { forMs: 500 });
    expect(permissions.filter((permission) => can(ctx, permission))).toEqual([]);
    expect({ branch: ctx.actingBranch, token: ctx.token }).toEqual({ branch: null, token: null });
    expect(remainingMs(ctx)).toBeLessThanOrEqual(500);
  });

  it('as the system may do what its code does', () => {
    expect(can(systemCtx(tenant, 'sealer'), 'audit.read')).toBe(true);
  });
});

describe('a request', () => {
  it('has a time that ends, and the system has none', () => {
    expect(remainingMs(staffCtx(adviser, { forMs: 500 }))).toBeGreaterThan(400);
    expect(remainingMs({ ...staffCtx(adviser), deadlineAt: performance.now() - 1 } satisfies Ctx)).toBe(0);
    expect(remainingMs(systemCtx(tenant, 'relay'))).toBe(Infinity);
  });

  it('carries a traceparent, and others are recognised', () => {
    expect(isTrace(newTrace())).toBe(true);
    expect(isTrace('00-abc')).toBe(false);
  });
});
