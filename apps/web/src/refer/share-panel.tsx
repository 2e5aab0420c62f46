import { useId, type ReactNode } from 'react';
import { fieldGroups, priorities } from '@konbit/contracts/forms';
import { Link } from 'react-router';
import { fieldGroupWords, priorityWords, wordOf } from '../codes/code-words.js';
import { groupExamples } from '../codes/group-words.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { stateWord } from '../referrals/referral-state.js';
import { Button } from '../ui/button.js';
import { Checkbox, RadioGroup } from '../ui/choice-fields.js';
import { FieldSet, fieldId } from '../ui/field.js';
import { Notice } from '../ui/messages.js';
import { Reasons, Withheld } from '../ui/tag.js';
import { SelectField, TextArea } from '../ui/text-fields.js';
import type { Place, ServiceFacts } from './places.js';
import { offeredGroups } from './refer-form.js';
import { referWords, repeatWords } from './refer-words.js';
import { Basis } from './share-basis.js';
import { shareWords } from './share-words.js';
import type { Refer, ReferSubject } from './use-refer.js';

interface Known {
  refer: Refer;
  place: Place;
  service: ServiceFacts;
}

/** *Lo que se envía*: the reason, what is shared with whom and on which permission, and the button. */
export function SharePanel({ subject, refer }: { subject: ReferSubject; refer: Refer }): ReactNode {
  const heading = useId();
  const { place, service } = refer.scene;
  const { form, errorOf } = refer.entry;
  if (!place || !service) return null;
  return (
    <aside className="panel" aria-labelledby={heading}>
      <div className="sec-h"><h2 id={heading}><T of={referWords.whatIsSent} /></h2></div>
      <TextArea label={<T of={referWords.reason} />} hint={<T of={referWords.reasonHelp} />} field={form.register('needText')} error={errorOf('needText')} maxLength={2000} lang="es" />
      <Shared refer={refer} place={place} service={service} />
      <Basis refer={refer} place={place} service={service} />
      <RadioGroup label={<T of={referWords.priority} />} field={form.register('priority')} options={priorities.map((code) => ({ value: code, label: <T of={priorityWords[code]} /> }))} />
      <Checkbox field={form.register('companion')} label={<T of={referWords.companion} />} />
      <Repeat refer={refer} />
      <Buttons subject={subject} refer={refer} />
    </aside>
  );
}

/** The groups the service asks, by what they hold; each may be left out. What stays reserved is said too. */
function Shared({ refer, place, service }: Known): ReactNode {
  const { form, errorOf } = refer.entry;
  const field = form.register('groups');
  return (
    <FieldSet name="groups" label={<T of={shareWords.title} />} error={errorOf('groups')}>
      {(aria) => (
        <>
          <p className="small"><T of={place.branchId ? shareWords.seenBy(place.name, place.organisation.name) : shareWords.seenByPool} /></p>
          <Reasons items={[{ text: <><T of={shareWords.always} /><Examples group="identity" /></> }]} />
          {offeredGroups(service).map((group, at) => (
            <label className="check" key={group}>
              <input type="checkbox" {...field} value={group} id={at === 0 ? fieldId('groups') : undefined} aria-invalid={aria['aria-invalid']} /><span><GroupName group={group} /><Examples group={group} /></span>
            </label>
          ))}
          <Kept refer={refer} service={service} />
        </>
      )}
    </FieldSet>
  );
}

function Examples({ group }: { group: string }): ReactNode {
  const words = wordOf(groupExamples, group);
  return words && <><br /><span className="small muted"><T of={words} /></span></>;
}

/** What does not travel: because nobody asks for it, or because it was left out here. */
function Kept({ refer, service }: Pick<Known, 'refer' | 'service'>): ReactNode {
  const t = useT();
  const format = useFormat();
  const names = (groups: readonly string[]): string => format.list(groups.map((group) => { const word = wordOf(fieldGroupWords, group); return word ? t(word).toLowerCase() : group; }));
  const unasked = fieldGroups.filter((group) => !service.fieldGroups.includes(group));
  const leftOut = offeredGroups(service).filter((group) => !refer.values.groups.includes(group));
  if (unasked.length + leftOut.length === 0) return null;
  return (
    <div className="small muted">
      <p><Withheld><T of={shareWords.kept} /></Withheld></p>
      {leftOut.length > 0 && <p><T of={shareWords.keptByYou(names(leftOut))} /></p>}
      {unasked.length > 0 && <p><T of={shareWords.keptByService(names(unasked))} /></p>}
    </div>
  );
}

function GroupName({ group }: { group: string }): ReactNode {
  const word = wordOf(fieldGroupWords, group);
  return word ? <T of={word} /> : group;
}

/** A referral to the same place is open: the way to it, and why another one is sent. */
function Repeat({ refer }: { refer: Refer }): ReactNode {
  const t = useT();
  const { entry, scene, twin } = refer;
  if (!scene.asksRepeat) return null;
  return (
    <>
      <Notice kind="warn" title={<T of={referWords.duplicate} />}>
        <p>{twin ? <Link to={`/derivaciones/${twin.id}`}><T of={referWords.duplicateLink(twin.folio, scene.place?.name ?? '', t(stateWord(twin.state)))} /></Link> : <T of={referWords.duplicateElsewhere} />}</p>
      </Notice>
      <SelectField label={<T of={referWords.duplicateWhy} />} field={entry.form.register('duplicateReason')} error={entry.errorOf('duplicateReason')}
        options={Object.entries(repeatWords).map(([code, words]) => ({ value: code, label: t(words) }))} />
    </>
  );
}

/** What may be done with a draft is the server's word; a new referral may be sent or kept by who may refer. */
function Buttons({ subject, refer }: { subject: ReferSubject; refer: Refer }): ReactNode {
  const may = (command: string): boolean => subject.draft === null || subject.draft.availableActions.some((action) => action.command === command);
  return (
    <>
      {may('send') && <Button type="submit" wide keys="Ctrl Enter" busy={refer.busy}><T of={referWords.send} /></Button>}
      {may('save_draft') && <Button kind="alt" wide busy={refer.busy} onClick={refer.saveDraft}><T of={referWords.saveDraft} /></Button>}
      <p className="small muted" role="status">{refer.retrying && <T of={referWords.retrying} />}</p>
    </>
  );
}
