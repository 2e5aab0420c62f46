import { createFormControl } from 'react-hook-form';
import { keepTyped } from './keep-typed.js';

interface Typed { surname: string; sector: string; document: { value: string } }

const empty: Typed = { surname: '', sector: '', document: { value: '' } };

/** A form whose draft is read when the test says so, and what was kept of it. */
function formWith(draft: Partial<Typed> | null): { form: ReturnType<typeof createFormControl<Typed>>; kept: unknown[]; read: () => Promise<void>; end: () => void } {
  const form = createFormControl<Typed>({ defaultValues: empty });
  const kept: unknown[] = [];
  let read = (): void => undefined;
  const promise = new Promise<unknown>((resolve) => { read = () => resolve(draft); });
  const end = keepTyped(form, { restore: () => promise, typed: (values) => kept.push(structuredClone(values)), flush: () => Promise.resolve() });
  return { form, kept, end, read: async () => { read(); await promise; } };
}

describe('what is typed into a form', () => {
  it('is kept when it was typed before the draft had been read', async () => {
    const { form, kept, read } = formWith(null);
    form.setValue('sector', 'Cerro Alegre');
    expect(kept).toEqual([]);
    await read();
    expect(kept).toEqual([{ ...empty, sector: 'Cerro Alegre' }]);
  });
  it('stands over the draft where it was typed first, and the draft fills the rest', async () => {
    const { form, kept, read } = formWith({ surname: 'Pierre', sector: 'Barón', document: { value: '1' } });
    form.setValue('sector', 'Cerro Alegre');
    form.setValue('document.value', '2');
    await read();
    expect(form.getValues()).toEqual({ surname: 'Pierre', sector: 'Cerro Alegre', document: { value: '2' } });
    expect(kept).toEqual([form.getValues()]);
  });
  it('is kept after each key once the draft was put back, and putting it back keeps nothing anew', async () => {
    const { form, kept, read } = formWith({ surname: 'Pierre' });
    await read();
    expect(form.getValues('surname')).toBe('Pierre');
    expect(kept).toEqual([]);
    form.setValue('sector', 'Barón');
    expect(kept).toEqual([{ ...empty, surname: 'Pierre', sector: 'Barón' }]);
  });
  it('is left alone by a draft that arrives after the form was left', async () => {
    const { form, kept, read, end } = formWith({ surname: 'Pierre' });
    end();
    await read();
    form.setValue('sector', 'Barón');
    expect(form.getValues('surname')).toBe('');
    expect(kept).toEqual([]);
  });
});
