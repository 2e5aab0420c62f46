import { useId, type ReactNode } from 'react';
import { consentHow, fieldGroups, priorities } from '@konbit/contracts/forms';
import { Link } from 'react-router';
import { consentHowWords, fieldGroupWords, priorityWords } from '../codes/code-words.js';
import { sentence } from '../errors/sentence.js';
import { useFormat } from '../i18n/format/use-format.js';
import { T, useT } from '../i18n/text.js';
import { Button } from '../ui/button.js';
import { Checkbox, RadioGroup } from '../ui/choice-fields.js';
import { FieldSet } from '../ui/field.js';
import { Notice } from '../ui/messages.js';
import { Reasons, Tag } from '../ui/tag.js';
import { TextArea } from '../ui/text-fields.js';
import { GroupName } from './person-aside.js';
import { offeredGroups, sharedGroups, standingConsent, type ReferScene, type ReferValues } from './refer-form.js';
import { normName, type Place } from './refer-presenter.js';
import { duplicateReasonWords, referWords } from './refer-words.js';
import type { Refer } from './use-refer.js';

/** What goes with the referral, on which permission, and the button that sends it. */
export function ReferAside({ refer }: { refer: Refer }): ReactNode {
  const heading = useId();
  const { entry, saving, saveDraft } = refer;
  const { register, watch } = entry.form;
  const values = watch();
  const scene = refer.sceneOf(values);
  const working = entry.busy || saving.busy;
  return (
    <section className="panel" aria-labelledby={heading}>
      <div className="sec-h"><h2 id={heading}><T of={referWords.whatIsSent} /></h2></div>
      <TextArea label={<T of={referWords.reason} />} hint={<T of={referWords.reasonHelp} />} field={register('needText')} error={entry.errorOf('needText')} maxLength={2000} />
      {scene.place && <SharedGroups refer={refer} place={scene.place} />}
      {scene.place && <Basis refer={refer} place={scene.place} scene={scene} values={values} />}
      <RadioGroup label={<T of={referWords.priority} />} field={register('priority')} options={priorities.map((code) => ({ value: code, label: <T of={priorityWords[code]} /> }))} />
      <Checkbox field={register('companion')} label={<T of={referWords.companion} />} />
      {(scene.twin ?? entry.errorOf('duplicateReason')) && <Twin refer={refer} twin={scene.twin} />}
      {scene.place && <Button type="submit" wide keys="Ctrl Enter" busy={working}><T of={referWords.send} /></Button>}
      <Button kind="alt" wide busy={working} onClick={saveDraft}><T of={referWords.saveDraft} /></Button>
      <p className="small muted" role="status">{(entry.state === 'retrying' || saving.state === 'retrying') && <T of={referWords.retrying} />}</p>
      {saving.error && <p className="bad-msg" role="alert">{sentence(saving.error.code)}</p>}
    </section>
  );
}

/** The groups the service asks may be left out; the rest is never offered, and that is said. */
function SharedGroups({ refer, place }: { refer: Refer; place: Place }): ReactNode {
  const t = useT();
  const format = useFormat();
  const { form, errorOf } = refer.entry;
  const offered = offeredGroups(place);
  const kept = fieldGroups.filter((group) => !place.fieldGroups.includes(group)).map((group) => t(fieldGroupWords[group]));
  const field = form.register('groups');
  return (
    <FieldSet name="groups" label={<T of={referWords.shared} />} error={errorOf('groups')}>
      {() => (
        <>
          <Reasons items={[{ text: <T of={referWords.identityAlways} /> }]} />
          {offered.map((group, at) => <label className="check" key={group}><input type="checkbox" {...field} value={group} id={at === 0 ? 'campo-groups' : undefined} /><GroupName group={group} /></label>)}
          {kept.length > 0 && <p className="small muted"><Tag tone="lock"><T of={referWords.notShared} /></Tag> <T of={referWords.notSharedWhy(format.list(kept))} /></p>}
        </>
      )}
    </FieldSet>
  );
}

function Basis({ refer, place, scene, values }: { refer: Refer; place: Place; scene: ReferScene; values: ReferValues }): ReactNode {
  const format = useFormat();
  const { form, errorOf } = refer.entry;
  if (place.inside) return <div className="field"><p className="label"><T of={referWords.basis} /></p><p className="small"><T of={referWords.basisLegal(normName(place.normCode ?? ''))} /></p></div>;
  const standing = standingConsent(scene.consents, place, sharedGroups(values, place));
  return (
    <div className="field">
      <p className="label"><T of={referWords.basis} /></p>
      <p className="small"><T of={referWords.basisOutside(place.organisation.name)} /></p>
      {standing ? <Reasons items={[{ text: <T of={referWords.consentKnown(format.date(standing.givenAt))} /> }]} /> : (
        <RadioGroup label={<T of={referWords.consentAsk} />} field={form.register('how')} error={errorOf('how')} options={consentHow.map((code) => ({ value: code, label: <T of={consentHowWords[code]} /> }))} />
      )}
    </div>
  );
}

/** An open referral to the same place: the way to it, and why another one is sent. */
function Twin({ refer, twin }: { refer: Refer; twin: ReferScene['twin'] }): ReactNode {
  const { form, errorOf } = refer.entry;
  return (
    <>
      <Notice kind="warn"><p><T of={referWords.duplicate} /> {twin && <Link to={`/derivaciones/${twin.id}`}><T of={referWords.duplicateLink(twin.folio)} /></Link>}</p></Notice>
      <RadioGroup label={<T of={referWords.duplicateWhy} />} field={form.register('duplicateReason')} error={errorOf('duplicateReason')}
        options={Object.entries(duplicateReasonWords).map(([code, words]) => ({ value: code, label: <T of={words} /> }))} />
    </>
  );
}
