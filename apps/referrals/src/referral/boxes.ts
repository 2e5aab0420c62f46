import { isTerminal, type ReferralState, referralStates, terminalStates, type Box } from '@konbit/contracts';

/** Part of a list that one index gives in order: fixed side and state, then the sort key. */
export interface Arm { where: string; state: ReferralState | null }

/** A worklist: its parts, its sort key and its direction. `$1` is the acting branch. */
export interface BoxList { arms: readonly Arm[]; sort: 'due_at' | 'moved_at'; ascending: boolean }

const inProgress: readonly ReferralState[] = ['accepted', 'scheduled', 'no_show', 'appt_cancelled', 'active', 'on_hold', 'cancel_requested'];
const openStates = referralStates.filter((state) => !isTerminal(state) && state !== 'draft');

const owner = (state: ReferralState): Arm => ({ where: `r.owner_branch = $1 and r.state = '${state}'`, state });
const origin = (state: ReferralState, more = ''): Arm => ({ where: `r.origin_branch = $1 and r.state = '${state}'${more}`, state });

/** A branch serves a pool when it is open, in its comuna and offers the service; branches of the chain are left out. */
const pool: Arm = {
  state: 'requested',
  where: `r.owner_branch is null and r.state = 'requested' and r.pool_comuna = (select b.comuna from branch b where b.id = $1 and b.status <> 'closed')
    and r.service_id in (select f.service_id from offering f where f.branch_id = $1 and f.status <> 'suspended') and not ($1 = any (r.chain))`,
};

/** True for a row `r` that waits in a pool which the branch `$1` serves. */
export const poolMemberSql = `(${pool.where})`;

const notAwaited = ` and (r.ended_by is distinct from 'D' or r.acknowledged_at is not null)`;

/** What waits for this branch, what it waits for, and what came back. */
export const boxLists: Readonly<Record<Box, BoxList>> = {
  received: { sort: 'due_at', ascending: true, arms: [owner('requested'), owner('info_requested'), pool] },
  in_progress: { sort: 'moved_at', ascending: true, arms: inProgress.map(owner) },
  answers: { sort: 'moved_at', ascending: true, arms: [{ where: `r.origin_branch = $1 and r.ended_by = 'D' and r.acknowledged_at is null`, state: null }] },
  info_asked: { sort: 'moved_at', ascending: true, arms: [origin('info_requested')] },
  sent: { sort: 'moved_at', ascending: false, arms: openStates.map((state) => origin(state)) },
  drafts: { sort: 'moved_at', ascending: false, arms: [origin('draft')] },
  ended: { sort: 'moved_at', ascending: false, arms: [...terminalStates.map((state) => origin(state, notAwaited)), ...terminalStates.map(owner)] },
};
