import { setTimeout as wait } from 'node:timers/promises';
import { type Field, faults } from './faults.js';
import type { PlannedFault } from './plan.js';

/** A fault that was made. */
export interface MadeFault extends PlannedFault { struckAt: number; healedAt: number }

/** Makes the planned faults one after another, a second one sometimes beside the first, until the signal; ends with everything healed. */
export async function torment(field: Field, planned: Iterator<PlannedFault>, { until, say }: { until: AbortSignal; say: (line: string) => void }): Promise<MadeFault[]> {
  const made: MadeFault[] = [];
  let next = planned.next().value as PlannedFault;
  while (!until.aborted) {
    const fault = next;
    next = planned.next().value as PlannedFault;
    const beside = next.isSecond ? next : null;
    if (beside) next = planned.next().value as PlannedFault;
    made.push(...await Promise.all([fault, ...(beside ? [beside] : [])].map((one) => make(field, one, say))));
    await wait(fault.pauseMs, undefined, { signal: until }).catch(() => undefined);
  }
  return made;
}

async function make(field: Field, fault: PlannedFault, say: (line: string) => void): Promise<MadeFault> {
  const struckAt = performance.now();
  say(`${fault.kind} ${fault.target}${fault.forMs > 0 ? ` for ${(fault.forMs / 1000).toFixed(1)} s` : ''}`);
  await faults[fault.kind](field, fault);
  return { ...fault, struckAt, healedAt: performance.now() };
}
