import type { ReactNode } from 'react';
import { identifierTypes, needCodes } from '@konbit/contracts/forms';
import { useWatch, type UseFormRegisterReturn, type UseFormReturn } from 'react-hook-form';
import { identifierWords, needWords } from '../codes/code-words.js';
import { allCountries, countryName, firstCountries, otherCountries } from '../codes/countries.js';
import { LanguageName } from '../codes/language-name.js';
import { firstLanguages, languageName, otherLanguages } from '../codes/languages.js';
import { sentence } from '../errors/sentence.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { Button } from '../ui/button.js';
import { Checkbox, CheckboxGroup, RadioGroup } from '../ui/choice-fields.js';
import { DateField } from '../ui/date-field.js';
import { Tag } from '../ui/tag.js';
import { JoinedField, SelectField, TextField } from '../ui/text-fields.js';
import { asksCountry, countryFrom, documentNote, hasNoDocument, nationalityOf, other, type IntakeValues } from './intake-form.js';
import { intakeWords } from './intake-words.js';

interface Fields {
  form: UseFormReturn<IntakeValues>;
  errorOf: (field: string) => string | undefined;
}

export function LanguageFields({ form, errorOf }: Fields): ReactNode {
  const t = useT();
  const isOther = useWatch({ control: form.control, name: 'language' }) === other;
  const options = [...firstLanguages.map((code) => ({ value: code, label: <LanguageName code={code} /> as ReactNode })), { value: other, label: <T of={intakeWords.other} /> }];
  return (
    <>
      <RadioGroup label={<T of={intakeWords.language} />} field={form.register('language')} error={errorOf('language')} options={options}
        beside={<Checkbox field={form.register('interpreter')} label={<T of={intakeWords.interpreter} />} />} />
      {isOther && (
        <SelectField label={<T of={intakeWords.otherLanguage} />} field={form.register('otherLanguage')} error={errorOf('otherLanguage')}
          options={otherLanguages.map((code) => ({ value: code, label: languageName(code, t).name }))} />
      )}
    </>
  );
}

export function NameFields({ form, errorOf }: Fields): ReactNode {
  return (
    <>
      <TextField label={<T of={intakeWords.givenNames} />} width={3} field={form.register('givenNames')} error={errorOf('givenNames')} autoCapitalize="words" spellCheck={false} />
      <TextField label={<T of={intakeWords.firstSurname} />} width={3} field={form.register('firstSurname')} error={errorOf('firstSurname')} autoCapitalize="words" spellCheck={false} />
    </>
  );
}

export function BirthFields({ form, errorOf }: Fields): ReactNode {
  const parts = { day: form.register('birth.day'), month: form.register('birth.month'), year: form.register('birth.year'), approximate: form.register('birth.approximate') };
  return (
    <>
      <TextField label={<T of={intakeWords.secondSurname} />} optional width={3} field={form.register('secondSurname')} error={errorOf('secondSurname')} autoCapitalize="words" spellCheck={false} />
      <DateField label={<T of={intakeWords.birth} />} optional={<T of={intakeWords.birthEnough} />} width={3} name="birth" error={errorOf('birth')} parts={parts} />
    </>
  );
}

export function PlaceFields({ form, errorOf }: Fields): ReactNode {
  return (
    <>
      <TextField label={<T of={intakeWords.sector} />} optional width={3} hint={<T of={intakeWords.sectorHelp} />} field={form.register('sector')} error={errorOf('sector')} />
      <TextField label={<T of={intakeWords.contact} />} optional width={3} hint={<T of={intakeWords.contactHelp} />} field={form.register('contact')} error={errorOf('contact')} />
    </>
  );
}

export function CountryFields({ form, errorOf }: Fields): ReactNode {
  const t = useT();
  const { language } = useFormat();
  const isOther = useWatch({ control: form.control, name: 'nationality' }) === other;
  const options = [...firstCountries.map((code) => ({ value: code, label: countryName(code, language, t) as ReactNode })), { value: other, label: <T of={intakeWords.other} /> }];
  return (
    <>
      <RadioGroup label={<T of={intakeWords.country} />} field={form.register('nationality')} error={errorOf('nationality')} options={options} />
      {isOther && <SelectField label={<T of={intakeWords.otherCountry} />} field={form.register('otherNationality')} error={errorOf('otherNationality')} options={otherCountries(language, t)} />}
    </>
  );
}

export function DocumentFields({ form, errorOf }: Fields): ReactNode {
  const t = useT();
  const { language } = useFormat();
  const [document, nationality, otherNationality] = useWatch({ control: form.control, name: ['document', 'nationality', 'otherNationality'] });
  const none = hasNoDocument(document.type);
  const types = [{ value: '', label: t(intakeWords.documentNone) }, ...identifierTypes.map((type) => ({ value: type, label: t(identifierWords[type]) }))];
  const countryHint = countryFrom(nationalityOf({ nationality, otherNationality }));
  return (
    <>
      <JoinedField label={<T of={intakeWords.document} />} optional={<T of={intakeWords.documentOptional} />} width={3} type={form.register('document.type')} options={types}
        value={form.register('document.value')} valueLabel={t(none ? intakeWords.documentWhyNone : intakeWords.documentNumber)}
        error={errorOf('document.type') ?? errorOf('document.value')} hint={<T of={none ? intakeWords.documentWhyHelp : intakeWords.documentHelp} />} />
      {asksCountry(document.type) && (
        <SelectField label={<T of={intakeWords.documentCountry} />} width={3} field={form.register('document.country')} error={errorOf('document.country')} emptyOption={countryHint === ''}
          options={[...(countryHint === '' ? [] : [{ value: '', label: countryName(countryHint, language, t) }]), ...allCountries(language, t).filter((country) => country.value !== countryHint)]} />
      )}
      <DocumentNoteLine form={form} values={{ document, nationality, otherNationality }} />
    </>
  );
}

function DocumentNoteLine({ form, values }: { form: UseFormReturn<IntakeValues>; values: Parameters<typeof documentNote>[0] }): ReactNode {
  const note = documentNote(values);
  if (!note) return null;
  if (note.kind === 'warning') return <p className="row"><Tag tone="need">{sentence(note.code)}</Tag></p>;
  return (
    <div className="row">
      <p><T of={intakeWords.proposal(note.value)} /></p>
      <Button kind="alt" onClick={() => { form.setValue('document.value', note.value); form.setFocus('document.value'); }}><T of={intakeWords.useProposal} /></Button>
    </div>
  );
}

export function NeedsField({ field, error }: { field: UseFormRegisterReturn; error: string | undefined }): ReactNode {
  return (
    <CheckboxGroup label={<T of={intakeWords.needs} />} optional={<T of={intakeWords.needsHow} />} grid field={field} error={error}
      options={needCodes.map((code) => ({ value: code, label: <T of={needWords[code]} /> }))} />
  );
}
