import type { referralsRpc } from '@konbit/contracts';
import type { RpcRequest } from '@konbit/platform';
import { asInput } from '../api/inputs.js';

type MoveEnvelope = RpcRequest<typeof referralsRpc, 'referrals.move'>;

/** `MoveReferralInput` as GraphQL gives it; `move` has exactly one member. */
export interface MoveReferralInput {
  commandId: string;
  referralId: string;
  expectedVersion?: number | null;
  actingBranch: string;
  at?: string | null;
  channel?: string | null;
  actingFor?: string | null;
  wish?: string | null;
  move: Record<string, unknown>;
}

/** The envelope of `referrals.move`: the member of `move` names the command and holds its data; `YES` means none. */
export function moveEnvelope({ actingBranch: _, move, channel, ...envelope }: MoveReferralInput): MoveEnvelope {
  const [member, value] = Object.entries(move).find(([, given]) => given !== null && given !== undefined) ?? [];
  const data = typeof value === 'object' ? value : {};
  return asInput<MoveEnvelope>({ ...envelope, channel: channel ?? 'app', command: commandOf(member ?? ''), data });
}

/** Members may be written like the commands of the table or in camel case. */
function commandOf(member: string): string {
  return member.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
