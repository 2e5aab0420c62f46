import { useState, type ReactNode } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useWatch, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { newId } from '@konbit/contracts/forms';
import { serviceChoices } from '../codes/service-names.js';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm } from '../forms/use-konbit-form.js';
import type { DirectoryListsQuery } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { DraftLine } from '../offline/draft-line.js';
import { useDraft } from '../offline/drafts.js';
import { request, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { Actions, Button, LinkButton } from '../ui/button.js';
import { GridForm } from '../ui/form-page.js';
import { Columns, Row, Section } from '../ui/layout.js';
import { announce } from '../ui/live-region.js';
import { ErrorSummary, Loading } from '../ui/messages.js';
import { Page, PageTitle } from '../ui/page.js';
import { SelectField, TextArea } from '../ui/text-fields.js';
import { BranchField } from './branch-fields.js';
import { OnePlace, SuggestChange } from './directory.graphql.js';
import { editErrorWords, editWords, fieldWords } from './edit-words.js';
import type { BranchFieldName, OfferingFieldName } from './field-names.js';
import { OfferingField } from './offering-fields.js';
import { newOffering, offeringValues } from './offering-form.js';
import { placeTopics } from './topics.js';
import { placePath } from './paths.js';
import { PlaceFacts, PlaceHeader } from './place-parts.js';
import { checkSuggestion, suggestFields, suggestValues, toSuggestion, type PlaceOfSuggestion, type SuggestData, type SuggestValues } from './suggest-form.js';
import { suggestWords } from './suggest-words.js';
import { useLists } from './use-names.js';

/** Proposes a change of a place, or of a service there; any officer may. */
export function Component(): ReactNode {
  const { id = '' } = useParams();
  const query = useData(OnePlace, { branchId: id }, { topics: placeTopics });
  const lists = useLists();
  return <Loaded query={query}>{({ place }) => (lists ? <SuggestForm first={place} lists={lists} /> : <Loading />)}</Loaded>;
}

function SuggestForm({ first, lists }: { first: PlaceOfSuggestion; lists: DirectoryListsQuery }): ReactNode {
  const t = useT();
  const { language } = useFormat();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [{ place, suggestionId }] = useState({ place: first, suggestionId: newId() });
  const { branch, offerings } = place;
  const entry = useKonbitForm<SuggestValues, SuggestData, unknown>({
    defaultValues: suggestValues(place, params.get('servicio') ?? ''), words: { ...editErrorWords, NOTHING_PROPOSED: suggestWords.nothing, TEXT_MISSING: suggestWords.textMissing },
    resolver: resolverOf((values) => checkSuggestion(values, place)), toData: (values) => toSuggestion(values, place), touches: ['suggestion'],
    execute: (data, commandId) => request(SuggestChange, { input: { commandId, suggestionId, ...data } }),
    onDone: async () => {
      await draft.clear();
      announce(t(suggestWords.sent));
      await navigate(placePath(branch.id));
    },
  });
  const draft = useDraft(entry.form, { form: 'sugerir-cambio', subject: branch.id });
  const { register, control, setValue } = entry.form;
  const subject = useWatch({ control, name: 'subject' });
  const field = useWatch({ control, name: 'field' });
  const change = (id: string): void => {
    const offering = offerings.find((one) => one.id === id);
    setValue('offering', offering ? offeringValues(offering) : newOffering);
    setValue('field', '');
  };
  const subjects = [{ value: '', label: t(suggestWords.aboutPlace) }, ...serviceChoices(offerings, ({ service }) => service, language)];
  const fields = [{ value: '', label: t(suggestWords.whatWords) }, ...suggestFields(subject).map((name) => ({ value: name, label: fieldWords[name] ? t(fieldWords[name]) : name }))];
  const typed = { form: entry.form as unknown as UseFormReturn<FieldValues>, errorOf: entry.errorOf };
  return (
    <Page title={`${t(suggestWords.title)}: ${branch.name}`}>
      <PlaceHeader branch={branch} />
      <Row ends><PageTitle><T of={suggestWords.title} /></PageTitle><DraftLine note={draft.note} /></Row>
      <Columns>
        <GridForm label={t(suggestWords.title)} onSubmit={entry.onSubmit}>
          <ErrorSummary problems={entry.problems} attempt={entry.attempt} />
          <p className="muted"><T of={suggestWords.lead} /></p>
          <SelectField label={<T of={suggestWords.about} />} width={3} emptyOption={false} options={subjects} field={register('subject', { onChange: (event: { target: { value: string } }) => change(event.target.value) })} />
          <SelectField label={<T of={suggestWords.what} />} width={3} emptyOption={false} options={fields} field={register('field')} error={entry.errorOf('field')} />
          {field !== '' && (subject === ''
            ? <BranchField key={field} name={field as BranchFieldName} entry={{ ...typed, prefix: 'branch.' }} lists={lists} />
            : <OfferingField key={`${subject} ${field}`} name={field as OfferingFieldName} entry={{ ...typed, prefix: 'offering.' }} />)}
          <TextArea label={<T of={suggestWords.text} />} optional={field !== ''} hint={<T of={suggestWords.textHint} />} field={register('text')} error={entry.errorOf('text')} maxLength={500} lang="es" />
          <Actions><Button type="submit" keys="Ctrl Enter" busy={entry.busy}><T of={suggestWords.send} /></Button><LinkButton kind="alt" to={placePath(branch.id)}><T of={editWords.cancel} /></LinkButton></Actions>
        </GridForm>
        <Section as="aside" title={<T of={suggestWords.now} />}><PlaceFacts branch={branch} layout="side" /></Section>
      </Columns>
    </Page>
  );
}
