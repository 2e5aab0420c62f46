import type { BasisAnswer, MoveCommand, MoveData, MoveRow, ReferralMove } from '@konbit/contracts';
import type { Appointment } from '../appointment/appointment.js';
import type { Branch, Referral, StepAppointments, StepFact } from './referral.js';

/** Business days and local dates of the calendar that the service runs on (REFERRALS §7). */
export interface Calendar {
  dueAt(from: Date, businessDays: number): Date;
  /** Local date, `YYYY-MM-DD`. */
  dayOf(at: Date): string;
  /** The last instant that still belongs to a local date. */
  endOfDay(day: string): Date;
}

/** A branch asked for a service, as the directory's projection knows it. */
export interface Destination extends Branch { open: boolean; offers: boolean }

/** How the caller's branch stands to a pool: it serves it, it has left it, or it was never in it. */
export type PoolPlace = 'member' | 'left' | 'no';

/** Who asks: the acting branch, what the token permits there, and whether the wish is the person's own. */
export interface Who extends Branch {
  official: string;
  canRequest: boolean;
  canAnswer: boolean;
  forPerson: boolean;
  wish: string | null;
  pool: PoolPlace;
  /** D's grant has ended: it keeps a stub and may only end the referral, without text (REFERRALS §6.6). */
  withdrawn: boolean;
}

/** What a decision knows of the world outside the referral. */
export interface Facts {
  calendar: Calendar;
  /** How the command came: what an opening is said to have happened by. */
  channel: ReferralMove['channel'];
  /** Id for an appointment that the client did not name. */
  newId: string;
  /** The branch that the request names, null when the directory does not know it. */
  destination: Destination | null;
  /** Branches that serve the pool that the request names. */
  poolBranches: readonly string[];
  ownBranchOpen: boolean;
  /** The same person, service and destination are already open. */
  duplicate: boolean;
  openChildren: number;
  appointments: readonly Appointment[];
  /** Answer of `cases.checkBasis`; null when nothing could be asked. */
  basis: BasisAnswer | null;
}

export interface Scene { who: Who; now: Date; facts: Facts }

/** A command that its row of the table lets through, on its way to the data rules. */
export interface Case<C extends MoveCommand = MoveCommand> extends Scene {
  command: C;
  data: MoveData<C>;
  row: MoveRow;
  referral: Referral;
}

/** The data rule of one command: the fact it makes, or a refusal. */
export type Rule<C extends MoveCommand> = (c: Case<C>) => StepFact & StepAppointments;

/** Whether the row asks for text and the caller may still write some. */
export function wantsText(c: Case): boolean {
  return c.row.requires.includes('text') && !c.who.withdrawn;
}
