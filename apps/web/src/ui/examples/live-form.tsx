import { zodResolver } from '@hookform/resolvers/zod';
import * as z from 'zod/mini';
import { useState, type ReactNode } from 'react';
import { useKonbitForm } from '../../forms/use-konbit-form.js';
import { DraftLine } from '../../offline/draft-line.js';
import { useDraft } from '../../offline/drafts.js';
import { request } from '../../shell/data.js';
import type { GraphqlDocument } from '../../shell/graphql.js';
import { Actions, Button } from '../button.js';
import { FormPage } from '../form-page.js';
import { ErrorSummary } from '../messages.js';
import { TextField } from '../text-fields.js';

const document: GraphqlDocument<{ example: string }, { input: { commandId: string; name: string } }> = { toString: () => 'mutation Example($input: ExampleInput!) { example(input: $input) }' };
const schema = z.object({ name: z.string().check(z.trim(), z.minLength(1, 'NAME_REQUIRED')), year: z.string().check(z.regex(/^\d{4}$/, 'YEAR_FOUR_DIGITS')) });

/** A form with everything a real one has: draft, summary, command. For the browser tests. */
export function Component(): ReactNode {
  const [done, setDone] = useState('');
  const { form, onSubmit, problems, attempt, errorOf, busy, state } = useKonbitForm({
    defaultValues: { name: '', year: '' },
    resolver: zodResolver(schema),
    toData: ({ name, year }) => ({ name, year }),
    execute: (data, commandId) => request(document, { input: { commandId, ...data } }),
    onDone: async (result) => {
      await draft.clear();
      setDone(result.example);
    },
  });
  const draft = useDraft(form, { form: 'ejemplo' });
  return (
    <FormPage title="Formulario de ejemplo" note={<DraftLine note={draft.note} />} onSubmit={onSubmit} summary={<ErrorSummary problems={problems} attempt={attempt} />}>
      <TextField label="Nombre" width={3} field={form.register('name')} error={errorOf('name')} />
      <TextField label="Año" width={3} inputMode="numeric" field={form.register('year')} error={errorOf('year')} />
      <Actions><Button type="submit" busy={busy}>Guardar</Button><p role="status">{done || (state === 'retrying' ? 'El servicio no responde. Se intenta de nuevo.' : '')}</p></Actions>
    </FormPage>
  );
}
