import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { jest } from '@jest/globals';
import { newId, referralEventType } from '@konbit/contracts';
import { codeId } from '@konbit/platform';
import { describeFullStack, eventually, FullStack, trustCertificate } from '@konbit/testing';
import { Browser, EventReader } from './browser.js';
import { formAction } from './given-keycloak.js';

// Nine processes, and on a fresh machine a download before them.
jest.setTimeout(900_000);

const root = join(import.meta.dirname, '../../..');
const documents = JSON.parse(readFileSync(join(root, 'apps/gateway/persisted-documents.json'), 'utf8')) as Record<string, string>;
const deskBranch = codeId('BR-IMV-MIG-CENTRAL');
const omilBranch = codeId('BR-OMIL-VALPO');

describeFullStack('all of docker-compose.yml as plain processes', () => {
  let stack: FullStack;
  let desk: Browser;
  let omil: Browser;
  const readers: EventReader[] = [];
  beforeAll(async () => {
    stack = await FullStack.start({ root });
    trustCertificate(stack.certificate);
  });
  afterAll(async () => {
    for (const reader of readers) reader.close();
    await stack?.stop();
  });

  /** An account made as an operator makes it, signed in by Keycloak's page. */
  const member = async (username: string, role: string, branch: string): Promise<Browser> => {
    const password = /: (\S+)\s*$/.exec(await stack.account('add', username, `Persona ${username}`, role, branch))![1]!;
    const browser = new Browser(stack.url);
    const form = await browser.follow('/auth/login');
    const sent = await browser.ask(new URL(formAction(form)!, form.url), { method: 'POST', body: new URLSearchParams({ username, password }) });
    await browser.follow(new URL(sent.headers.get('location')!, form.url).href);
    return browser;
  };
  /** One of the web app's documents; the gateway takes no other. */
  const ask = async (browser: Browser, operation: string, variables: object, branch: string) => {
    const documentId = Object.entries(documents).find(([, text]) => new RegExp(`(query|mutation) ${operation}\\b`).test(text))![0];
    const { json } = await browser.graphql('', { body: { documentId, operationName: operation, variables }, headers: { 'x-konbit-branch': branch } });
    expect(json.errors).toBeUndefined();
    return json.data;
  };
  const listen = async (browser: Browser): Promise<EventReader> => {
    const reader = new EventReader();
    readers.push(reader);
    await reader.open(`${stack.url}/hints`, browser.cookie('__Host-konbit'));
    return reader;
  };
  const move = async (browser: Browser, branch: string, referralId: string, command: object, expectedVersion?: number): Promise<{ version: number; state: string }> => {
    const input = { commandId: newId(), referralId, actingBranch: branch, move: command, ...(expectedVersion !== undefined && { expectedVersion }) };
    return (await ask(browser, 'MoveReferral', { input }, branch)).moveReferral;
  };

  it('is healthy by the checks of the file, over TLS, with every part', async () => {
    const services = ['postgres', 'kafka-1', 'kafka-2', 'kafka-3', 'keycloak', 'directory', 'cases', 'referrals', 'gateway', 'keeper'];
    expect(await Promise.all(services.map((name) => stack.isHealthy(name)))).toEqual(services.map(() => true));
    expect(new URL(stack.url).protocol).toBe('https:');
    expect(await (await fetch(`${stack.url}/healthz`)).json()).toEqual({ ok: true, parts: { database: true, cases: true, referrals: true, directory: true } });
  });

  it('has accounts that konbit account made, and they sign in at Keycloak', async () => {
    desk = await member('ana', 'adviser', 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL');
    omil = await member('eva', 'omil_officer', 'ORG-IMV-OMIL/BR-OMIL-VALPO');
    expect((await omil.get('/auth/session')).json).toMatchObject({ roles: ['omil_officer'], actingBranch: { code: 'BR-OMIL-VALPO' } });
    expect(await stack.account('list')).toContain('ana  Persona ana · adviser');
  });

  it('carries a referral from its sending to its answer, and each office hears of the other by Kafka', async () => {
    const [atDesk, atOmil] = [await listen(desk), await listen(omil)];
    const [personId, recordId, needId, referralId] = [newId(), newId(), newId(), newId()];
    const person = { givenNames: 'Mirlande', firstSurname: 'Prueba', birthYear: 1990, nationality: 'HTI', language: 'hat' };
    const intake = { commandId: newId(), attendanceId: newId(), personId, recordId, caseFileId: newId(), channel: 'office', inService: true, person, needs: [{ needId, code: 'work' }] };
    await ask(desk, 'Intake', { input: intake }, deskBranch);
    const send = {
      personId, recordId, serviceId: codeId('OML-01'), needId, needCode: 'work', needText: 'Busca trabajo', priority: 'routine', destinationBranchId: omilBranch,
      fieldGroups: ['identity', 'contact'], basis: { kind: 'legal_function', normCode: 'LEY-18695-4' },
    };
    const sent = await eventually(() => move(desk, deskBranch, referralId, { send }), 'the services know the directory', { limitMs: 60_000, everyMs: 500 });
    const heard = (reader: EventReader, name: 'sent' | 'accepted') => eventually(() => reader.events.some(({ data }) => data.id === referralId && data.type === referralEventType(name)), `the hint of ${name}`, { limitMs: 30_000 });
    await heard(atOmil, 'sent');
    const opened = await move(omil, omilBranch, referralId, { open: 'YES' }, sent.version);
    const { state } = await move(omil, omilBranch, referralId, { accept: { responsibleOfficial: (await omil.get('/auth/session')).json.user.sub } }, opened.version);
    expect(state).toBe('accepted');
    await heard(atDesk, 'accepted');
  });

  it('begins a service again that was killed, and goes on', async () => {
    const before = stack.pids['referrals'];
    stack.signal('referrals', 'SIGKILL');
    await eventually(async () => stack.pids['referrals'] !== before && await stack.isHealthy('referrals'), 'referrals is back', { limitMs: 60_000, everyMs: 500 });
    await eventually(async () => (await ask(omil, 'ReferralCounts', {}, omilBranch)).referralCounts !== null, 'its list', { limitMs: 30_000, everyMs: 500 });
  });
});
