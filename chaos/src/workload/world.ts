import { codeId } from '@konbit/platform';

/** Who receives referrals: an account, its branch and what it offers to whom; outside the municipality the law alone does not do. */
export interface Office { account: string; branch: string; org: string; needCode: 'work' | 'social_aid'; services: readonly string[]; asksConsent?: true }

export interface Need { id: string; code: 'work' | 'social_aid'; isReferred: boolean }
export interface Person {
  id: string;
  recordId: string;
  caseFileId: string;
  attendanceId: string;
  isAttended: boolean;
  version: number;
  needs: Need[];
  consents: { id: string; org: string; isWithdrawn: boolean }[];
}
export interface SentReferral { id: string; desk: string; office: Office; isEnded: boolean }

export const desks: readonly string[] = ['meson', 'meson2'];
export const offices: readonly Office[] = [
  { account: 'omil', branch: 'BR-OMIL-VALPO', org: 'ORG-IMV-OMIL', needCode: 'work', services: ['OML-01', 'OML-02', 'OML-03', 'OML-04'] },
  { account: 'dideco', branch: 'BR-DIDECO-PLATAFORMA', org: 'ORG-IMV-DIDECO', needCode: 'social_aid', services: ['SOC-01', 'SOC-02', 'SOC-04', 'SOC-05', 'SOC-06'] },
  { account: 'sociala', branch: 'BR-DEMO-SOCIAL-A', org: 'ORG-DEMO-SOCIAL', needCode: 'social_aid', services: ['SOC-01', 'SOC-03', 'SOC-05'], asksConsent: true },
];
/** The branch that closes and opens again while referrals are on their way to it. */
export const closingBranch = codeId('BR-DEMO-SOCIAL-A');
export const editedBranches: readonly string[] = ['BR-OMIL-VALPO', 'BR-DIDECO-PLATAFORMA', 'BR-SENCE-VALPO'].map(codeId);
/** The municipality next door, whose officials hold good tokens of their own. */
export const otherCut = '05109';

/** What the clients have made so far. */
export class World {
  readonly persons: Person[] = [];
  readonly referrals: SentReferral[] = [];
  /** Ids by what they name, of each municipality. */
  readonly ids = { home: new Map<string, string[]>(), other: new Map<string, string[]>() };

  get open(): SentReferral[] {
    return this.referrals.filter(({ isEnded }) => !isEnded);
  }

  note(where: 'home' | 'other', kind: 'person' | 'referral' | 'attendance', id: string): void {
    const known = this.ids[where].get(kind) ?? [];
    known.push(id);
    this.ids[where].set(kind, known);
  }
}
