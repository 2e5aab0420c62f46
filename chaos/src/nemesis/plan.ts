import { Random } from '../random.js';

export type Events = 'postgres' | 'kafka';

/** A fault that will be made: what, to whom, for how long, and how long everybody has peace afterwards. */
export interface PlannedFault {
  kind: FaultKind;
  target: string;
  forMs: number;
  pauseMs: number;
  /** Made while the one before it still lasts. */
  isSecond: boolean;
}

const processes = ['cases', 'referrals', 'directory', 'gateway'];
const wires = ['cases', 'referrals', 'directory'].flatMap((service) => ['silence', 'half-open', 'cut', 'drip', 'delay', 'refuse', 'reset'].map((way) => `${service} ${way}`));
const brokers = ['0', '1', '2'];

interface Suit { targets: readonly string[]; times: number; seconds: readonly [number, number]; only?: Events; fromMinutes?: number; isAlone?: boolean }

/** The deck that faults are dealt from; each kind comes as often as it says before any comes again. */
const suits = {
  kill: { targets: processes, times: 4, seconds: [0, 0] },
  freeze: { targets: processes, times: 4, seconds: [2, 12] },
  'postgres-kill': { targets: ['postgres'], times: 2, seconds: [0, 0] },
  'postgres-freeze': { targets: ['postgres'], times: 1, seconds: [4, 20] },
  connections: { targets: ['cases', 'referrals', 'directory', 'gateway', 'every'], times: 2, seconds: [0, 0] },
  snapshot: { targets: ['every'], times: 1, seconds: [10, 30] },
  wire: { targets: wires, times: 4, seconds: [2, 8] },
  rolling: { targets: ['every'], times: 1, seconds: [0, 0], isAlone: true },
  issuer: { targets: ['launcher'], times: 1, seconds: [4, 15], isAlone: true },
  'power-cut': { targets: ['machine'], times: 1, seconds: [0, 0], fromMinutes: 4, isAlone: true },
  'broker-kill': { targets: brokers, times: 3, seconds: [2, 12], only: 'kafka' },
  'broker-freeze': { targets: brokers, times: 2, seconds: [2, 15], only: 'kafka' },
  'two-brokers': { targets: ['0 1', '1 2', '0 2'], times: 1, seconds: [4, 12], only: 'kafka', isAlone: true },
} as const satisfies Record<string, Suit>;
export type FaultKind = keyof typeof suits;

/** Faults without end, as the seed has it: the same seed deals the same faults in the same order. */
export function* plan(seed: number, { minutes, events }: { minutes: number; events: Events }): Generator<PlannedFault, never> {
  const random = new Random(seed);
  for (;;) {
    let mayBeSecond = false;
    for (const kind of shuffled(deck(minutes, events), random)) {
      const { targets, seconds, isAlone = false }: Suit = suits[kind];
      const fault = { kind, target: random.pick(targets), forMs: Math.round(random.between(...seconds) * 1000), pauseMs: Math.round(random.between(2000, 7000)) };
      const isSecond: boolean = mayBeSecond && !isAlone && random.chance(0.3);
      yield { ...fault, isSecond };
      mayBeSecond = !isAlone && !isSecond && fault.forMs > 0;
    }
  }
}

function deck(minutes: number, events: Events): FaultKind[] {
  return (Object.entries(suits) as [FaultKind, Suit][]).filter(([, { only, fromMinutes = 0 }]) => (only === undefined || only === events) && minutes >= fromMinutes)
    .flatMap(([kind, { times }]) => Array.from({ length: times }, () => kind));
}

function shuffled<T>(cards: T[], random: Random): T[] {
  for (let last = cards.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random.next() * (last + 1));
    [cards[last], cards[other]] = [cards[other]!, cards[last]!];
  }
  return cards;
}
