import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { MessageDescriptor } from '@lingui/core';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { useUrlState } from '../shell/url-state.js';
import { Notice } from '../ui/messages.js';
import { Tabs } from '../ui/tabs.js';
import { WorklistPage } from '../ui/worklist-page.js';
import { boxLooks, type Box, type ReceivedLook } from './boxes.js';
import { listWords } from './list-words.js';
import { ReferralCounts } from './referrals.graphql.js';
import { Worklist } from './worklist.js';

/** Worklists of one side as tabs in the address, each with its count. */
export function BoxesPage({ title, boxes, received }: { title: MessageDescriptor; boxes: readonly Box[]; received?: ReceivedLook }): ReactNode {
  const t = useT();
  const format = useFormat();
  const schema = useMemo(() => ({ caja: boxes }) as const, [boxes]);
  const { values } = useUrlState(schema);
  const box: Box = values.caja;
  const counts = useData(ReferralCounts, {}, { topics: ['referral', 'notice'] });
  const now = counts.dataUpdatedAt > 0 ? new Date(counts.dataUpdatedAt).toISOString() : null;
  const countOf = (one: Box): number | undefined => counts.data?.referralCounts.boxes.find((entry) => entry.box === one)?.count;
  const tabs = boxes.map((one) => {
    const count = countOf(one);
    const name = t(boxLooks[one].name);
    return { to: one === boxes[0] ? '?' : `?caja=${one}`, text: count === undefined ? name : `${name} (${format.number(count)})`, current: one === box };
  });
  return (
    <WorklistPage title={t(title)} asOf={now && <T of={listWords.asOf(format.date(now), format.time(now))} />} filters={<Tabs label={t(listWords.boxes)} links={tabs} />}>
      {!received && <ClosedNotice count={counts.data?.referralCounts.branchClosed ?? 0} />}
      <Worklist key={box} box={box} total={countOf(box) ?? 0} received={received} />
    </WorklistPage>
  );
}

/** What this office sent to a branch that has closed since, and the way to it. */
function ClosedNotice({ count }: { count: number }): ReactNode {
  if (count === 0) return null;
  return (
    <Notice kind="warn" status title={<T of={listWords.someClosed(count)} />}>
      <p><T of={listWords.someClosedHelp(count)} /> <Link to="?caja=sent&sucursal=cerrada"><T of={listWords.seeClosed} /></Link></p>
    </Notice>
  );
}
