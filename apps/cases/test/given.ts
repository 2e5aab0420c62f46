import { type IntakeData, newId, type PersonFields } from '@konbit/contracts';
import type { BranchRef, Ctx } from '@konbit/platform';
import { branchRef, staffCtx, type StaffOptions } from '@konbit/testing';

export interface Desk {
  ctx: Ctx;
  branch: BranchRef;
}

/** Somebody at a branch, with the roles of the demo accounts. */
export function aDesk(claim: string, options: StaffOptions = {}): Desk {
  return { ctx: staffCtx({ sub: claim, branches: [claim], ...options }), branch: branchRef(claim) };
}

export const desks = {
  mig: aDesk('ORG-IMV-MIG/BR-IMV-MIG-CENTRAL', { sub: 'meson' }),
  omil: aDesk('ORG-IMV-OMIL/BR-OMIL-VALPO', { sub: 'omil', roles: ['omil_officer'] }),
  dideco: aDesk('ORG-IMV-DIDECO/BR-DIDECO-PLATAFORMA', { sub: 'dideco', roles: ['social_worker'] }),
  salud: aDesk('ORG-DEMO-SALUD/BR-DEMO-SALUD-A', { sub: 'salud', roles: ['external_counterpart'] }),
  stranger: aDesk('ORG-IMV-MIG/BR-IMV-MIG-CENTRAL', { sub: 'stranger', cut: '05109' }),
};

let phones = 0;

/** What the desk types; every person is another one. Phones stay in the demo range. */
export function aPerson(changes: Partial<PersonFields> = {}): PersonFields {
  phones += 1;
  return {
    givenNames: letters(phones), firstSurname: `Jean${letters(phones * 7)}`, birthYear: 1990, nationality: 'HTI', language: 'hat', interpreter: true,
    phone: `+56 9 0000 0${String(phones % 1000).padStart(3, '0')}`, ...changes,
  };
}

export type IntakeChanges = Partial<Omit<IntakeData, 'person'>> & { person?: Partial<PersonFields>; commandId?: string };

/** One intake with fresh ids; a given `existing` sends no person unless told. */
export function anIntake({ person, commandId, ...changes }: IntakeChanges = {}): { commandId: string; data: IntakeData } {
  const data: IntakeData = {
    attendanceId: newId(), personId: newId(), recordId: newId(), caseFileId: newId(), channel: 'office', needs: [{ needId: newId(), code: 'work' }], ...changes,
    ...((changes.existing !== 'known' || person !== undefined) && { person: aPerson(person) }),
  };
  return { commandId: commandId ?? newId(), data };
}

/** A word of letters alone, other for each number. */
function letters(n: number): string {
  const text = [...String(n * 7919)].map((digit) => 'abdelmorus'[Number(digit)]).join('');
  return `${text[0]!.toUpperCase()}${text.slice(1)}n`;
}
