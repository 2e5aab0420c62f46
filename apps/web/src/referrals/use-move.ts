import { useRef, useState } from 'react';
import { newId } from '@konbit/contracts/forms';
import type { MoveReferralMutation } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm, type KonbitForm } from '../forms/use-konbit-form.js';
import type { AppError } from '../shell/app-error.js';
import { request, touch } from '../shell/data.js';
import { actingBranchId } from '../shell/session.js';
import { checkMove } from './move-check.js';
import { fieldOfPath, moveOf, type MoveMade } from './move-data.js';
import { moveErrorWords } from './move-error-words.js';
import type { MoveContext, MoveValues } from './move-values.js';
import { MoveReferral } from './referrals.graphql.js';

export interface MoveSent extends MoveMade { expectedVersion: number }

/** Sends one move of a referral with the version its author saw. */
export function sendMove(referralId: string, { expectedVersion, ...made }: MoveSent, commandId: string): Promise<MoveReferralMutation> {
  return request(MoveReferral, { input: { commandId, referralId, expectedVersion, actingBranch: actingBranchId() ?? '', ...made } });
}

/** After these the page shows an old state: it is read again at once. */
const outdated: ReadonlySet<string> = new Set(['VERSION_CONFLICT', 'INVALID_TRANSITION', 'REFERRAL_TERMINAL', 'ALREADY_CLAIMED', 'ACCESS_WITHDRAWN', 'NOT_FOUND', 'FORBIDDEN_ACTION', 'APPOINTMENT_MISMATCH']);
const undecided: ReadonlySet<string> = new Set(['UNAVAILABLE', 'DEADLINE_EXCEEDED']);

export const touchedBy = (id: string): readonly string[] => ['referral', `referral:${id}`, 'timeline'];

export function renewWhenOutdated(id: string, error: AppError): void {
  if (outdated.has(error.code)) void touch(touchedBy(id));
}

interface UseMoveOptions {
  referral: { id: string; version: number };
  context: MoveContext;
  start: MoveValues;
  onDone: (result: MoveReferralMutation['moveReferral']) => void | Promise<void>;
}

/** The form of one move. What is known undecided is repeated with the version it was sent with, else with the one on screen. */
export function useMove({ referral, context, start, onDone }: UseMoveOptions): KonbitForm<MoveValues> {
  const format = useFormat();
  const last = useRef<{ version: number; undecided: boolean }>({ version: referral.version, undecided: false });
  const latest = useRef(context);
  latest.current = context;
  return useKonbitForm<MoveValues, MoveSent, MoveReferralMutation>({
    defaultValues: start,
    words: moveErrorWords,
    fieldOf: (path) => fieldOfPath(context.command, path),
    resolver: resolverOf((values) => checkMove(values, latest.current)),
    toData: (values) => {
      const expectedVersion = last.current.undecided ? last.current.version : referral.version;
      last.current = { version: expectedVersion, undecided: false };
      return { ...moveOf(values, latest.current, format), expectedVersion };
    },
    execute: async (data, commandId) => {
      try {
        return await sendMove(referral.id, data, commandId);
      } catch (error) {
        last.current.undecided = undecided.has((error as AppError).code);
        renewWhenOutdated(referral.id, error as AppError);
        throw error;
      }
    },
    touches: touchedBy(referral.id),
    onDone: ({ moveReferral }) => onDone(moveReferral),
  });
}

/** An id made once for a form on screen. */
export function useFormId(): string {
  const [id] = useState(newId);
  return id;
}
