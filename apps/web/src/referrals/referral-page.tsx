import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { useIdentity } from '../cases/identity.js';
import { sentence } from '../errors/sentence.js';
import { useFormat } from '../i18n/use-format.js';
import { T, Text, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { useCommand } from '../shell/use-command.js';
import { Button, LinkButton } from '../ui/button.js';
import { DetailPage } from '../ui/detail-page.js';
import { Columns, Row, Stack } from '../ui/layout.js';
import { Loading, Notice } from '../ui/messages.js';
import { Tag, Toward } from '../ui/tag.js';
import { uiWords } from '../ui/ui-words.js';
import { shellWords } from '../shell/shell-words.js';
import { ActionsSection } from './actions-section.js';
import { listWords } from './list-words.js';
import { pageWords } from './page-words.js';
import { AnswerSection, AppointmentsSection, AskedSection, ChildrenSection, DeclaredSection, PoolSection, StepsSection } from './referral-parts.js';
import { poolName } from './row-presenter.js';
import { presentHeader, sightOf, type DetailFacts, type ReferralFacts, type Sight } from './referral-presenter.js';
import { ComunaNames, OneReferral } from './referrals.graphql.js';
import { sendMove, touchedBy } from './use-move.js';

/** One referral: who, what is asked, what happened, and what the reader may do. */
export function Component(): ReactNode {
  const { id = '' } = useParams();
  return <OnePage key={id} id={id} />;
}

function OnePage({ id }: { id: string }): ReactNode {
  const topics = [`referral:${id}`, 'access-grant', 'notice'];
  const [isWhole, setWhole] = useState(false);
  // First what every party may see; the whole of it once the reader may read it, and then that alone.
  const head = useData(OneReferral, { id, whole: false }, { topics, enabled: !isWhole });
  const sight = head.data && sightOf(head.data.referral);
  const whole = useData(OneReferral, { id, whole: true }, { topics, enabled: sight === 'whole' });
  const readable = whole.isSuccess && whole.error === null;
  useEffect(() => setWhole(readable), [readable]);
  const query = readable ? whole : head;
  return <Loaded query={query}>{({ referral }) => <ReferralView referral={referral} loading={sight === 'whole' && !readable} error={whole.error?.code ?? null} />}</Loaded>;
}

function ReferralView({ referral, loading, error }: { referral: ReferralFacts; loading: boolean; error: string | null }): ReactNode {
  const t = useT();
  const format = useFormat();
  const identity = useIdentity(referral.person?.identity);
  const header = presentHeader(referral, t, format);
  const comuna = useComuna(referral.poolComuna);
  const sight: Sight = error === 'ACCESS_WITHDRAWN' ? 'withdrawn' : sightOf(referral);
  const status = (
    <>
      <Tag tone={header.tone}>{header.state}</Tag>
      {header.due && <span className={header.dueTone ?? undefined}>{header.due}</span>}
      {header.urgent && <strong><T of={pageWords.urgent} /></strong>}
      {mayPrint(referral) && <LinkButton kind="alt" to={`/derivaciones/${referral.id}/comprobante`}><T of={pageWords.slip} /></LinkButton>}
    </>
  );
  return (
    <DetailPage title={header.title.text} heading={<Text of={header.title} />} person={sight === 'withdrawn' ? null : identity} status={status}
      sub={<><T of={pageWords.folio(header.folio)} /> · {header.from} <Toward label={t(uiWords.toward)} /> {header.to ?? (referral.poolComuna ? poolName(referral.poolComuna, t, () => comuna) : t(listWords.noPlace))}</>}>
      <Columns kind="even">
        <Stack gap="loose">{referral.branchClosed && <BranchClosed referral={referral} />}<Body {...{ referral, sight, loading, error, comuna }} /></Stack>
        {sight === 'unopened' ? <Stack><p className="muted"><T of={pageWords.opening} /></p></Stack> : <ActionsSection referral={referral} />}
      </Columns>
    </DetailPage>
  );
}

/** The origin hands the person a paper while an office has the referral. */
function mayPrint({ mine, sentAt, endedAt, ownerBranch }: ReferralFacts): boolean {
  return mine === 'origin' && sentAt !== null && endedAt === null && ownerBranch !== null;
}

/** The branch that must act has closed: says so, and the ways out that the server offers. */
function BranchClosed({ referral }: { referral: ReferralFacts }): ReactNode {
  const ways = referral.availableActions.map(({ command }) => command);
  return (
    <Notice kind="warn" status title={<T of={pageWords.closedTitle} />}>
      <p><T of={pageWords.closedHelp(referral.ownerBranch?.name ?? '')} /></p>
      {ways.includes('forward') && <p><T of={pageWords.closedForward} /></p>}
      {ways.includes('cancel') && <p><T of={pageWords.closedCancel} /></p>}
    </Notice>
  );
}

/** The name of the comuna whose branches may claim it. */
function useComuna(code: string | null): string | null {
  const { data } = useData(ComunaNames, {}, { topics: ['comuna'], enabled: code !== null });
  return data?.comunas.find((comuna) => comuna.code === code)?.name ?? null;
}

interface BodyProps { referral: ReferralFacts; sight: Sight; loading: boolean; error: string | null; comuna: string | null }

function Body({ referral, sight, loading, error, comuna }: BodyProps): ReactNode {
  if (sight === 'unopened') return <OpenOnce referral={referral} />;
  if (sight === 'pool') return <PoolSection referral={referral} comuna={comuna} />;
  if (sight === 'withdrawn') return <Notice kind="warn" title={<T of={pageWords.withdrawn} />}><p><T of={pageWords.withdrawnHelp} />{referral.availableActions.length > 0 && <> <T of={pageWords.withdrawnEnd} /></>}</p></Notice>;
  if (sight === 'stub') return <Notice kind="plain"><p><T of={pageWords.neverOpened} /></p></Notice>;
  if (referral.detail) return <WholeBody referral={referral} detail={referral.detail} />;
  return loading && error === null ? <Loading /> : <Notice kind="error" status title={<T of={shellWords.loadFailed} />}><p>{sentence(error ?? 'INTERNAL')}</p></Notice>;
}

function WholeBody({ referral, detail }: { referral: ReferralFacts; detail: DetailFacts }): ReactNode {
  return (
    <>
      <AskedSection referral={referral} detail={detail} />
      <AnswerSection referral={referral} detail={detail} />
      <AppointmentsSection appointments={detail.appointments} />
      <ChildrenSection items={detail.children} />
      <DeclaredSection referral={referral} />
      <StepsSection detail={detail} />
    </>
  );
}

/** Looking is opening: the destination runs `open` once, and only then reads what was shared (REFERRALS §6.3). */
function OpenOnce({ referral }: { referral: ReferralFacts }): ReactNode {
  const open = useCommand({ execute: (_: string, commandId) => sendMove(referral.id, { move: { open: 'YES' }, expectedVersion: referral.version }, commandId), touches: touchedBy(referral.id) });
  const started = useRef(false);
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void open.run(referral.id);
  }, []);
  if (open.state !== 'failed') return <Loading><T of={pageWords.opening} /></Loading>;
  return (
    <Notice kind="error" status title={<T of={pageWords.openFailed} />}>
      <p>{sentence(open.error?.code ?? 'INTERNAL')}</p>
      <Row><Button kind="alt" onClick={() => void open.retry()}><T of={shellWords.tryAgain} /></Button></Row>
    </Notice>
  );
}
