import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { languageName, firstLanguages, otherLanguages } from '../codes/languages.js';
import { countryName, firstCountries, otherCountries } from '../codes/countries.js';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm, type KonbitForm } from '../forms/use-konbit-form.js';
import type { PersonInput } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { DraftLine } from '../offline/draft-line.js';
import { useDraft } from '../offline/drafts.js';
import { request, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { Actions, Button, LinkButton } from '../ui/button.js';
import { Checkbox } from '../ui/choice-fields.js';
import { DateField } from '../ui/date-field.js';
import { FormPage } from '../ui/form-page.js';
import { announce } from '../ui/live-region.js';
import { ErrorSummary, Notice } from '../ui/messages.js';
import { Page, PageTitle } from '../ui/page.js';
import { SelectField, TextField } from '../ui/text-fields.js';
import { changesBetween, checkCorrection, fieldOfCorrection, toCorrection, valuesOf, type CorrectValues, type TheirChange } from './correct-form.js';
import { correctWords } from './correct-words.js';
import { useIdentity } from './identity.js';
import type { PersonFacts } from './person-facts.js';
import { CorrectPerson, PersonPage } from './person.graphql.js';
import { personErrorWords, personWords } from './person-words.js';

/** Corrects what the office wrote of a person. */
export function Component(): ReactNode {
  const { id = '' } = useParams();
  const query = useData(PersonPage, { id }, { topics: [`person:${id}`, 'access-grant', 'need'] });
  const refetch = async (): Promise<PersonFacts | undefined> => (await query.refetch()).data?.person;
  return <Loaded query={query}>{({ person }) => (person.canWrite ? <CorrectForm first={person} refetch={refetch} /> : <MayNot id={id} />)}</Loaded>;
}

function MayNot({ id }: { id: string }): ReactNode {
  const t = useT();
  return (
    <Page title={t(correctWords.title)}>
      <PageTitle><T of={correctWords.title} /></PageTitle>
      <p><T of={correctWords.mayNot} /></p>
      <div className="row"><LinkButton to={`/personas/${id}`}><T of={correctWords.toFile} /></LinkButton></div>
    </Page>
  );
}

function CorrectForm({ first, refetch }: { first: PersonFacts; refetch: () => Promise<PersonFacts | undefined> }): ReactNode {
  const t = useT();
  const { entry, draft, theirs, person } = useCorrection(first, refetch);
  const identity = useIdentity(person.identity);
  const { register } = entry.form;
  const text = (name: 'secondSurname' | 'socialName' | 'phone' | 'email' | 'address' | 'sector' | 'safeContact'): ReactNode => (
    <TextField label={<T of={correctWords.fields[name]} />} optional width={3} field={register(name)} error={entry.errorOf(name)} />
  );
  return (
    <FormPage title={t(correctWords.title)} person={identity} note={<DraftLine note={draft.note} />} onSubmit={entry.onSubmit} summary={<ErrorSummary problems={entry.problems} attempt={entry.attempt} />}>
      {theirs && <Theirs changes={theirs} />}
      <p><T of={correctWords.lead} /></p>
      <TextField label={<T of={correctWords.givenNames} />} width={3} field={register('givenNames')} error={entry.errorOf('givenNames')} />
      {text('socialName')}
      <TextField label={<T of={correctWords.fields.firstSurname} />} width={3} field={register('firstSurname')} error={entry.errorOf('firstSurname')} />
      {text('secondSurname')}
      <PlaceAndLanguage entry={entry} />
      {text('phone')}{text('email')}{text('safeContact')}{text('sector')}{text('address')}
      <Actions><Button type="submit" keys="Ctrl Enter" busy={entry.busy}><T of={correctWords.save} /></Button><LinkButton kind="alt" to={`/personas/${person.id}`}><T of={personWords.cancel} /></LinkButton></Actions>
    </FormPage>
  );
}

function PlaceAndLanguage({ entry }: { entry: KonbitForm<CorrectValues> }): ReactNode {
  const t = useT();
  const { language } = useFormat();
  const { register } = entry.form;
  const countries = [...firstCountries.map((code) => ({ value: code, label: countryName(code, language, t) })), ...otherCountries(language, t)];
  const languages = [...firstLanguages, ...otherLanguages].map((code) => ({ value: code, label: languageName(code, t).name }));
  return (
    <>
      <DateField label={<T of={correctWords.fields.birth} />} width={3} name="birth" error={entry.errorOf('birth')} parts={{ day: register('birth.day'), month: register('birth.month'), year: register('birth.year') }} />
      <SelectField label={<T of={correctWords.fields.nationality} />} width={3} field={register('nationality')} error={entry.errorOf('nationality')} options={countries} />
      <SelectField label={<T of={correctWords.fields.language} />} width={3} field={register('language')} error={entry.errorOf('language')} options={languages} />
      <div className="field w3"><span className="label" aria-hidden="true">&nbsp;</span><Checkbox field={register('interpreter')} label={<T of={correctWords.fields.interpreter} />} /></div>
    </>
  );
}

/** What somebody else wrote meanwhile; what was typed here stays. */
function Theirs({ changes }: { changes: readonly TheirChange[] }): ReactNode {
  return (
    <Notice kind="warn" title={<T of={correctWords.theirsTitle} />} status>
      {changes.length === 0 ? <p><T of={correctWords.theirsNothing} /></p> : <ul className="plain">{changes.map((change) => <li key={change.field}><T of={correctWords.theirs(change.field, change.before, change.now)} /></li>)}</ul>}
      <p><T of={correctWords.theirsHelp} /></p>
    </Notice>
  );
}

interface Correction { entry: KonbitForm<CorrectValues>; draft: ReturnType<typeof useDraft>; theirs: TheirChange[] | null; person: PersonFacts }

function useCorrection(first: PersonFacts, refetch: () => Promise<PersonFacts | undefined>): Correction {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const [person, setPerson] = useState(first);
  const [theirs, setTheirs] = useState<TheirChange[] | null>(null);
  const shown = useRef(valuesOf(first));
  const entry = useKonbitForm<CorrectValues, PersonInput, unknown>({
    defaultValues: shown.current, words: personErrorWords, fieldOf: fieldOfCorrection, resolver: resolverOf((values) => checkCorrection(values, shown.current)),
    toData: (values) => toCorrection(values, shown.current), touches: [`person:${first.id}`],
    execute: (fields, commandId) => request(CorrectPerson, { input: { commandId, personId: person.id, expectedVersion: person.version ?? 0, fields } }),
    onDone: async () => {
      await draft.clear();
      announce(t(correctWords.done));
      await navigate(`/personas/${first.id}`);
    },
  });
  const draft = useDraft(entry.form, { form: 'corregir', subject: first.id });
  const conflict = entry.problems.some((problem) => problem.code === 'VERSION_CONFLICT') ? entry.attempt : 0;
  useEffect(() => {
    if (conflict === 0) return;
    void refetch().then((now) => {
      if (!now) return;
      setTheirs(changesBetween(valuesOf(person), valuesOf(now), t, format));
      setPerson(now);
    });
  }, [conflict]);
  return { entry, draft, theirs, person };
}
