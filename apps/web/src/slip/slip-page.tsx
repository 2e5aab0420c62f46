import { useEffect, useState, type ReactNode } from 'react';
import { languageInfo, type Language } from '@konbit/contracts/format';
import { newId } from '@konbit/contracts/forms';
import { useNavigate, useParams } from 'react-router';
import { sentence } from '../errors/sentence.js';
import type { SlipReferralQuery } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { request, touch, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { useCommand } from '../shell/use-command.js';
import { useUrlState } from '../shell/url-state.js';
import { Button, LinkButton } from '../ui/button.js';
import { Row } from '../ui/layout.js';
import { Loading, Notice } from '../ui/messages.js';
import { Page, PageTitle } from '../ui/page.js';
import { IssueSlip, RequestTranslation, SlipReferral } from './slip.graphql.js';
import { SlipPaper } from './slip-paper.js';
import { presentSlip, type SlipFacts } from './slip-presenter.js';
import { slipWords } from './slip-words.js';
import './slip.css';

type Referral = SlipReferralQuery['referral'];
const schema = { papel: ['a5', 'a6', '80mm'] } as const;
const sizeWords = { a5: slipWords.a5, a6: slipWords.a6, '80mm': slipWords.till };
const refusals = { VERSION_CONFLICT: slipWords.changed, REFERRAL_TERMINAL: slipWords.closed, INVALID_TRANSITION: slipWords.closed, DESTINATION_REQUIRED: slipWords.notYet };

/** The slip of one referral, ready to print: `Ctrl+P` prints the paper and nothing of the app. */
export function Component(): ReactNode {
  const { id = '' } = useParams();
  const query = useData(SlipReferral, { id }, { topics: [`referral:${id}`] });
  return <Loaded query={query}>{({ referral }) => <SlipPage key={referral.version} referral={referral} />}</Loaded>;
}

function SlipPage({ referral }: { referral: Referral }): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const url = useUrlState(schema);
  const [size, setSize] = useState(url.values.papel);
  const choose = (papel: typeof size): void => {
    setSize(papel);
    void navigate(url.address({ papel }), { replace: true, preventScrollReset: true });
  };
  const [slip, error] = useSlip(referral);
  const presented = slip && presentSlip(slip);
  return (
    <Page title={t(slipWords.windowTitle(referral.folio))}>
      <div className="row ends no-print">
        <PageTitle><T of={slipWords.title} /></PageTitle>
        <Row>
          <fieldset className="opts"><legend className="vh"><T of={slipWords.size} /></legend>
            {schema.papel.map((one) => <label key={one}><input type="radio" name="papel" checked={one === size} onChange={() => choose(one)} />{t(sizeWords[one])}</label>)}
          </fieldset>
          {referral.person && <LinkButton kind="alt" to={`/personas/${referral.person.id}`}><T of={slipWords.backToPerson} /></LinkButton>}
          <LinkButton kind="alt" to={`/derivaciones/${referral.id}`}><T of={slipWords.backToReferral} /></LinkButton>
          {presented && <Button keys="Ctrl P" onClick={() => print()}><T of={slipWords.print} /></Button>}
        </Row>
      </div>
      {error && <Notice kind="error" status><p>{sentence(error, refusals)}</p>{error === 'VERSION_CONFLICT' && <Button kind="alt" onClick={() => void touch([`referral:${referral.id}`])}><T of={slipWords.reload} /></Button>}</Notice>}
      {!presented && !error && <Loading><T of={slipWords.preparing} /></Loading>}
      {presented?.draft && <p className="draft band no-print"><span><T of={slipWords.draftBand(languageInfo[presented.sides[1]!.language].name)} parts={[<strong key="0" />]} /></span></p>}
      {presented?.missing && <Missing language={presented.missing} />}
      {presented && <SlipPaper slip={presented} size={size} />}
    </Page>
  );
}

/** Issued once for the version on screen; the same referral keeps its code, so that a reprint opens the same page. */
function useSlip(referral: Referral): [SlipFacts | null, string | null] {
  const [slip, setSlip] = useState<SlipFacts | null>(null);
  const [slipId] = useState(() => newId());
  const command = useCommand({
    execute: (expectedVersion: number, commandId) => request(IssueSlip, { input: { commandId, slipId, referralId: referral.id, expectedVersion } }), onDone: ({ issueSlip }) => setSlip(issueSlip),
  });
  useEffect(() => { void command.run(referral.version); }, [referral.version]);
  return [slip, command.error?.code ?? null];
}

function Missing({ language }: { language: Language }): ReactNode {
  const name = languageInfo[language].name;
  const command = useCommand({ execute: (_: null, commandId) => request(RequestTranslation, { input: { commandId, requestId: commandId, usedIn: 'slip', language } }) });
  return (
    <div className="no-print">
      <Notice kind="warn" status>
        <p><T of={slipWords.missing(name)} /></p>
        {command.state === 'done' ? <p><T of={slipWords.asked} /></p> : <Button kind="alt" busy={command.busy} onClick={() => void command.run(null)}><T of={slipWords.ask} /></Button>}
        {command.error && <p>{sentence(command.error.code)}</p>}
      </Notice>
    </div>
  );
}
