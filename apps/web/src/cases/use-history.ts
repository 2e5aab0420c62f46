import { useEffect, useRef, useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { PersonHistoryQuery } from '../gql/graphql.js';
import type { AppError } from '../shell/app-error.js';
import { useData } from '../shell/data.js';
import { aggregateOf, type Hint } from '../shell/hint-gate.js';
import { onHint } from '../shell/hints.js';
import { PersonHistory } from './person.graphql.js';
import { holdsFact } from './timeline-presenter.js';

export type ReferralNode = PersonHistoryQuery['person']['referrals']['edges'][number]['node'];
export type EntryNode = PersonHistoryQuery['person']['timeline']['edges'][number]['node'];

export interface History {
  query: UseQueryResult<PersonHistoryQuery, AppError>;
  entries: EntryNode[];
  referrals: ReferralNode[];
  hasMore: boolean;
  more: () => void;
}

const step = 25;
const most = 100;
const tries = 5;
const betweenMs = 250;

/** *Historia* and referrals of a person; a hint about one of them, or what was just sent, is followed until the timeline holds it (DESIGN §3). */
export function useHistory(personId: string, caseFileId: string | null, expected: { id: string; version: number } | null = null): History {
  const [first, setFirst] = useState(step);
  const query = useData(PersonHistory, { id: personId, first }, { topics: [`timeline:${personId}`, `person:${personId}`, ...(caseFileId ? [`need:${caseFileId}`] : []), 'attendance', 'consent'], keep: true });
  const person = query.data?.person;
  const entries = person?.timeline.edges.map((edge) => edge.node) ?? [];
  const referrals = person?.referrals.edges.map((edge) => edge.node) ?? [];
  useFollow(query, expected, (hint) => hint.type.includes('.sent.') || referrals.some((referral) => referral.id === hint.id) || entries.some((entry) => entry.aggregateId === hint.id));
  return { query, entries, referrals, hasMore: (person?.timeline.pageInfo.hasNextPage ?? false) && first < most, more: () => setFirst((shown) => Math.min(most, shown + step)) };
}

/** A referral's event reaches the timeline a moment after its hint: asked again, a few times, until it is there. */
function useFollow(query: UseQueryResult<PersonHistoryQuery, AppError>, expected: { id: string; version: number } | null, concerns: (hint: Hint) => boolean): void {
  const latest = useRef({ query, concerns });
  useEffect(() => { latest.current = { query, concerns }; });
  useEffect(() => {
    let stopped = false;
    const follow = async (hint: Pick<Hint, 'id' | 'version'>): Promise<void> => {
      for (let count = 0; count < tries && !stopped; count += 1) {
        const { data } = await latest.current.query.refetch();
        if (holdsFact(data?.person.timeline.edges.map((edge) => edge.node) ?? [], hint)) return;
        await new Promise((resume) => setTimeout(resume, betweenMs));
      }
    };
    if (expected) void follow(expected);
    const stop = onHint((hint) => {
      if (aggregateOf(hint) === 'referral' && !document.hidden && latest.current.concerns(hint)) void follow(hint);
    });
    return () => {
      stopped = true;
      stop();
    };
  }, [expected?.id, expected?.version]);
}
