import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../i18n/use-format.js';
import { Lang, T, Text, useT } from '../i18n/text.js';
import { Section } from '../ui/layout.js';
import { Facts, TimelineList } from '../ui/lists.js';
import { Reasons, Tag, Withheld } from '../ui/tag.js';
import { wordOf } from '../codes/code-words.js';
import { LanguageName } from '../codes/language-name.js';
import { serviceBaseline, servicePapers } from '../codes/service-names.js';
import { appointmentEndWords, modalityWords } from './code-words.js';
import { pageWords } from './page-words.js';
import { answerFacts, basisLine, poolFacts, presentSteps, sharedFacts, type DetailFacts, type FactLine, type ReferralFacts } from './referral-presenter.js';
import { stateTone, stateWord } from './referral-state.js';

interface PartProps { referral: ReferralFacts; detail: DetailFacts }

const drawn = (lines: readonly FactLine[]): { key: string; label: string; value: ReactNode; numeric?: boolean }[] => lines.map((line) => ({ ...line, value: line.value ?? <Withheld /> }));

/** What is asked, what was shared for it, and with what permission. */
export function AskedSection({ referral, detail }: PartProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const shared = sharedFacts(referral, t);
  const basis = basisLine(detail, t);
  const reserved = shared.some((line) => line.value === null);
  return (
    <Section title={<T of={pageWords.asked} />} fact={<T of={referral.sentAt ? pageWords.sentOn(format.dateTime(referral.sentAt)) : pageWords.notSent} />}>
      <p>{detail.needText ? <Lang is="es">{detail.needText}</Lang> : <T of={pageWords.noText} />}</p>
      {shared.length > 0 && <Facts facts={drawn(shared)} />}
      <p className="small muted">{reserved && <><T of={pageWords.reservedWhy} /> </>}{basis}</p>
      {detail.partOf && <Related of={pageWords.parent} id={detail.partOf} mine={referral.mine === 'destination'} />}
      {detail.replaces && <Related of={pageWords.replaces} id={detail.replaces} mine={referral.mine !== 'origin'} />}
    </Section>
  );
}

/** Another referral this one belongs with; only its parties may open it. */
function Related({ of, id, mine }: { of: typeof pageWords.parent; id: string; mine: boolean }): ReactNode {
  return <p><T of={of} />{!mine && <> <Link to={`/derivaciones/${id}`}><T of={pageWords.seeOther} /></Link></>}</p>;
}

/** Before a claim: what may be known, and what claiming means. */
export function PoolSection({ referral, comuna }: { referral: ReferralFacts; comuna: string | null }): ReactNode {
  const t = useT();
  const language = referral.language ? [{ key: 'language', label: t(pageWords.language), value: <LanguageName code={referral.language} /> }] : [];
  const place = comuna ? [{ key: 'comuna', label: t(pageWords.comuna), value: comuna }] : [];
  return (
    <Section title={<T of={pageWords.poolTitle} />}>
      <Facts facts={[...drawn(poolFacts(referral, t)), ...language, ...place]} />
      <p className="small muted"><T of={pageWords.poolHelp} /></p>
    </Section>
  );
}

/** What the branch itself published for this service: a requirement that is not here is a practice. */
export function DeclaredSection({ referral }: { referral: ReferralFacts }): ReactNode {
  const { language } = useFormat();
  const { service } = referral;
  if (!service || referral.mine !== 'destination') return null;
  const documents = servicePapers(service, language).map((paper) => ({ text: <T of={pageWords.declaredDocument(paper.text)} quote={paper} /> }));
  const asks = serviceBaseline(service, language);
  const baseline = asks ? [{ text: <Text of={asks} /> }] : [];
  return (
    <Section title={<T of={pageWords.declared} />}>
      <Reasons items={[...baseline, ...(documents.length > 0 ? documents : [{ text: <T of={pageWords.declaredNone} />, tone: 'ask' as const }])]} />
      <p className="small muted"><T of={pageWords.declaredHelp} /></p>
    </Section>
  );
}

/** What was answered so far. */
export function AnswerSection({ referral, detail }: PartProps): ReactNode {
  const lines = answerFacts(referral, detail, useT(), useFormat());
  if (lines.length === 0) return null;
  return <Section title={<T of={pageWords.answer} />}><Facts layout="side" facts={drawn(lines)} /></Section>;
}

export function AppointmentsSection({ appointments }: { appointments: DetailFacts['appointments'] }): ReactNode {
  const t = useT();
  const format = useFormat();
  if (appointments.length === 0) return null;
  const items = [...appointments].sort((a, b) => b.startsAt.localeCompare(a.startsAt)).map((one) => {
    const how = wordOf(modalityWords, one.modality);
    const end = wordOf(appointmentEndWords, one.end);
    const more = [how ? t(how) : '', `${format.number(one.minutes)} min`, one.interpreter ? t(pageWords.withInterpreter) : ''].filter(Boolean).join(', ');
    return { key: one.id, label: format.dateTime(one.startsAt), value: <>{one.place} · {more}{end && <> · <strong><T of={end} /></strong></>}</> };
  });
  return <Section title={<T of={pageWords.appointments} />}><Facts layout="one" facts={items} /></Section>;
}

/** Other referrals that this branch sent on: their state, not their content. */
export function ChildrenSection({ items }: { items: DetailFacts['children'] }): ReactNode {
  const format = useFormat();
  if (items.length === 0) return null;
  return (
    <Section title={<T of={pageWords.children} />}>
      <ul>{items.map((child, at) => (
        <li key={child.id}><Link to={`/derivaciones/${child.id}`}><T of={pageWords.referral} /> {format.number(at + 1)}</Link> <Tag tone={stateTone({ state: child.state, turn: '', mine: 'reader' }, format.now())}><T of={stateWord(child.state)} /></Tag></li>
      ))}</ul>
    </Section>
  );
}

/** *Paso a paso*: who did what and when, newest first. */
export function StepsSection({ detail }: { detail: DetailFacts }): ReactNode {
  const t = useT();
  const format = useFormat();
  const items = presentSteps(detail, t, format).map((step) => ({
    key: step.key, tone: step.tone, when: step.when,
    children: (
      <>
        <p>{step.state && <><Tag tone={step.tone}>{step.state}</Tag> </>}{step.what}.{step.reason && <> <strong>{step.reason}.</strong></>} {step.appointment}</p>
        {step.text && <p lang="es">{step.text}</p>}
      </>
    ),
  }));
  return <Section title={<T of={pageWords.steps} />} fact={<T of={pageWords.newestFirst} />}><TimelineList label={t(pageWords.steps)} items={items} /></Section>;
}
