import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/runtime-macro';
import { wordOf } from '../codes/code-words.js';
import type { Format } from '@konbit/contracts/format';
import { endReasonWord, outcomeWords, requirementWords } from '../referrals/code-words.js';

export interface AnswerFacts {
  state: string;
  reasonCode?: string | null;
  outcomeCode?: string | null;
  requirement?: { type: string; words?: string | null } | null;
  appointment?: { startsAt: string } | null;
}

const asked = (what: string): ReturnType<typeof msg> => msg`Pidieron: ${{ what }}`;
const appointmentOn = (day: string, time: string): ReturnType<typeof msg> => msg`Cita el ${{ day }}, ${{ time }}`;

/** How a referral ended or what comes next, in a few words: the requirement that was asked, the reason, the outcome, the day of the appointment. */
export function answerLine(facts: AnswerFacts, say: (message: MessageDescriptor) => string, format: Format): string | null {
  const { state, reasonCode, outcomeCode, requirement, appointment } = facts;
  if (requirement) return say(asked(requirement.words || sayIf(wordOf(requirementWords, requirement.type), say) || requirement.type));
  if (outcomeCode) return sayIf(wordOf(outcomeWords, outcomeCode), say);
  if (reasonCode) return sayIf(endReasonWord(state, reasonCode), say);
  return state === 'scheduled' && appointment ? say(appointmentOn(format.date(appointment.startsAt, 'short'), format.time(appointment.startsAt))) : null;
}

const sayIf = (word: MessageDescriptor | null, say: (message: MessageDescriptor) => string): string | null => (word ? say(word) : null);
