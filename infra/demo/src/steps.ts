import type { MoveCommand, NeedCode } from '@konbit/contracts';
import { demoAccounts } from '@konbit/local';

/** A step of a referral: who, how many hours after the step before, and what. `clock` data are completed when played. */
export interface Step {
  by: string;
  after: number;
  command: MoveCommand;
  data?: Record<string, unknown>;
  /** Books an appointment this many hours after the step. */
  appointmentIn?: number;
  /** A review date this many days after the step. */
  reviewIn?: number;
  actingFor?: 'person';
}

export interface Story {
  service: string;
  /** Branch code, or the comuna of a pool. */
  to: string;
  by: string;
  priority: 'routine' | 'urgent';
  text: string;
  draft?: true;
  /** The person takes back the consent this many hours after the last step. */
  withdrawnAfter?: number;
  steps: Step[];
}

const needOfArea: Record<string, NeedCode> = { OML: 'work', SAL: 'health', EDU: 'school', SEN: 'training', CAJ: 'legal', SRC: 'papers' };
const needOfService: Record<string, NeedCode> = { 'SAL-03': 'pregnancy', 'SEN-04': 'language' };

/** The need that a story answers: what the person came for. */
export function needOf({ service }: Story): NeedCode {
  return needOfService[service] ?? needOfArea[service.slice(0, 3)] ?? 'social_aid';
}

/** The name that the receiving office gives as the responsible official. */
const officialOf = (by: string): string => demoAccounts.find((one) => one.username === by)?.name ?? by;

export const step = (by: string, after: number, command: MoveCommand, extra: Partial<Step> = {}): Step => ({ by, after, command, ...extra });
export const opened = (by: string): Step[] => [step(by, 3, 'open')];
export const taken = (by: string): Step[] => [...opened(by), step(by, 1, 'accept', { data: { responsibleOfficial: officialOf(by) } })];
export const cited = (by: string, place: string, hours = 46): Step[] => [
  ...taken(by), step(by, 1, 'schedule', { data: { place, modality: 'office', minutes: 30, interpreter: true }, appointmentIn: hours }),
];
export const omilDesk = 'OMIL Valparaíso, mesón de orientación';
export const social = 'Plataforma Social, Av. Argentina 864';

export const outcome = (by: string, after: number, code: string, note: string, kind = 'counter_referral_note'): Step =>
  step(by, after, 'record_outcome', { data: { outcomeCode: code, note, outputs: [{ kind }], ...(code === 'provided_partially' && { missing: note }) } });
