import type { MessageDescriptor } from '@lingui/core';
import { listWords } from './list-words.js';

/** The server's worklists, as the addresses name them. */
export const receivedBoxes = ['received', 'in_progress', 'ended'] as const;
export const originBoxes = ['answers', 'info_asked', 'sent', 'drafts', 'ended'] as const;
export type Box = (typeof receivedBoxes)[number] | (typeof originBoxes)[number];

export type BoxColumn = 'sentOn' | 'savedOn' | 'endedOn' | 'deadline' | 'next' | 'answer';

export interface BoxLook {
  name: MessageDescriptor;
  table: MessageDescriptor;
  empty: MessageDescriptor;
  help: MessageDescriptor;
  columns: readonly BoxColumn[];
  /** Rows stand under their deadlines. */
  byDeadline?: boolean;
  /** Can be narrowed by service and need, and by deadline where clocks run. */
  filters?: 'all' | 'what';
  /** Can be narrowed to those whose branch closed: what its origin must send elsewhere. */
  byBranch?: boolean;
  /** What is said when one comes while the list is on screen. */
  arrived?: (n: number) => MessageDescriptor;
}

/** What each worklist shows and says. */
export const boxLooks: Readonly<Record<Box, BoxLook>> = {
  received: {
    name: listWords.received, table: listWords.tableReceived, empty: listWords.emptyReceived, help: listWords.emptyReceivedHelp, columns: ['sentOn', 'deadline'], byDeadline: true,
    filters: 'all', arrived: listWords.arrived,
  },
  in_progress: { name: listWords.inProgress, table: listWords.tableInProgress, empty: listWords.emptyInProgress, help: listWords.emptyInProgressHelp, columns: ['sentOn', 'next'], filters: 'what' },
  ended: { name: listWords.ended, table: listWords.tableEnded, empty: listWords.emptyEnded, help: listWords.emptyEndedHelp, columns: ['endedOn', 'answer'], filters: 'what' },
  answers: {
    name: listWords.answers, table: listWords.tableAnswers, empty: listWords.emptyAnswers, help: listWords.emptyAnswersHelp, columns: ['endedOn', 'answer'], arrived: listWords.arrivedAnswers,
  },
  info_asked: { name: listWords.infoAsked, table: listWords.tableAsked, empty: listWords.emptyAsked, help: listWords.emptyAskedHelp, columns: ['sentOn'], arrived: listWords.arrivedAnswers },
  sent: { name: listWords.sent, table: listWords.tableSent, empty: listWords.emptySent, help: listWords.emptySentHelp, columns: ['sentOn', 'deadline'], filters: 'all', byBranch: true },
  drafts: { name: listWords.drafts, table: listWords.tableDrafts, empty: listWords.emptyDrafts, help: listWords.emptyDraftsHelp, columns: ['savedOn'] },
};

export interface CountFacts {
  shown: number;
  total: number;
  filtered: boolean;
  morePages: boolean;
  /** The list stands in the order of its deadlines. */
  byDeadline: boolean;
}

/** How many there are: all of them, or how many of all these filters leave. The server counts to a thousand. */
export function countLine({ shown, total, filtered, morePages, byDeadline }: CountFacts, number: (value: number) => string): MessageDescriptor {
  if (filtered) return morePages ? listWords.onThisPage(shown) : listWords.someOf(number(shown), number(total));
  if (total >= 1000) return listWords.thousand;
  return byDeadline ? listWords.totalUrgentFirst(total) : listWords.total(total);
}

/** How *Recibidas* calls itself and what it says when empty. */
export interface ReceivedLook {
  title: MessageDescriptor;
  empty: MessageDescriptor;
  help: MessageDescriptor;
}

/** The words that fit who receives: a coordinator of courses, who leads an office, everybody else. */
export function receivedLook(roles: readonly string[]): ReceivedLook {
  if (roles.includes('course_coordinator')) return { title: listWords.coursesTitle, empty: listWords.emptyCourses, help: listWords.emptyCoursesHelp };
  if (roles.includes('head')) return { title: listWords.officeTitle, empty: listWords.emptyOffice, help: listWords.emptyOfficeHelp };
  return { title: listWords.received, empty: listWords.emptyReceived, help: listWords.emptyReceivedHelp };
}
