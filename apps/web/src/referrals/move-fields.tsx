import type { ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { MessageDescriptor } from '@lingui/core';
import {
  appointmentCancelledBy, appointmentCancelReasons, cancelReasons, errorReasons, failReasons, holdReasons, missingInfo, missingInfoUnavailable, modalities, outcomes, outputKinds,
  priorities, rejectReasons, requirementTypes,
} from '@konbit/contracts/forms';
import { priorityWords, type CodeWords } from '../codes/code-words.js';
import { T, useT } from '../i18n/text.js';
import { Checkbox, CheckboxGroup, RadioGroup } from '../ui/choice-fields.js';
import { DateField } from '../ui/date-field.js';
import { SelectField, TextArea, TextField, type Choice } from '../ui/text-fields.js';
import * as words from './code-words.js';
import { fieldHint, fieldLabel, moveWords } from './move-words.js';
import { isOptional, otherDocument, usualOutput, type MoveContext, type MoveField, type MoveValues } from './move-values.js';

interface FieldProps {
  field: MoveField;
  form: UseFormReturn<MoveValues>;
  context: MoveContext;
  values: MoveValues;
  errorOf: (field: string) => string | undefined;
}

const reasonLists: Readonly<Record<string, [readonly string[], CodeWords]>> = {
  reject: [Object.keys(rejectReasons), words.rejectWords], decline: [Object.keys(rejectReasons), words.rejectWords], cancel: [cancelReasons, words.cancelWords],
  mark_error: [errorReasons, words.errorWords], fail: [failReasons, words.failWords], hold: [holdReasons, words.holdWords],
  cancel_appointment: [appointmentCancelReasons, words.appointmentCancelWords],
};
const longTexts: ReadonlySet<MoveField> = new Set(['text', 'note', 'missingText', 'lateReason', 'tried']);

/** One field of a move's form, by its name. */
export function MoveFieldInput(props: FieldProps): ReactNode {
  const { field, form, context, values, errorOf } = props;
  const hint = field === 'text' && words.rejectHints[values.reasonCode as keyof typeof words.rejectHints];
  const plainHint = fieldHint(context.command, field);
  const look = {
    label: <T of={fieldLabel(context.command, field, values.requirementType)} />, error: errorOf(field), optional: isOptional(field, context, values) || undefined,
    hint: hint ? <T of={hint} /> : plainHint && <T of={plainHint} />,
  };
  if (field === 'date') return <DateField name="date" {...look} parts={{ day: form.register('day'), month: form.register('month'), year: form.register('year') }} />;
  if (field === 'interpreter') return <Checkbox field={form.register('interpreter')} label={look.label} />;
  if (longTexts.has(field)) return <TextArea field={form.register(field)} {...look} />;
  return <ChoiceInput {...props} look={look} />;
}

type Look = { label: ReactNode; error: string | undefined; optional: true | undefined; hint: ReactNode };

function ChoiceInput({ field, form, context, values, errorOf, look }: FieldProps & { look: Look }): ReactNode {
  const options = useOptions(field, context);
  switch (field) {
    case 'reasonCode': case 'unavailable': case 'modality': case 'destination': return <SelectField field={form.register(field)} options={options} {...look} />;
    case 'outcomeCode': return <SelectField field={form.register(field, { onChange: () => tickUsual(form) })} options={options} {...look} />;
    case 'documentType': return <SelectField field={form.register(field)} options={options} {...look} />;
    case 'requirementType': case 'declared': case 'cancelledBy': case 'priority': case 'askedBy': case 'wish':
      return <RadioGroup field={form.register(field)} options={options} {...look} optional={look.optional && field === 'requirementType' ? <T of={moveWords.optionalRequirement} /> : look.optional} />;
    case 'missing': return <CheckboxGroup grid field={form.register(field)} options={options} {...look} />;
    case 'outputs':
      return <CheckboxGroup grid field={form.register(field)} options={options} {...look} beside={<References {...{ form, values, errorOf }} withdrawn={context.withdrawn} />} />;
    case 'date': return null;
    default: return <TextField field={form.register(field)} {...look} inputMode={field === 'minutes' ? 'numeric' : undefined} />;
  }
}

/** An outcome ticks what it usually leaves, unless something was ticked by hand. */
function tickUsual(form: UseFormReturn<MoveValues>): void {
  const { outcomeCode, outputs } = form.getValues();
  const usual = Object.values(usualOutput);
  const byHand = outputs.length > 1 || outputs.some((kind) => !usual.includes(kind));
  const output = usualOutput[outcomeCode];
  if (!byHand && output) form.setValue('outputs', [output]);
}

/** A number or detail for each thing ticked. */
function References({ form, values, withdrawn, errorOf }: Pick<FieldProps, 'form' | 'values' | 'errorOf'> & { withdrawn: boolean }): ReactNode {
  const t = useT();
  if (withdrawn) return null;
  return values.outputs.map((kind) => {
    const word = (words.outputWords as CodeWords)[kind];
    return word ? <TextField key={kind} field={form.register(`references.${kind}`)} label={<T of={moveWords.reference(t(word))} />} optional error={errorOf(`references.${kind}`)} /> : null;
  });
}

function useOptions(field: MoveField, context: MoveContext): readonly Choice[] {
  const t = useT();
  const of = (codes: readonly string[], list: CodeWords): Choice[] => codes.map((value) => ({ value, label: list[value] ? t(list[value]) : value }));
  const own = (...pairs: [string, MessageDescriptor][]): Choice[] => pairs.map(([value, word]) => ({ value, label: t(word) }));
  switch (field) {
    case 'reasonCode': {
      const [codes, list] = reasonLists[context.command] ?? [[], {}];
      return of(codes, list);
    }
    case 'unavailable': return of(missingInfoUnavailable, words.unavailableWords);
    case 'modality': return of(modalities, words.modalityWords);
    case 'destination': return context.places;
    case 'outcomeCode': return of(Object.keys(outcomes), words.outcomeWords);
    case 'documentType': return [...context.documents, ...own([otherDocument, moveWords.otherDocument])];
    case 'requirementType': return of(requirementTypes.toSorted((a, b) => firstTypes.indexOf(b) - firstTypes.indexOf(a)), words.requirementWords);
    case 'declared': return own(['yes', moveWords.published], ['no', moveWords.unpublished], ['unknown', moveWords.unknown]);
    case 'cancelledBy': return of(appointmentCancelledBy, words.cancelledByWords);
    case 'priority': return of(priorities, priorityWords);
    case 'askedBy': return own(['office', moveWords.office], ['person', moveWords.person]);
    case 'wish': return of(Object.keys(words.wishWords), words.wishWords);
    case 'missing': return of(missingInfo, words.missingWords);
    case 'outputs': return of(outputKinds, words.outputWords);
    default: return [];
  }
}

/** The kinds asked most stand first. */
const firstTypes: readonly string[] = ['residence', 'identifier', 'document'];
