import { endsAccess, HintGate, topicsOf } from './hint-gate.js';

function gate(): { gate: HintGate; passed: string[][]; at: (ms: number) => void } {
  const passed: string[][] = [];
  let now = 0;
  let planned: { due: number; work: () => void }[] = [];
  const clock = { now: () => now, later: (ms: number, work: () => void) => void planned.push({ due: now + ms, work }) };
  const at = (ms: number): void => {
    now = ms;
    const due = planned.filter((plan) => plan.due <= now);
    planned = planned.filter((plan) => plan.due > now);
    for (const plan of due) plan.work();
  };
  return { gate: new HintGate((topics) => passed.push(topics), clock), passed, at };
}

describe('hints', () => {
  it('an access that ended is told from one that opened', () => {
    expect(['ended', 'opened'].map((what) => endsAccess({ type: `konbit.cases.access-grant.${what}.v1`, id: '7' }))).toEqual([true, false]);
  });

  it('a hint touches the list and the thing', () => {
    expect(topicsOf({ type: 'konbit.referrals.referral.info_requested.v1', id: '7', version: 3 })).toEqual(['referral', 'referral:7']);
    expect(topicsOf({ type: 'konbit.cases.attendance.opened.v1', id: '8' })).toEqual(['attendance', 'attendance:8']);
    expect(topicsOf({ type: 'refetch' })).toEqual(['refetch']);
  });

  it('the first one is let through at once', () => {
    const trial = gate();
    trial.gate.take(['referral', 'referral:7']);
    expect(trial.passed).toEqual([['referral', 'referral:7']]);
  });

  it('a burst costs two readings in a second, and the last change is not lost', () => {
    const trial = gate();
    for (let i = 0; i < 100; i += 1) trial.gate.take(['referral']);
    expect(trial.passed).toHaveLength(1);
    trial.at(999);
    expect(trial.passed).toHaveLength(1);
    trial.at(1000);
    expect(trial.passed).toEqual([['referral'], ['referral']]);
    trial.at(5000);
    expect(trial.passed).toHaveLength(2);
  });

  it('topics are slowed down one by one', () => {
    const trial = gate();
    trial.gate.take(['referral:1']);
    trial.gate.take(['referral:2']);
    expect(trial.passed).toEqual([['referral:1'], ['referral:2']]);
  });
});
