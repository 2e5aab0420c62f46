import { useEffect, useRef, useState } from 'react';
import type { DefaultValues, FieldValues, UseFormReturn } from 'react-hook-form';
import type { FieldError } from '@konbit/contracts/forms';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm, type KonbitForm } from '../forms/use-konbit-form.js';
import { useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { useDraft, type Draft } from '../offline/drafts.js';
import { request } from '../shell/data.js';
import { announce } from '../ui/live-region.js';
import { fieldOfEntry } from './branch-form.js';
import { EntryHistory } from './directory.graphql.js';
import { editErrorWords, editWords } from './edit-words.js';
import type { EntryForm } from './entry-fields.js';
import { placeTopics } from './topics.js';
import { useNames } from './use-names.js';
import { changeInWords, type ChangeInWords } from './value-words.js';

type SubjectType = 'branch' | 'offering' | 'organisation';

/** What somebody else wrote while this form was open. */
export interface Theirs {
  changes: ChangeInWords[];
  who: string | null;
  at: string | null;
}

interface EntryOptions<Values extends FieldValues, Fields extends object> {
  subjectType: SubjectType;
  id: string;
  /** What the form was opened with; null makes a new entry. */
  shown: Values | null;
  version: number | null;
  empty: Values;
  check: (values: Values, shown: Values | null) => FieldError[];
  toEdit: (values: Values, shown: Values | null, today: string) => Fields;
  /** Every field, for telling what changed meanwhile. */
  toFields: (values: Values) => object;
  save: (input: { commandId: string; id: string; expectedVersion?: number; fields: Fields }) => Promise<unknown>;
  /** Reads the entry again after somebody else changed it. */
  reread: () => Promise<{ values: Values; version: number } | null>;
  onSaved: () => Promise<void> | void;
}

export interface Entry<Values extends FieldValues> {
  entry: KonbitForm<Values>;
  fields: EntryForm;
  draft: Draft;
  theirs: Theirs | null;
}

/** A form over one entry of the directory: draft kept, only changes sent, and a conflict says what changed and by whom. */
export function useEntry<Values extends FieldValues, Fields extends object>(options: EntryOptions<Values, Fields>): Entry<Values> {
  const t = useT();
  const format = useFormat();
  const first = useRef(options.shown);
  const [version, setVersion] = useState(options.version);
  const entry = useKonbitForm<Values, Fields, unknown>({
    defaultValues: (first.current ?? options.empty) as DefaultValues<Values>, words: editErrorWords, fieldOf: fieldOfEntry, touches: placeTopics,
    resolver: resolverOf((values) => options.check(values, first.current)), toData: (values) => options.toEdit(values, first.current, format.dayOf()),
    execute: (fields, commandId) => options.save({ commandId, id: options.id, ...(version !== null && { expectedVersion: version }), fields }),
    onDone: async () => {
      await draft.clear();
      announce(t(editWords.done));
      await options.onSaved();
    },
  });
  const draft = useDraft(entry.form, { form: `directorio-${options.subjectType}`, subject: options.version === null ? `nueva-${options.subjectType}` : options.id });
  const theirs = useTheirs(entry, options, first.current, setVersion);
  return { entry, draft, theirs, fields: { form: entry.form as unknown as UseFormReturn<FieldValues>, errorOf: entry.errorOf } };
}

/** After a conflict: what the entry says now, against what it said when the form was opened or last compared. */
function useTheirs<Values extends FieldValues, Fields extends object>(
  entry: KonbitForm<Values>, { subjectType, id, toFields, reread }: EntryOptions<Values, Fields>, first: Values | null, setVersion: (version: number) => void,
): Theirs | null {
  const t = useT();
  const format = useFormat();
  const names = useNames();
  const last = useRef(first);
  const [theirs, setTheirs] = useState<Theirs | null>(null);
  const conflict = entry.problems.some((problem) => problem.code === 'VERSION_CONFLICT') ? entry.attempt : 0;
  useEffect(() => {
    if (conflict === 0) return;
    const compare = async (): Promise<void> => {
      const [now, history] = await Promise.all([reread(), request(EntryHistory, { subjectType, subjectId: id, first: 1 }).catch(() => null)]);
      if (!now) return;
      const edit = history?.directoryHistory.edges[0]?.node;
      const before = new Map<string, unknown>(Object.entries(last.current ? toFields(last.current) : {}));
      const changed = Object.entries(toFields(now.values)).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before.get(field)));
      const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));
      setTheirs({
        changes: changed.map(([field, value]) => changeInWords({ field, before: json(before.get(field)), after: json(value) }, t, format, names)),
        who: edit?.officialName ?? null, at: edit?.at ?? null,
      });
      last.current = now.values;
      setVersion(now.version);
    };
    void compare();
  }, [conflict]);
  return theirs;
}
