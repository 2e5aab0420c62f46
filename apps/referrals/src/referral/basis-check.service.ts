import { Inject, Injectable } from '@nestjs/common';
import type { BasisAnswer, casesRpc, FieldGroup, MoveData } from '@konbit/contracts';
import { type Ctx, DomainError, type RpcCaller } from '@konbit/platform';
import type { RequestPart } from './referral.js';

/** Injection token of the caller of `cases`. */
export const CASES_RPC: unique symbol = Symbol('CasesRpc');

/** Who would receive the data: a branch, or the branches of a pool as one. */
export interface Recipient { orgId: string; branchId: string | null; insideMunicipality: boolean }

export interface BasisQuestion { request: RequestPart; basisText: string | null; recipient: Recipient }

/** A request that names no group shares who the person is and nothing else. */
const leastGroups: FieldGroup[] = ['identity'];

type BasisInput = NonNullable<MoveData<'send'>['basis']>;

/** The one call of this service to another: whether `cases` finds the sharing basis good (DESIGN §2). */
@Injectable()
export class BasisCheck {
  constructor(@Inject(CASES_RPC) private readonly cases: RpcCaller<typeof casesRpc>) {}

  /** Asks with the caller's token, outside every transaction. Null when the request is not complete enough to ask; throws UNAVAILABLE when `cases` is down. */
  async ask(ctx: Ctx, { request, basisText, recipient }: BasisQuestion): Promise<BasisAnswer | null> {
    const { personId, recordId, serviceId, basisKind, fieldGroups } = request;
    if (personId === null || recordId === null || serviceId === null || basisKind === null) return null;
    return this.cases.call(ctx, 'cases.checkBasis', {
      personId, recordId, serviceId, recipientOrgId: recipient.orgId, recipientBranchId: recipient.branchId,
      insideMunicipality: recipient.insideMunicipality, basis: basisOf(request, basisText),
      fieldGroups: fieldGroups.length > 0 ? fieldGroups : leastGroups,
    }).catch(asOutage);
  }
}

function basisOf(request: RequestPart, text: string | null): BasisInput & { kind: BasisInput['kind'] } {
  return {
    kind: request.basisKind ?? 'legal_function', ...(request.basisNorm !== null && { normCode: request.basisNorm }),
    ...(request.basisConsent !== null && { consentId: request.basisConsent }),
    ...(request.basisOverride !== null && { overrideReason: request.basisOverride as NonNullable<BasisInput['overrideReason']> }), ...(text !== null && { text }),
  };
}

/** A service that answers too late is down for this call. */
function asOutage(error: unknown): never {
  if (error instanceof DomainError && error.code === 'DEADLINE_EXCEEDED') throw new DomainError('UNAVAILABLE', { cause: 'CASES_TOO_SLOW' }, { cause: error });
  throw error;
}
