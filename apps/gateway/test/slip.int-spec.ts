import { newId, type PublicPlace, type SlipPage } from '@konbit/contracts';
import { codeId, DomainError } from '@konbit/platform';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deskBranch, type GivenGateway, givenGateway, omilBranch } from './given-gateway.js';
import { aPerson, aReferral, reference } from './reference.js';

interface SeedText { key: string; es: string; ht: string }
const seed = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'seed', 'texts.json'), 'utf8')) as { records: SeedText[] };

/** The texts of the release as the directory gives them: Creole in one state, other languages missing. */
function texts(usedIn: string, state: 'draft' | 'approved') {
  const used = seed.records.filter(({ key }) => key.startsWith('slip.') || (usedIn === 'page' && key.startsWith('page.')));
  return {
    source: Object.fromEntries(used.map(({ key, es }) => [key, es])), noticeVersion: '3f1c9a20',
    translations: used.map(({ key, ht }) => ({ language: 'ht' as const, key, body: ht, state })),
  };
}

const omil: PublicPlace = {
  branchName: 'OMIL Valparaíso', organisationName: 'OMIL', address: 'Condell 1490', comunaName: 'Valparaíso', phone: '+56 9 0000 0100', hours: null,
  documents: { es: ['Cédula o pasaporte'], ht: ['Kat idantite oswa paspò'] }, serviceNames: { es: 'Intermediación laboral', ht: 'Chache travay' }, demo: true,
};
const desk: PublicPlace = { ...omil, branchName: 'Mesón central', organisationName: 'Oficina de Migraciones', phone: '+56 9 0000 0001', documents: {}, serviceNames: {} };
const slipPage: SlipPage = {
  branchId: omilBranch, serviceId: codeId('OML-01'), protected: false, ended: false, language: 'hat', dueAt: null, originBranchId: deskBranch, expiresAt: '2027-12-27T03:00:00.000Z',
  appointment: { startsAt: '2026-11-26T12:30:00.000Z', minutes: 30, place: '', modality: 'office', interpreter: true, end: null },
};
const code = 'N3XQ8T5WRB';

function answering(given: GivenGateway, state: 'draft' | 'approved' = 'draft'): void {
  given.directory.answers['directory.printTexts'] = ({ usedIn, languages }) => {
    const all = texts(usedIn, state);
    return { ...all, translations: all.translations.filter(({ language }) => languages.includes(language)) };
  };
  given.directory.answers['directory.publicPlace'] = ({ branchId, serviceId }) => (
    branchId === omilBranch ? { ...omil, ...(serviceId === null ? { documents: {}, serviceNames: {} } : {}) } : desk);
  given.referrals.answers['referrals.slipPage'] = (input) => {
    if (input.code !== code) throw new DomainError('LINK_INVALID');
    return slipPage;
  };
}

describe('the slip at the desk', () => {
  const mutation = `mutation ($input: IssueSlipInput!) { issueSlip(input: $input) {
    folio code address expiresAt personInitials personFolio branchName organisationName protected branchAddress comunaName branchPhone originBranchName originPhone documents language otherDocuments demo
    service { name } source { key draft } other { language missing texts { key text draft } } appointment { place } referral { id branchClosed } } }`;
  const referral = aReferral();
  let given: GivenGateway;
  beforeAll(async () => { given = await givenGateway({ KONBIT_DEMO: '1' }); });
  afterAll(async () => { await given.stop(); });
  beforeEach(() => {
    answering(given);
    given.referrals.answers['referrals.issueSlip'] = ({ slipId }) => ({ id: slipId, version: 1, state: 'requested', code, expiresAt: slipPage.expiresAt });
    given.referrals.answers['referrals.byIds'] = () => ({ referrals: [referral] });
    given.cases.answers['cases.byIds'] = ({ ids }) => ({ persons: ids.map((id) => aPerson(id, 'Marie-Ange Jean')) });
  });
  const input = () => ({ commandId: newId(), slipId: newId(), referralId: referral.id, expectedVersion: 2 });
  const issue = async (variables: object = { input: input() }, username = 'meson') => (await given.signedIn(username)).graphql(mutation, { variables });

  it('shows initials and folio, the place, its papers and both languages', async () => {
    const { json } = await issue();
    expect(json.errors).toBeUndefined();
    expect(json.data.issueSlip).toMatchObject({
      folio: referral.folio, code, address: `${new URL(given.url).host}/c/${code}`, personInitials: 'M. A. J.', branchName: 'OMIL Valparaíso', organisationName: 'OMIL', protected: false,
      branchAddress: 'Condell 1490', branchPhone: '+56 9 0000 0100', originBranchName: 'Mesón central', originPhone: '+56 9 0000 0001', documents: ['Cédula o pasaporte'],
      language: 'ht', otherDocuments: ['Kat idantite oswa paspò'], demo: true, service: { name: 'Intermediación laboral' }, referral: { id: referral.id, branchClosed: false },
    });
    expect(json.data.issueSlip.other).toMatchObject({ language: 'ht', missing: false });
    expect(json.data.issueSlip.other.texts.every(({ draft }: { draft: boolean }) => draft)).toBe(true);
    expect(JSON.stringify(json)).not.toContain('Marie');
  });

  it('writes no service and no papers when the service is protected', async () => {
    given.directory.answers['directory.reference'] = () => ({ version: 'v2', reference: { ...reference, version: 'v2', services: reference.services.map((service) => ({ ...service, sensitive: true })) } });
    given.referrals.answers['referrals.byIds'] = () => ({ referrals: [{ ...referral, serviceId: codeId('UNKNOWN-01') }] });
    const { json } = await issue();
    expect(json.data.issueSlip).toMatchObject({ protected: true, service: null, documents: [], otherDocuments: [] });
    expect(given.directory.inputs('directory.publicPlace').slice(-2)).toContainEqual({ branchId: omilBranch, serviceId: null });
  });

  it('carries the refusal of a referral that changed meanwhile', async () => {
    given.referrals.answers['referrals.issueSlip'] = () => { throw new DomainError('VERSION_CONFLICT', { state: 'accepted', version: 3 }); };
    const { json } = await issue();
    expect(json.errors[0].extensions).toMatchObject({ code: 'VERSION_CONFLICT', state: 'accepted', version: 3 });
  });

  it('is for those who send', async () => {
    expect((await issue({ input: input() }, 'auditor')).json.errors[0].extensions.code).toBe('FORBIDDEN_ACTION');
  });
});

describe('the page behind the QR', () => {
  let given: GivenGateway;
  beforeEach(async () => {
    given = await givenGateway({ KONBIT_DEMO: '1' });
    answering(given);
  });
  afterEach(async () => { await given.stop(); });
  const open = (path: string) => given.browser().get(path);

  it('is plain HTML in both languages that anybody may open, without name, folio or session', async () => {
    const { status, headers, text } = await open(`/c/${code}`);
    expect(status).toBe(200);
    expect(text).toContain('jueves 26 de noviembre de 2026, 09:30');
    expect(text).toContain('jedi 26 novanm 2026, 09:30');
    expect(text).toContain('BORRADOR');
    expect(text).not.toMatch(/<script|Rose|Pierre|K-0001|D-0001/);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(20_000);
    expect(headers.get('set-cookie')).toBeNull();
    expect(given.referrals.calls.at(-1)?.ctx).toMatchObject({ token: null, actingBranch: null, actor: { kind: 'link' } });
  });

  it('is kept, indexed and told to nobody, and runs nothing', async () => {
    for (const path of [`/c/${code}`, '/c/ZZZZZZZZZZ']) {
      const { headers } = await open(path);
      expect(Object.fromEntries(['cache-control', 'referrer-policy', 'x-robots-tag', 'x-content-type-options', 'content-type'].map((name) => [name, headers.get(name)]))).toEqual({
        'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow', 'x-content-type-options': 'nosniff', 'content-type': 'text/html; charset=utf-8',
      });
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; frame-ancestors 'none'/);
      expect(headers.get('content-security-policy')).not.toContain('script');
    }
  });

  it('turns to the language that is asked for', async () => {
    expect((await open(`/c/${code}?l=ht`)).text).toMatch(/^<!doctype html>\n<html lang="ht">/);
    expect((await open(`/c/${code}?l=es`)).text).not.toContain('<section lang="ht">');
    expect((await open(`/c/${code}?l=%3Cscript%3E`)).text).toMatch(/<html lang="es">/);
  });

  it('answers a guess, a strange code and a long one with the same page', async () => {
    const pages = await Promise.all(['ZZZZZZZZZZ', 'x', '%3Cscript%3E', 'a'.repeat(100)].map((guess) => open(`/c/${guess}`)));
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(new Set(pages.map(({ text }) => text)).size).toBe(1);
    expect(pages[0]!.text).toContain('Este enlace venció o no existe.');
    expect(pages[0]!.text).toContain('Lyen sa a ekspire oswa li pa egziste.');
  });

  it('lets thirty tries an hour through, right ones and wrong ones, and says when to come back', async () => {
    const answers = [];
    for (let n = 0; n < 31; n += 1) answers.push(await open(`/c/${n === 10 ? code : 'ZZZZZZZZZZ'}`));
    expect(answers.map(({ status }) => status)).toEqual([...Array<number>(10).fill(404), 200, ...Array<number>(19).fill(404), 429]);
    expect(Number(answers[30]!.headers.get('retry-after'))).toBeGreaterThan(3500);
    expect(answers[30]!.text).toContain('Hubo demasiados intentos desde aquí.');
    expect((await open(`/c/${code}`)).status).toBe(429);
    expect(given.referrals.inputs('referrals.slipPage')).toHaveLength(30);
  });

  it('does not believe an address that a stranger writes', async () => {
    for (let n = 0; n < 30; n += 1) await given.browser().get('/c/ZZZZZZZZZZ', { 'x-forwarded-for': `10.0.0.${n}` });
    expect((await given.browser().get(`/c/${code}`, { 'x-forwarded-for': '10.9.9.9' })).status).toBe(429);
  });

  it('of an ended referral says so and whom to call', async () => {
    given.referrals.answers['referrals.slipPage'] = () => ({ ...slipPage, ended: true });
    const { status, text } = await open(`/c/${code}`);
    expect(status).toBe(200);
    expect(text).toContain('Esta derivación ya terminó.');
    expect(text).toContain('+56 9 0000 0001');
    expect(text).not.toContain('09:30');
  });

  it('of a protected service names none', async () => {
    given.referrals.answers['referrals.slipPage'] = () => ({ ...slipPage, serviceId: null, protected: true });
    const { text } = await open(`/c/${code}`);
    expect(text).not.toContain('Intermediación');
    expect(text).not.toContain('Cédula');
    expect(text).toContain('El servicio no se escribe aquí');
  });

  it('while a service is down says so, in Spanish, and to come back', async () => {
    await given.directory.stop();
    await given.referrals.stop();
    const { status, headers, text } = await open(`/c/${code}`);
    expect([status, headers.get('retry-after')]).toEqual([503, '60']);
    expect(text).toContain('Pruebe de nuevo en unos minutos.');
  }, 30_000);
});

describe('outside demonstration mode', () => {
  let given: GivenGateway;
  beforeAll(async () => { given = await givenGateway({ KONBIT_TRUSTED_PROXY: '127.0.0.1,::1' }); });
  afterAll(async () => { await given.stop(); });

  it('a draft is never shown: Spanish stands alone, without links', async () => {
    answering(given);
    const { text } = await given.browser().get(`/c/${code}?l=ht`);
    expect(text).toMatch(/<html lang="es">/);
    expect(text).not.toMatch(/lang="ht"|BORRADOR|\?l=/);
  });

  it('counts the addresses that its own proxy tells', async () => {
    const from = async (address: string) => (await given.browser().get('/c/ZZZZZZZZZZ', { 'x-forwarded-for': address })).status;
    for (let n = 0; n < 30; n += 1) await from('203.0.113.7');
    expect([await from('203.0.113.7'), await from('203.0.113.8')]).toEqual([429, 404]);
  });
});

describe('with approved texts', () => {
  let given: GivenGateway;
  beforeAll(async () => { given = await givenGateway(); });
  afterAll(async () => { await given.stop(); });

  it('both languages are shown, unmarked', async () => {
    answering(given, 'approved');
    const { text } = await given.browser().get(`/c/${code}`);
    expect(text).toContain('<section lang="ht">');
    expect(text).not.toContain('BORRADOR');
  });
});
