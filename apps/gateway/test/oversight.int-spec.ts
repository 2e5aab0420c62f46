import type { AuditRow } from '@konbit/contracts';
import { newId } from '@konbit/contracts';
import { codeId, DomainError } from '@konbit/platform';
import { type GivenGateway, givenGateway, deskBranch } from './given-gateway.js';
import { aPerson } from './reference.js';

const accessLog = `query($filter: AccessFilter!, $first: Int!, $after: String) { accessLog(filter: $filter, first: $first, after: $after) {
  hasMore endCursor unavailable edges { cursor node { id service official officialName action outcome branch { name } persons { id folio } } } } }`;
const omilRate = `query($from: Day, $to: Day) { omilRate(from: $from, to: $to) { from to level total { attended alsoServed rate low high suppressed } months { month rate { attended suppressed } } } }`;
const notices = `mutation($input: ReadNoticeInput!) { readNotice(input: $input) { noticeVersion manner language official officialName branch { name } } }`;

const row = (pos: number, fields: Partial<AuditRow> = {}): AuditRow => ({
  pos: String(pos), at: new Date(Date.UTC(2026, 10, 24, 12, pos)).toISOString(), official: codeId('ACCOUNT-meson'), branchId: deskBranch, action: 'person.read', subjectType: 'person',
  subjectId: null, outcome: 'ok', code: null, personIds: [], ...fields,
});

describe('who saw what, over all services', () => {
  let given: GivenGateway;
  beforeAll(async () => { given = await givenGateway(); });
  afterAll(() => given.stop());

  /** Each service's log from its rows, newest first, as the contract pages it. */
  const logsOf = (rows: { cases?: AuditRow[]; referrals?: AuditRow[]; directory?: AuditRow[] }) => {
    const page = (all: AuditRow[] = []) => ({ size, beforePos }: { size: number; beforePos?: string | undefined }) => {
      const below = all.filter(({ pos }) => beforePos === undefined || BigInt(pos) < BigInt(beforePos)).sort((a, b) => Number(BigInt(b.pos) - BigInt(a.pos)));
      return { rows: below.slice(0, size), more: below.length > size };
    };
    given.cases.answers['cases.audit'] = page(rows.cases);
    given.referrals.answers['referrals.audit'] = page(rows.referrals);
    given.directory.answers['directory.audit'] = page(rows.directory);
    given.cases.answers['cases.folios'] = ({ personIds }) => ({ folios: personIds.map((id) => `P-${id.slice(0, 4)}`) });
    for (const service of [given.cases, given.referrals, given.directory]) service.calls.length = 0;
  };
  const ask = async (username: string, filter: object = {}, more: object = {}) => {
    const browser = await given.signedIn(username);
    return (await browser.graphql(accessLog, { variables: { filter, first: 10, ...more } })).json;
  };
  const ids = (json: Awaited<ReturnType<typeof ask>>): string[] => json.data.accessLog.edges.map((edge: { node: { id: string } }) => edge.node.id);

  it('is one list, newest first, with names, branches and folios', async () => {
    await given.signedIn('meson');
    const personId = newId();
    logsOf({ cases: [row(9, { personIds: [personId] }), row(5)], referrals: [row(7, { action: 'referral.open' })], directory: [row(6, { official: 'system:directory' })] });
    const json = await ask('auditor');
    expect(json.errors).toBeUndefined();
    expect(ids(json)).toEqual(['cases-9', 'referrals-7', 'directory-6', 'cases-5']);
    expect(json.data.accessLog).toMatchObject({ hasMore: false, unavailable: [] });
    expect(json.data.accessLog.edges[0].node).toMatchObject({
      official: codeId('ACCOUNT-meson'), officialName: 'Persona meson', branch: { name: 'Mesón central' }, persons: [{ id: personId, folio: `P-${personId.slice(0, 4)}` }],
    });
    expect(json.data.accessLog.edges[2].node.officialName).toBeNull();
  });

  it('goes on page by page over three services without losing or repeating a line', async () => {
    const all = Array.from({ length: 23 }, (_, i) => i + 1);
    logsOf({ cases: all.filter((n) => n % 3 === 0).map((n) => row(n)), referrals: all.filter((n) => n % 3 === 1).map((n) => row(n)), directory: all.filter((n) => n % 3 === 2).map((n) => row(n)) });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const json: Awaited<ReturnType<typeof ask>> = await ask('auditor', {}, { first: 4, after });
      seen.push(...ids(json));
      after = json.data.accessLog.hasMore ? json.data.accessLog.endCursor : null;
    } while (after !== null);
    expect(seen.map((id) => Number(id.split('-')[1]))).toEqual([...all].reverse());
  });

  it('names the service that does not answer and tells the rest', async () => {
    logsOf({ cases: [row(3)], directory: [row(2)] });
    given.referrals.answers['referrals.audit'] = () => { throw new DomainError('UNAVAILABLE', { cause: 'TEST' }); };
    const json = await ask('auditor');
    expect(ids(json)).toEqual(['cases-3', 'directory-2']);
    expect(json.data.accessLog.unavailable).toEqual(['referrals']);
  });

  it('finds the person of a folio first, and asks one service when one is named', async () => {
    logsOf({});
    const personId = newId();
    given.cases.answers['cases.personOfFolio'] = () => ({ personId });
    await ask('auditor', { folio: 'P-8H3T-W5', service: 'referrals', from: '2026-11-01' });
    expect(given.referrals.inputs('referrals.audit')).toEqual([{ filter: { personId, from: '2026-11-01' }, size: 10 }]);
    expect([...given.cases.inputs('cases.audit'), ...given.directory.inputs('directory.audit')]).toEqual([]);
    expect((await ask('auditor', { service: 'reports' })).errors[0].extensions.code).toBe('UNKNOWN_CODE');
  });

  it('asks all folios, however many persons the lines name', async () => {
    const personIds = Array.from({ length: 100 }, () => newId());
    const others = Array.from({ length: 50 }, () => newId());
    logsOf({ cases: [row(2, { personIds }), row(1, { personIds: others })] });
    const json = await ask('auditor');
    expect(json.data.accessLog.edges.flatMap((edge: { node: { persons: { folio: string | null }[] } }) => edge.node.persons).filter(({ folio }: { folio: string | null }) => folio === null)).toEqual([]);
  });

  it('asks the owner of persons alone for an office, about one person', async () => {
    logsOf({ cases: [row(4, { official: null })], referrals: [row(3)] });
    const personId = newId();
    const json = await ask('meson', { personId });
    expect(ids(json)).toEqual(['cases-4']);
    expect(given.referrals.inputs('referrals.audit')).toEqual([]);
    expect(json.data.accessLog.edges[0].node).toMatchObject({ official: null, officialName: null });
  });

  it('is refused to who neither oversees nor works with persons, and for a cursor of another list', async () => {
    logsOf({});
    expect((await ask('mediadora')).errors[0].extensions.code).toBe('FORBIDDEN_ACTION');
    expect((await ask('auditor', {}, { after: 'bm9wZQ' })).errors[0].extensions.code).toBe('CURSOR_INVALID');
  });

  it('tells the rate of the job office with its months, to who reads figures', async () => {
    const told = { attended: 250, alsoServed: 76, rate: 0.304, low: 0.25, high: 0.364, suppressed: false };
    const hidden = { attended: null, alsoServed: null, rate: null, low: null, high: null, suppressed: true };
    given.cases.answers['cases.indicators.omilRate'] = ({ from, to }) => ({
      from: from ?? null, to: to ?? '2026-11-24', asOf: '2026-11-24T15:00:00.000Z', level: 0.95, total: told, months: [{ month: '2026-10', ...told }, { month: '2026-11', ...hidden }],
    });
    const { json } = await (await given.signedIn('policy')).graphql(omilRate, { variables: { from: '2026-10-01' } });
    expect(json.errors).toBeUndefined();
    expect(json.data.omilRate).toEqual({
      from: '2026-10-01', to: '2026-11-24', level: 0.95, total: told,
      months: [{ month: '2026-10', rate: { attended: 250, suppressed: false } }, { month: '2026-11', rate: { attended: null, suppressed: true } }],
    });
  });

  it('tells it to nobody else', async () => {
    const { json } = await (await given.signedIn('meson')).graphql(omilRate);
    expect(json.errors[0].extensions.code).toBe('FORBIDDEN_ACTION');
  });

  it('keeps that the notice was read and tells who read it, by name', async () => {
    const personId = newId();
    const input = { commandId: newId(), noticeId: newId(), personId, noticeVersion: '3f1c9a20', manner: 'read_aloud', language: 'hat' };
    given.cases.answers['cases.byIds'] = ({ ids: asked }) => ({ persons: asked.map((id) => aPerson(id)) });
    given.cases.answers['cases.readNotice'] = ({ noticeId }) => ({ id: noticeId, version: 1, state: 'read' });
    given.cases.answers['cases.notices'] = () => ({ notices: [{ id: input.noticeId, noticeVersion: '3f1c9a20', manner: 'read_aloud', language: 'hat', readAt: '2026-11-24T12:00:00.000Z', branchId: deskBranch, official: codeId('ACCOUNT-meson') }] });
    const { json } = await (await given.signedIn('meson')).graphql(notices, { variables: { input } });
    expect(json.errors).toBeUndefined();
    expect(json.data.readNotice).toEqual([{ noticeVersion: '3f1c9a20', manner: 'read_aloud', language: 'hat', official: codeId('ACCOUNT-meson'), officialName: 'Persona meson', branch: { name: 'Mesón central' } }]);
  });
});
