import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { Actions, Button } from '../button.js';
import { Checkbox, CheckboxGroup, ChoiceCards, RadioGroup } from '../choice-fields.js';
import { DateField } from '../date-field.js';
import { GridForm } from '../form-page.js';
import { Columns, Section } from '../layout.js';
import { Facts } from '../lists.js';
import { ErrorSummary } from '../messages.js';
import { Reasons } from '../tag.js';
import { JoinedField, SelectField, TextArea, TextField } from '../text-fields.js';

const needs = ['Papeles y visa', 'Trabajo', 'Salud', 'Escuela', 'Ayuda social'].map((label) => ({ value: label, label }));
const countries = ['Haití', 'Venezuela', 'Colombia', 'Perú', 'Otro'].map((label) => ({ value: label, label }));
const documents = ['Pasaporte', 'RUN', 'Ninguno'].map((label) => ({ value: label, label }));

function Filled(): ReactNode {
  const { register, handleSubmit } = useForm({ defaultValues: { name: 'Marie Ange', sector: 'Cerro Barón', language: 'ht', interpreter: true, needs: ['Salud'], country: 'Haití', type: 'Pasaporte', number: '', day: '', month: 'marzo', year: '1991', about: false, reason: 'Necesita hora.' } });
  return (
    <GridForm label="Nueva atención" onSubmit={handleSubmit(() => undefined)}>
      <RadioGroup label="Idioma en que prefiere hablar" field={register('language')} options={[{ value: 'ht', label: <span lang="ht">Kreyòl</span> }, { value: 'es', label: 'Español' }]} beside={<Checkbox field={register('interpreter')} label="Necesita intérprete" />} />
      <TextField label="Nombre, como quiere que le llamen" width={3} field={register('name')} required />
      <TextField label="Sector donde vive" width={3} optional hint="Escriba «sin domicilio fijo» si es el caso." field={register('sector')} />
      <DateField label="Nacimiento" optional="basta el año" width={3} name="birth" parts={{ day: register('day'), month: register('month'), year: register('year'), approximate: register('about') }} />
      <JoinedField label="Documento" optional="opcional: primero el tipo" width={3} type={register('type')} options={documents} value={register('number')} valueLabel="Número del documento" hint="Se guarda entero, como está escrito." />
      <RadioGroup label="País" field={register('country')} options={countries} />
      <CheckboxGroup label="Qué necesita" optional="marque una o más con la barra espaciadora" grid field={register('needs')} options={needs} />
      <TextArea label="Motivo" field={register('reason')} />
      <Actions><Button type="submit" keys="Ctrl Enter">Guardar y derivar</Button><Button kind="alt">Guardar</Button><p className="small muted">Nada se pierde: el borrador queda en este equipo.</p></Actions>
    </GridForm>
  );
}

function Faulty(): ReactNode {
  const { register, handleSubmit } = useForm({ defaultValues: { year: '91', requirement: '', text: '', kinds: [] as string[] } });
  const year = 'Escriba el año con cuatro números';
  const requirement = 'Elija qué requisito le pidieron a la persona';
  return (
    <GridForm panel label="Rechazar" onSubmit={handleSubmit(() => undefined)}>
      <ErrorSummary attempt={0} problems={[{ field: 'e-birth', text: year }, { field: 'requirement', text: requirement }, { field: null, text: 'La oficina no respondió. Intente de nuevo.' }]} />
      <DateField label="Nacimiento" name="e-birth" error={year} parts={{ day: register('text'), month: register('text'), year: register('year') }} />
      <SelectField label="Qué requisito se pide" error={requirement} field={register('requirement')} options={documents} />
      <CheckboxGroup label="Qué falta" error="Marque al menos uno" field={register('kinds')} options={needs.slice(0, 3)} />
      <TextArea label="Explíquelo en una frase" error="Escriba al menos una frase" hint="No escriba nombres." field={{ ...register('text'), name: 'explain' }} />
      <Actions><Button kind="risk" type="submit">Rechazar</Button><Button kind="alt">Cancelar</Button></Actions>
    </GridForm>
  );
}

function Cards(): ReactNode {
  const { register } = useForm({ defaultValues: { place: '1' } });
  return (
    <ChoiceCards legend="Elija a dónde va" field={register('place')} cards={[
      { value: '1', title: 'Centro de salud Demo Norte', body: <Reasons items={[{ text: 'Atiende sin RUN' }, { text: 'Facilitadora en Kreyòl' }]} />, side: <Facts layout="one" facts={[{ key: 'l', label: 'Lleve', value: 'Pasaporte, si lo tiene' }]} /> },
      { value: '2', title: 'CESFAM Demo A', body: <Reasons items={[{ text: 'Sector por confirmar', tone: 'ask' }]} /> },
    ]} />
  );
}

/** What takes data: filled, empty, with errors. */
export function FormExamples(): ReactNode {
  return (
    <>
      <Section title="Formulario"><Filled /></Section>
      <Columns kind="even">
        <Section title="Formulario con errores"><Faulty /></Section>
        <Section title="Elegir uno de varios"><Cards /></Section>
      </Columns>
    </>
  );
}
