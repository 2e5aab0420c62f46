import type { ReactNode } from 'react';
import { needCodes } from '@konbit/contracts/forms';
import { useParams, useSearchParams } from 'react-router';
import { needWords, wordOf } from '../codes/code-words.js';
import type { ReferPageQuery } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { LinkButton } from '../ui/button.js';
import { ChoiceChips } from '../ui/filters.js';
import { IdentityHeader } from '../ui/identity-header.js';
import { Row } from '../ui/layout.js';
import { Page, PageTitle } from '../ui/page.js';
import { correctWords } from './correct-words.js';
import { useIdentity } from './identity.js';
import { personWords } from './person-words.js';
import { ReferForm } from './refer-form-page.js';
import { ReferPage } from './refer.graphql.js';
import { referWords } from './refer-words.js';
import type { ReferSubject } from './use-refer.js';

type Data = ReferPageQuery;
type Need = NonNullable<Data['person']['caseFile']>['needs'][number];

/** *Derivar*: for which need, to where, with what, in one page. */
export function Component(): ReactNode {
  const { id = '' } = useParams();
  const query = useData(ReferPage, { id }, { topics: [`person:${id}`] });
  return <Loaded query={query}>{(data) => <ReferScreen data={data} />}</Loaded>;
}

function ReferScreen({ data: { person, viewer } }: { data: Data }): ReactNode {
  const t = useT();
  const identity = useIdentity(person.identity);
  const choice = useNeedChoice(person.caseFile?.needs ?? []);
  if (!person.identity || !person.recordId) return <MayNot id={person.id} />;
  const word = choice.code ? wordOf(needWords, choice.code) : null;
  const title = word ? t(referWords.title(t(word))) : t(referWords.titlePlain);
  const branch = viewer.actingBranch;
  const subject: ReferSubject | null = choice.code ? {
    personId: person.id, recordId: person.recordId, language: person.identity.language, needId: choice.need?.id ?? null, needCode: choice.code, needText: choice.need?.text || null,
    comuna: branch ? { code: branch.comuna, name: branch.comunaName } : null,
  } : null;
  return (
    <Page title={title}>
      {identity && <IdentityHeader person={identity} />}
      <div className="row ends"><PageTitle>{title}</PageTitle><NeedChips choice={choice} /></div>
      {choice.asksOther && <OtherNeeds code={choice.code} />}
      {subject ? <ReferForm key={`${subject.needId ?? ''} ${subject.needCode}`} subject={subject} /> : !choice.asksOther && <OtherNeeds code={null} />}
    </Page>
  );
}

interface NeedChoice {
  open: Need[];
  need: Need | null;
  code: string | null;
  /** The person needs something that is not written on the ficha. */
  asksOther: boolean;
}

/** The need named in the address, else the first that stands open. */
function useNeedChoice(needs: readonly Need[]): NeedChoice {
  const [params] = useSearchParams();
  const asked = params.get('codigo');
  const open = needs.filter((need) => need.state === 'open');
  const named = needs.find((need) => need.id === params.get('necesidad') && need.state !== 'met' && need.state !== 'dropped');
  const need = asked === null ? named ?? open[0] ?? null : null;
  const code = need?.code ?? (asked && (needCodes as readonly string[]).includes(asked) ? asked : null);
  return { open: named && !open.includes(named) ? [named, ...open] : open, need, code, asksOther: asked !== null };
}

function NeedChips({ choice }: { choice: NeedChoice }): ReactNode {
  const t = useT();
  const chips = choice.open.map((need) => { const word = wordOf(needWords, need.code); return { to: `?necesidad=${need.id}`, text: word ? <T of={word} /> : need.code, current: need.id === choice.need?.id }; });
  return <ChoiceChips label={t(referWords.needs)} choices={[...chips, { to: '?codigo=', text: <T of={referWords.otherNeed} />, current: choice.asksOther }]} />;
}

function OtherNeeds({ code }: { code: string | null }): ReactNode {
  const t = useT();
  return (
    <>
      <p><strong><T of={referWords.chooseNeed} /></strong></p>
      <ChoiceChips label={t(referWords.chooseNeed)} choices={needCodes.map((one) => ({ to: `?codigo=${one}`, text: <T of={needWords[one]} />, current: one === code }))} />
    </>
  );
}

function MayNot({ id }: { id: string }): ReactNode {
  const t = useT();
  return (
    <Page title={t(referWords.titlePlain)}>
      <PageTitle><T of={referWords.titlePlain} /></PageTitle>
      <p><T of={referWords.mayNot} /></p>
      <Row><LinkButton to={`/personas/${id}`}><T of={correctWords.toFile} /></LinkButton><LinkButton kind="alt" to={`/personas/${id}/acceso`}><T of={personWords.askAccess} /></LinkButton></Row>
    </Page>
  );
}
