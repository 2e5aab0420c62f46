import type { MessageDescriptor } from '@lingui/core';
import type { Format } from '@konbit/contracts/format';
import { wordOf } from '../codes/code-words.js';
import type { NamedService, ServicePapers } from '../codes/service-names.js';
import type { Tone } from '../ui/tone.js';
import { branchStateWords, directoryWords, kindWords, offeringStateWords, organisationTypeWords } from './directory-words.js';
import type { Hours } from './hours-words.js';

type Say = (message: MessageDescriptor) => string;

/** A branch as the pages of the directory read it; null is not stated. */
export interface BranchFacts {
  id: string; version: number; code: string; name: string; kind: string; comuna: string; comunaName: string; address: string | null; phone: string | null; hours: Hours | null;
  languages: readonly string[] | null; status: string; closedReason: string | null; demo: boolean; verifiedOn: string | null; verifiedBy: string | null;
  organisation: { id: string; name: string; insideMunicipality: boolean; outside: boolean; demo: boolean };
}

/** A service at a branch; hours and languages that are null are those of the branch. */
export interface OfferingFacts {
  id: string; version: number; status: string; fee: string | null; feeText: string | null; hours: Hours | null; languages: readonly string[] | null; documents: readonly string[] | null;
  note: string | null; verifiedOn: string | null; verifiedBy: string | null;
  service: { id: string } & NamedService & ServicePapers;
}

export interface StateLook {
  tone: Tone;
  word: MessageDescriptor;
}

/** State of a place: *confirmada*, *sin confirmar*, *cerrada*. */
export function branchState(status: string): StateLook {
  const tone = status === 'active' ? 'done' : status === 'closed' ? 'end' : 'ask';
  return { tone, word: wordOf(branchStateWords, status) ?? directoryWords.unconfirmed };
}

/** State of a service at a place. */
export function offeringState(status: string): StateLook {
  const tone = status === 'confirmed' ? 'done' : status === 'suspended' ? 'no' : 'ask';
  return { tone, word: wordOf(offeringStateWords, status) ?? directoryWords.unconfirmed };
}

/** When and by whom an entry was confirmed, in words. */
export function verifiedInWords({ verifiedOn, verifiedBy }: { verifiedOn: string | null; verifiedBy: string | null }, t: Say, format: Format): string {
  if (verifiedOn === null) return t(directoryWords.neverVerified);
  const day = format.date(verifiedOn);
  return t(verifiedBy ? directoryWords.verifiedByOn(day, verifiedBy) : directoryWords.verifiedOn(day));
}

/** What the service costs there; null while nobody stated it. */
export function feeInWords({ fee, feeText }: { fee: string | null; feeText: string | null }, t: Say): string | null {
  if (fee === 'free') return t(feeText ? directoryWords.freeText(feeText) : directoryWords.free);
  if (fee === 'paid') return t(feeText ? directoryWords.paidText(feeText) : directoryWords.paid);
  return feeText || null;
}

export const kindName = (code: string, t: Say): string => named(wordOf(kindWords, code), code, t);
export const organisationTypeName = (code: string, t: Say): string => named(wordOf(organisationTypeWords, code), code, t);

function named(word: MessageDescriptor | null, code: string, t: Say): string {
  return word ? t(word) : code;
}
