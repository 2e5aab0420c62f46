import type { ReactNode } from 'react';
import { Button, LinkButton } from '../button.js';
import { DataTable, Sub, type Column } from '../data-table.js';
import { ChoiceChips, FilterChips, Pager } from '../filters.js';
import { IdentityHeader, type Identity } from '../identity-header.js';
import { Columns, Panel, Row, Section, Stack } from '../layout.js';
import { Facts, HitList, Marked, TimelineList } from '../lists.js';
import { Tabs } from '../tabs.js';
import { DraftMark, Reasons, Tag, Toward, Withheld } from '../tag.js';

const marie: Identity = { name: 'Marie-Ange Joseph', birth: '1991', country: 'Haití', language: <span lang="ht">Kreyòl</span>, interpreter: 'Sí, siempre', interpreterNeeded: true, folio: 'P-8H3T-W5' };
interface Received { id: string; name: string; sub: string; asked: string; due: ReactNode; state: ReactNode }
const rows: Received[] = [
  { id: '1', name: 'Nadège François', sub: 'D-4T8M-R1 · Kreyòl', asked: 'Ayuda social', due: <span className="late">Hace 2 días hábiles</span>, state: <Tag tone="need">Recibida</Tag> },
  { id: '2', name: 'Roberto Desir', sub: 'D-5M1W-K4', asked: 'Ingreso RSH', due: <span className="soon">Hoy</span>, state: <Tag tone="wait">Citada</Tag> },
];
const columns: Column<Received>[] = [
  { key: 'person', header: 'Persona', rowHeader: true, cell: (row) => <><a href="#persona">{row.name}</a><Sub>{row.sub}</Sub></> },
  { key: 'asked', header: 'Qué se pide', cell: (row) => <>{row.asked}<Sub>Oficina de Migraciones</Sub></> },
  { key: 'due', header: 'Plazo', label: 'Plazo', numeric: true, cell: (row) => row.due },
  { key: 'state', header: 'Estado', cell: (row) => row.state },
];

function States(): ReactNode {
  return (
    <Section title="Estado: palabra, forma y color" fact="Solo lo que nos toca lleva fondo">
      <Row>
        <Tag tone="need">Le toca</Tag><Tag tone="wait">En curso</Tag><Tag tone="no">Rechazada</Tag><Tag tone="done">Terminada</Tag>
        <Tag tone="end">Anulada</Tag><Tag tone="ask">No se sabe</Tag><Withheld /><DraftMark>BORRADOR</DraftMark>
      </Row>
      <p>Oficina de Migraciones <Toward label="hacia" /> Plataforma Social</p>
    </Section>
  );
}

function Buttons(): ReactNode {
  return (
    <Section title="Botones" more={{ to: '?', text: 'Ver más' }}>
      <Row><Button keys="n">Principal</Button><Button kind="alt">Secundario</Button><Button kind="risk">Rechazar</Button><Button busy>Enviando</Button><LinkButton to="?" kind="alt">Enlace</LinkButton></Row>
      <ChoiceChips label="Necesidad" choices={[{ to: '?n=salud', text: <b>Salud</b>, current: true }, { to: '?n=social', text: 'Ayuda social', current: false }]} />
    </Section>
  );
}

function Timeline(): ReactNode {
  return (
    <Section title="Historia" fact="Lo más nuevo arriba">
      <TimelineList label="Historia de derivaciones" items={[
        { key: '1', tone: 'wait', when: <>Hoy<br />24 nov 2026</>, children: <><p><a href="#una"><strong>Ayuda social</strong></a> · Oficina de Migraciones <Toward label="hacia" /> Plataforma Social</p><p><Tag tone="wait">Citada</Tag> para el jueves 26 de noviembre, 09:30.</p></> },
        { key: '2', tone: 'no', when: '12 nov 2026', children: <p><Tag tone="no">Rechazada</Tag> Pidieron <strong>cuenta de servicio</strong>.</p> },
        { key: '3', tone: 'need', when: '10 nov 2026', children: <p><Tag tone="need">Falta información</Tag></p> },
        { key: '4', tone: 'done', when: '28 oct 2026', children: <p><Tag tone="done">Terminada</Tag> Matriculada.</p> },
        { key: '5', tone: 'end', when: '6 oct 2026', children: <><p><strong>Atención en otro servicio</strong></p><p><Withheld /> No se comparte con esta oficina.</p></> },
      ]} />
    </Section>
  );
}

/** What shows data, in its states. */
export function DataExamples(): ReactNode {
  return (
    <>
      <IdentityHeader person={marie} />
      <IdentityHeader person={{ ...marie, name: 'Wilner Augustin', birth: null, country: null, interpreter: 'No', interpreterNeeded: false }} />
      <Tabs label="Partes de la ficha" links={[{ to: '?parte=resumen', text: 'Resumen', current: true }, { to: '?parte=hogar', text: 'Hogar' }]} />
      <Columns kind="even"><States /><Buttons /></Columns>
      <Section title="Recibidas" fact="Al 24 de noviembre de 2026, 10:31">
        <FilterChips filters={[{ key: 'e', label: 'Estado', value: 'por responder', without: '?' }, { key: 'p', label: 'Plazo', value: 'esta semana', without: '?p' }]} clear="?" fact="2 de 43 derivaciones" />
        <DataTable caption="Derivaciones recibidas por plazo" columns={columns} rowKey={(row) => row.id} groups={[{ key: 'late', title: 'Atrasadas (1)', rows: rows.slice(0, 1) }, { key: 'today', title: 'Vencen hoy (1)', rows: rows.slice(1) }]} />
        <Pager fact="1 a 2 de 43" previous="?a" next="?b" keys={<>Teclas: <kbd>j</kbd> <kbd>k</kbd></>} />
      </Section>
      <Columns kind="seven">
        <Section title="Resultados">
          <HitList label="Personas encontradas" hits={[
            { key: '1', to: '?1', title: <Marked text="Marie-Ange Joseph" from={11} length={3} />, titleSub: 'Folio P-8H3T-W5', middle: '1991 · Haití', middleSub: 'Kreyòl', end: '12 nov 2026', endSub: 'Última visita' },
            { key: '2', to: '?2', title: 'Wilner A.', titleSub: <Withheld />, middle: '1979 · Haití' },
          ]} />
        </Section>
        <Timeline />
      </Columns>
      <Columns>
        <Stack gap="loose">
          <Facts facts={[{ key: '1', label: 'Contacto seguro', value: '+56 9 0000 0117', numeric: true }, { key: '2', label: 'Hogar', value: '3 personas' }, { key: '3', label: 'Salud', value: <Withheld /> }]} />
          <Facts layout="side" facts={[{ key: '1', label: 'Pasaporte', value: 'HT****31', numeric: true }, { key: '2', label: 'RUN', value: 'No tiene todavía' }]} />
        </Stack>
        <Panel><Reasons items={[{ text: 'Mismo nombre, escrito con guion' }, { text: 'Otro sector', tone: 'ask' }, { text: 'Pide cédula vigente', tone: 'no' }, { text: 'Sin facilitadora', tone: 'need' }]} /></Panel>
      </Columns>
    </>
  );
}
