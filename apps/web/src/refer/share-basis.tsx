import { useState, type ReactNode } from 'react';
import { consentHow, overrideReasons } from '@konbit/contracts/forms';
import { consentHowWords, wordOf } from '../codes/code-words.js';
import { normName, normSubject } from '../codes/norm-words.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { overrideWords } from '../referrals/code-words.js';
import { RadioGroup } from '../ui/choice-fields.js';
import { Notice } from '../ui/messages.js';
import { Reasons } from '../ui/tag.js';
import { TextArea } from '../ui/text-fields.js';
import type { Place, ServiceFacts } from './places.js';
import { needsConsent, sharedGroups, standingConsent } from './refer-form.js';
import { shareWords } from './share-words.js';
import type { Refer } from './use-refer.js';

interface Known {
  refer: Refer;
  place: Place;
  service: ServiceFacts;
}

/** On which permission the data travel: the law inside the municipality, elsewhere the person's consent, and a risk above both. */
export function Basis(known: Known): ReactNode {
  const { place, refer } = known;
  const overridden = Boolean(refer.values.override);
  return (
    <div className="field">
      <p className="label"><T of={shareWords.basis} /></p>
      {!overridden && (needsConsent(place) ? <Consent {...known} /> : <Legal code={place.normCode!} />)}
      <Override refer={refer} />
    </div>
  );
}

function Legal({ code }: { code: string }): ReactNode {
  const t = useT();
  const subject = normSubject(code);
  return (
    <>
      <Reasons small items={[{ text: <T of={shareWords.legal(normName(code))} /> }]} />
      <p className="small muted">{subject && <><T of={shareWords.legalAbout(t(subject))} /> </>}<T of={shareWords.legalTell} /></p>
    </>
  );
}

/** One that stands, with who took it down; else how the person says yes now. */
function Consent({ refer, place, service }: Known): ReactNode {
  const format = useFormat();
  const t = useT();
  const { form, errorOf } = refer.entry;
  const standing = standingConsent(refer.scene.consents, place, sharedGroups(refer.values, service));
  const how = standing && wordOf(consentHowWords, standing.how);
  const said = how ? t(how).toLowerCase() : standing?.how ?? '';
  return (
    <>
      <p className="small"><T of={shareWords.outside(place.organisation.name)} /></p>
      {standing && !errorOf('how') ? (
        <Reasons small items={[{ text: <T of={standing.recordedByName ? shareWords.knownBy(said, format.date(standing.givenAt), standing.recordedByName) : shareWords.known(said, format.date(standing.givenAt))} /> }]} />
      ) : (
        <RadioGroup label={<T of={shareWords.ask} />} hint={<T of={shareWords.askHelp} />} field={form.register('how')} error={errorOf('how')}
          options={consentHow.map((code) => ({ value: code, label: <T of={consentHowWords[code]} /> }))} />
      )}
      <p className="small muted"><T of={shareWords.mayWithdraw} /></p>
    </>
  );
}

/** Life, health or a child at risk, or a legal order: a reason, an explanation, and what follows from it. */
function Override({ refer }: { refer: Refer }): ReactNode {
  const { form, errorOf } = refer.entry;
  const chosen = Boolean(refer.values.override);
  const [open, setOpen] = useState(chosen);
  const none = { value: '', label: <T of={shareWords.overrideNone} /> as ReactNode };
  return (
    <details open={open || chosen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="small"><T of={shareWords.override} /></summary>
      <div className="stack">
        <RadioGroup label={<T of={shareWords.overrideWhy} />} field={form.register('override')} error={errorOf('override')}
          options={[none, ...overrideReasons.map((code) => ({ value: code, label: <T of={overrideWords[code]} /> }))]} />
        {chosen && (
          <>
            <Notice kind="warn" status><p><T of={shareWords.overrideWarn} /></p></Notice>
            <TextArea label={<T of={shareWords.overrideText} />} hint={<T of={shareWords.overrideTextHelp} />} field={form.register('overrideText')} error={errorOf('overrideText')} maxLength={1000} />
          </>
        )}
      </div>
    </details>
  );
}
