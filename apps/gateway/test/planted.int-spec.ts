import { jest } from '@jest/globals';
import { newId } from '@konbit/contracts';
import { eventually } from '@konbit/testing';
import type { Answer, Browser } from './browser.js';
import { GivenOffice, intakeDocument, intakeInput } from './given-office.js';
import { OtlpReceiver } from './otlp-receiver.js';

jest.setTimeout(120_000);

/** What nobody may find where it does not belong; each as it was typed and as a machine may have normalised it. */
const planted = {
  name: 'Plantadora', surname: 'Semillero', socialName: 'Brotecita', run: '44.000.009-6', passport: 'ZQ7770123', phone: '+56 9 0000 0456', email: 'brote@correo.example', address: 'Pasaje Escondido 77',
  note: 'duerme donde su prima Rosalba', reason: 'su hermano Wilner llegó golpeado a la oficina', token: 'eyJhbGciOiJFUzI1NiJ9.cGxhbnRhZG8.c2VjcmV0bw', cookie: 'galletaPlantada0123456789', password: 'clavePlantada99', organisation: 'Fundación Plantada',
};
const forms = [...Object.values(planted), '44000009', '00000456', 'Rosalba', 'Wilner', 'Escondido', 'cGxhbnRhZG8'].map((word) => word.toLowerCase());
const foundIn = (text: string): string[] => forms.filter((form) => text.toLowerCase().includes(form));

describe('what people typed', () => {
  let receiver: OtlpReceiver;
  let office: GivenOffice;
  let desk: Browser;
  const refused: Answer[] = [];
  const failing = new Set<string>();

  const person = { givenNames: planted.name, firstSurname: planted.surname, socialName: planted.socialName, phone: planted.phone, email: planted.email, address: planted.address, safeContact: planted.note };
  const identifiers = (run: string) => [{ id: newId(), type: 'RUN', value: run }, { id: newId(), type: 'PASAPORTE', value: planted.passport, country: 'HTI' }];
  const ask = async (what: string, asking: Promise<Answer>): Promise<Answer> => {
    const answer = await asking;
    refused.push(answer);
    failing.add(`${what} ${String(answer.json?.errors?.[0].extensions.code ?? answer.status)}`);
    return answer;
  };

  beforeAll(async () => {
    receiver = await OtlpReceiver.start();
    office = await GivenOffice.start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    desk = await office.signedIn('meson');
    await workedWith();
    await refusedInput();
    await failures();
    await strangers();
  });
  afterAll(async () => {
    await office.stop();
    receiver.stop();
  });

  /** A person is taken in, corrected, looked for: everything goes well. */
  async function workedWith(): Promise<void> {
    const { input } = intakeInput({ ...person, identifiers: identifiers(planted.run) }, { needs: [{ needId: newId(), code: 'housing', text: planted.note }] });
    expect((await desk.graphql(intakeDocument, { variables: { input } })).json.errors).toBeUndefined();
    expect((await desk.graphql('query($text: String!) { searchPersons(text: $text, first: 5) { more } }', { variables: { text: `${planted.name} ${planted.surname}` } })).json.errors).toBeUndefined();
    const other = await office.signedIn('omil');
    const glass = { commandId: newId(), personId: input.personId, reason: planted.reason };
    await ask('glass', other.graphql('mutation($input: BreakGlassInput!) { breakGlass(input: $input) { id } }', { variables: { input: glass } }));
  }

  /** Everything a form can get wrong. */
  async function refusedInput(): Promise<void> {
    await ask('run', desk.graphql(intakeDocument, { variables: intakeInput({ ...person, identifiers: identifiers('44.000.009-1') }) }));
    await ask('variable', desk.graphql(intakeDocument, { variables: intakeInput({ ...person, birthYear: planted.name }) }));
    await ask('scalar', desk.graphql(intakeDocument, { variables: intakeInput({ ...person, birthDate: planted.note }) }));
    await ask('unknown', desk.graphql(intakeDocument, { variables: intakeInput({ ...person, [planted.name]: planted.run }) }));
    await ask('too long', desk.graphql(intakeDocument, { variables: intakeInput({ ...person, givenNames: planted.name.repeat(60) }) }));
    await ask('literal', desk.graphql(`{ searchPersons(text: "${planted.run}", first: "${planted.name}") { more } }`));
    await ask('broken', desk.post('/graphql', `{ "query": ${planted.name} ${planted.run}`, { 'content-type': 'application/json', 'x-konbit-csrf': '1' }));
    await ask('branch', desk.graphql('{ viewer { sub } }', { headers: { 'x-konbit-branch': planted.passport } }));
  }

  /** The database refuses rows, with their values in its own words; in a consumer too. */
  async function failures(): Promise<void> {
    await office.databases.asOwner('cases', `alter table person_record add constraint planted check (social_name <> '${planted.socialName}') not valid`);
    await ask('constraint', desk.graphql(intakeDocument, { variables: intakeInput(person) }));
    await office.databases.asOwner('cases', 'alter table person_record drop constraint planted');
    await office.databases.asOwner('cases', `create function planted() returns trigger language plpgsql as $$ begin raise exception 'no room for % in %', new.name, new.code; end $$`);
    await office.databases.asOwner('cases', 'create trigger planted before insert or update on known_organisation for each row execute function planted()');
    const editor = await office.signedIn('directorio');
    const input = { commandId: newId(), id: newId(), fields: { code: 'ORG-PLANTA', name: planted.organisation, type: 'municipal', outside: false } };
    await editor.graphql('mutation($input: SaveOrganisationInput!) { saveOrganisation(input: $input) { id } }', { variables: { input } });
    await eventually(() => office.logOf('cases').includes('event parked'), 'a consumer that fails', { limitMs: 20_000, everyMs: 100 });
  }

  /** Who has no session, and what stands in addresses and headers. */
  async function strangers(): Promise<void> {
    const headers = { cookie: `__Host-konbit=${planted.cookie}`, authorization: `Bearer ${planted.token}`, traceparent: planted.token };
    const at = (path: string, init: RequestInit = {}): Promise<Answer> => desk.ask(new URL(path, office.url), { ...init, headers });
    await ask('cookie', at('/auth/session'));
    await ask('hints', at('/hints'));
    await ask('code', at(`/c/${planted.passport}`));
    await ask('path', at(`/personas/${planted.run}?q=${planted.name}`));
    await ask('callback', at(`/auth/callback?code=${planted.token}&state=${planted.password}`));
    await ask('logout', at('/auth/backchannel-logout', { method: 'POST', body: new URLSearchParams({ logout_token: planted.token }) }));
    await ask('metrics', at('/metrics'));
  }

  it('was put everywhere, and much of it failed', () => {
    expect([...failing]).toEqual(expect.arrayContaining(['run IDENTIFIER_INVALID', 'variable INVALID_INPUT', 'unknown INVALID_INPUT', 'broken INVALID_INPUT', 'constraint INTERNAL', 'hints UNAUTHENTICATED', 'callback 400']));
    expect(office.logs).toMatch(/"errorCode":"23514"/);
    expect(office.logOf('cases')).toMatch(/"errorCode":"P0001"/);
  });

  it('stands in no line of a log, and every line is JSON', () => {
    expect(foundIn(office.logs)).toEqual([]);
    for (const line of office.logs.split('\n').filter((each) => each !== '')) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it('comes back in no refusal', () => {
    expect(refused.filter(({ text }) => foundIn(text).length > 0).map(({ url, text }) => `${url} ${text}`)).toEqual([]);
  });

  it('travels in no event, and waits in no table of the backbone', async () => {
    const events = await office.databases.asOwner<{ text: string }>('bus', `select row(type, payload, headers)::text as text from bus_log where type not like 'konbit.directory.%'`);
    expect(events.length).toBeGreaterThan(3);
    expect(foundIn(events.map(({ text }) => text).join('\n'))).toEqual([]);
    for (const service of ['cases', 'referrals'] as const) {
      const rows = await office.databases.asOwner<{ text: string }>(service, 'select result::text as text from command union all select cause::text from parked union all select cause::text from dead_record');
      expect(foundIn(rows.map(({ text }) => text).join('\n'))).toEqual([]);
    }
  });

  it('is in no figure and in no trace', async () => {
    const figures = await (await fetch(`${office.url}/metrics`)).text();
    expect(figures).toContain('konbit_calls_total');
    expect(foundIn(figures)).toEqual([]);
    await eventually(() => receiver.spans.some(({ name }) => name.startsWith('rpc cases.intake')), 'spans', { everyMs: 100 });
    expect(foundIn(receiver.text)).toEqual([]);
  });

  it('is not told by a process that ends', async () => {
    await office.end('gateway');
    await office.end('cases');
    expect(foundIn(office.logs)).toEqual([]);
  });
});
