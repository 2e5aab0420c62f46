import { newId } from '@konbit/contracts';
import { codeId } from '@konbit/platform';
import { anIntake, desks } from './given.js';
import { refusal, startWorld, type World } from './world.js';

const omil = desks.omil.ctx;
const mig = desks.mig.ctx;

describe('what a referral opens at its receiver', () => {
  let world: World;
  beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
  afterAll(() => world.stop());

  const grants = (personId: string) => world.rows<{ id: string; ends_at: Date | null; ended_reason: string | null }>('select * from access_grant where person_id = $1 order by opened_at', [personId]);
  const needOf = async (personId: string) => (await world.call(mig, 'cases.caseFiles', { personIds: [personId] })).caseFiles[0]!.needs[0]!;
  const giveConsent = async (personId: string) => {
    const consentId = newId();
    await world.call(mig, 'cases.giveConsent', {
      commandId: newId(), consentId, personId, recipientOrgId: desks.omil.branch.orgId, purpose: 'referral', fieldGroups: ['identity', 'contact'], how: 'spoken',
    });
    return consentId;
  };

  it('is the groups that were shared, the rest named as withheld', async () => {
    const person = await world.admitted(desks.mig, { person: { givenNames: 'Woodley', identifiers: [{ id: newId(), type: 'RUN', value: '44.000.007-K' }] } });
    expect((await world.person(omil, person.personId)).access).toBe('none');
    await world.sent(person);
    const seen = await world.person(omil, person.personId);
    expect(seen).toMatchObject({ access: 'partial', recordId: person.recordId, canWrite: false, migration: null, family: null, withheld: ['family', 'work_and_study', 'migration'] });
    expect([seen.identity?.givenNames, seen.contact?.phone]).toEqual(['Woodley', expect.stringMatching(/^\+56 9/)]);
    const [grant] = await grants(person.personId);
    expect(await world.eventsOf(grant!.id)).toEqual(['access-grant.opened.v1']);
    expect(await world.audiencesOf(grant!.id)).toEqual([[desks.omil.branch.id]]);
  });

  it('opens for a pool only when a branch has claimed it', async () => {
    const person = await world.admitted();
    const referralId = await world.sent(person, { ownerBranch: undefined, ownerOrg: undefined });
    expect((await world.person(omil, person.personId)).access).toBe('none');
    await world.tell(referralId, 'claimed', { personId: person.personId, recordId: person.recordId, fieldGroups: ['identity'], basis: { kind: 'legal_function', id: codeId('LEY-18695-4') } });
    expect(await world.person(omil, person.personId)).toMatchObject({ access: 'partial', contact: null });
  });

  it('stays for thirty days after the end, and no longer', async () => {
    const person = await world.admitted();
    const referralId = await world.sent(person);
    await world.tell(referralId, 'accepted', { personId: person.personId, recordId: person.recordId, from: 'requested', to: 'accepted' });
    await world.tell(referralId, 'completed', { personId: person.personId, recordId: person.recordId, from: 'accepted', to: 'completed', outcomeCode: 'not_provided' });
    const now = world.clock.now();
    world.clock.advance(30 * 86_400_000 - 1);
    expect((await world.person(omil, person.personId)).access).toBe('partial');
    world.clock.advance(1);
    expect((await world.person(omil, person.personId)).access).toBe('none');
    world.clock.set(now);
  });

  it.each<[string, { fact: string; to: 'cancelled' | 'entered_in_error' }]>([
    ['a cancel before acceptance', { fact: 'cancelled', to: 'cancelled' }], ['an entry by error', { fact: 'marked-error', to: 'entered_in_error' }],
  ])('ends at once by %s', async (_, { fact, to }) => {
    const person = await world.admitted();
    const referralId = await world.sent(person);
    await world.tell(referralId, fact, { personId: person.personId, recordId: person.recordId, from: 'requested', to });
    expect((await world.person(omil, person.personId)).access).toBe('none');
    const [grant] = await grants(person.personId);
    expect(await world.eventsOf(grant!.id)).toEqual(['access-grant.opened.v1', 'access-grant.ended.v1']);
  });

  it('ends in the transaction of a withdrawn consent, whatever the receiver has already done', async () => {
    const person = await world.admitted();
    const consentId = await giveConsent(person.personId);
    const referralId = await world.sent(person, { basis: { kind: 'consent', id: consentId } });
    await world.tell(referralId, 'started', { personId: person.personId, recordId: person.recordId, from: 'accepted', to: 'active' });
    expect((await world.person(omil, person.personId)).access).toBe('partial');
    await world.call(mig, 'cases.withdrawConsent', { commandId: newId(), consentId });
    expect((await world.person(omil, person.personId)).access).toBe('none');
    expect(await refusal(world.call(omil, 'cases.timeline', { personId: person.personId, page: { first: 5 } }))).toBe('NOT_FOUND');
    const [grant] = await grants(person.personId);
    expect(grant?.ended_reason).toBe('consent_withdrawn');
    expect(await world.audiencesOf(grant!.id)).toEqual([[desks.omil.branch.id], [desks.omil.branch.id, desks.mig.branch.id]]);
    expect(await world.eventsOf(grant!.id)).toEqual(['access-grant.opened.v1', 'access-grant.ended.v1']);
    expect(await world.eventsOf(consentId)).toEqual(['consent.given.v1', 'consent.withdrawn.v1']);
    expect(await world.audiencesOf(consentId)).toEqual([[desks.mig.branch.id], [desks.mig.branch.id]]);
    expect(await refusal(world.call(mig, 'cases.withdrawConsent', { commandId: newId(), consentId }))).toBe('INVALID_TRANSITION');
  });

  it('opens ended when the consent was withdrawn while the event travelled', async () => {
    const person = await world.admitted();
    const consentId = await giveConsent(person.personId);
    await world.call(mig, 'cases.withdrawConsent', { commandId: newId(), consentId });
    await world.sent(person, { basis: { kind: 'consent', id: consentId } });
    expect((await world.person(omil, person.personId)).access).toBe('none');
    const [grant] = await grants(person.personId);
    expect(await world.eventsOf(grant!.id)).toEqual(['access-grant.opened.v1', 'access-grant.ended.v1']);
  });

  it('happens once, however often the event is delivered', async () => {
    const person = await world.admitted();
    const referralId = newId();
    const data = { personId: person.personId, recordId: person.recordId, needId: person.needId, fieldGroups: ['identity' as const], basis: { kind: 'legal_function' as const, id: codeId('LEY-18695-4') } };
    const row = await world.tell(referralId, 'sent', data);
    const started = await world.tell(referralId, 'started', { ...data, from: 'accepted', to: 'active' });
    for (const again of [row, started, row]) await world.publish({ ...again, eventId: again.eventId });
    await world.tell(referralId, 'noted', { ...data, from: 'active', to: 'active' });
    expect(await grants(person.personId)).toHaveLength(1);
    expect(await world.rows('select 1 from attendance where referral_id = $1', [referralId])).toHaveLength(1);
    expect(await world.rows('select 1 from timeline_entry where aggregate_id = $1', [referralId])).toHaveLength(3);
    expect(await world.eventsOf(person.caseFileId)).toEqual(['need.added.v1', 'need.referred.v1']);
  });

  it('moves the need with the referral: referred, open again, met', async () => {
    const person = await world.admitted();
    const first = await world.sent(person);
    expect(await needOf(person.personId)).toMatchObject({ state: 'referred', referralId: first });
    await world.tell(first, 'rejected', { personId: person.personId, recordId: person.recordId, from: 'requested', to: 'rejected', reasonCode: 'no_capacity' });
    expect(await needOf(person.personId)).toMatchObject({ state: 'open', referralId: null });
    const second = await world.sent(person);
    await world.tell(second, 'completed', { personId: person.personId, recordId: person.recordId, from: 'accepted', to: 'completed', outcomeCode: 'placed' });
    expect((await needOf(person.personId)).state).toBe('met');
    expect(await world.eventsOf(person.caseFileId)).toEqual(['need.added.v1', 'need.referred.v1', 'need.reopened.v1', 'need.referred.v1', 'need.closed.v1']);
  });

  it('opens an attendance at the receiver by its first work, outside the queue, and closes it with the referral', async () => {
    const person = await world.admitted();
    const referralId = await world.sent(person);
    const facts = { personId: person.personId, recordId: person.recordId };
    await world.tell(referralId, 'accepted', { ...facts, from: 'requested', to: 'accepted' });
    expect(await world.rows('select 1 from attendance where referral_id = $1', [referralId])).toEqual([]);
    await world.tell(referralId, 'started', { ...facts, from: 'accepted', to: 'active' });
    await world.tell(referralId, 'noted', { ...facts, from: 'active', to: 'active' });
    const [visit] = await world.rows<{ id: string; state: string; channel: string; record_id: string; branch_id: string }>('select * from attendance where referral_id = $1', [referralId]);
    expect(visit).toMatchObject({ state: 'in_service', channel: 'referral', branch_id: desks.omil.branch.id });
    const records = await world.rows<{ id: string; reason: string; phone_sealed: Buffer | null }>('select id, reason, phone_sealed from person_record where person_id = $1 and org_id = $2', [person.personId, desks.omil.branch.orgId]);
    expect(records).toEqual([{ id: visit!.record_id, reason: 'referral', phone_sealed: null }]);
    expect((await world.call(omil, 'cases.queue', { page: { first: 50 } })).edges.map((edge) => edge.node.id)).not.toContain(visit!.id);
    await world.tell(referralId, 'completed', { ...facts, from: 'active', to: 'completed', outcomeCode: 'placed', served: true });
    expect(await world.rows('select state, result_code from attendance where referral_id = $1', [referralId])).toEqual([{ state: 'closed', result_code: 'served' }]);
    expect(await world.eventsOf(visit!.id)).toEqual(['attendance.opened.v1', 'attendance.taken.v1', 'attendance.closed.v1']);
    expect(await world.eventsOf(person.personId)).toEqual(['person.registered.v1', 'person.record-attached.v1']);
  });

  it('lets the receiver admit the person at its own desk with what was shared', async () => {
    const person = await world.admitted();
    await world.sent(person);
    const input = anIntake({ existing: 'known', personId: person.personId });
    await world.call(omil, 'cases.intake', input);
    expect(await world.person(omil, person.personId)).toMatchObject({ access: 'full', recordId: input.data.recordId, canWrite: true });
    expect((await world.person(omil, person.personId)).contact?.phone).toMatch(/^\+56 9/);
  });

  it('becomes the receiver\'s own record when the person comes to its desk, and outlives the referral', async () => {
    const person = await world.admitted();
    const referralId = await world.sent(person);
    const facts = { personId: person.personId, recordId: person.recordId };
    await world.tell(referralId, 'started', { ...facts, from: 'accepted', to: 'active' });
    await world.call(omil, 'cases.intake', anIntake({ existing: 'known', personId: person.personId }));
    await world.tell(referralId, 'marked-error', { ...facts, from: 'active', to: 'entered_in_error', reasonCode: 'wrong_data' });
    const seen = await world.person(omil, person.personId);
    expect([seen.access, seen.contact?.phone]).toEqual(['full', expect.stringMatching(/^\+56 9/)]);
    expect(await world.rows('select reason from person_record where person_id = $1 and org_id = $2', [person.personId, desks.omil.branch.orgId])).toEqual([{ reason: 'intake' }]);
  });

  it('is all that the receiver can pass on: no group beyond it, and no other office\'s record', async () => {
    const person = await world.admitted(desks.mig, { person: { identifiers: [{ id: newId(), type: 'RUN', value: '44.000.012-6' }] } });
    const hidden = anIntake({ existing: 'same_person', personId: person.personId });
    await world.call(desks.dideco.ctx, 'cases.intake', hidden);
    await world.sent(person);
    const question = {
      personId: person.personId, recordId: person.recordId, serviceId: codeId('OML-02'), recipientOrgId: desks.salud.branch.orgId, recipientBranchId: desks.salud.branch.id, insideMunicipality: false,
      basis: { kind: 'override', overrideReason: 'life_at_risk', text: 'Riesgo vital hoy' }, fieldGroups: ['identity', 'contact', 'migration', 'family'],
    };
    expect(await world.call(omil, 'cases.checkBasis', question)).toMatchObject({ covered: true, fieldGroups: ['identity', 'contact'] });
    expect(await world.call(omil, 'cases.checkBasis', { ...question, recordId: hidden.data.recordId })).toMatchObject({ covered: false, refusal: 'NOT_FOUND', run: null });
    expect(await world.call(mig, 'cases.checkBasis', question)).toMatchObject({ covered: true, fieldGroups: question.fieldGroups });
  });

  it('is asked before anything is sent: the basis', async () => {
    const person = await world.admitted(desks.mig, { person: { birthYear: 1990, identifiers: [{ id: newId(), type: 'RUN', value: '44.000.010-K' }] } });
    const question = {
      personId: person.personId, recordId: person.recordId, serviceId: codeId('OML-02'), recipientOrgId: desks.omil.branch.orgId, recipientBranchId: desks.omil.branch.id, insideMunicipality: true,
      basis: { kind: 'legal_function', normCode: 'LEY-18695-4' }, fieldGroups: ['identity', 'contact'],
    };
    expect(await world.call(mig, 'cases.checkBasis', question)).toEqual({
      covered: true, refusal: null, basisId: codeId('LEY-18695-4'), fieldGroups: ['identity', 'contact'], facts: {}, language: 'hat', interpreter: true, ageBand: '30-59', run: '44000010-K',
    });
    expect(await world.call(mig, 'cases.checkBasis', { ...question, insideMunicipality: false })).toMatchObject({ covered: false, refusal: 'BASIS_DOES_NOT_COVER', run: null });
    expect(await world.call(mig, 'cases.checkBasis', { ...question, basis: { kind: 'consent' } })).toMatchObject({ covered: false, refusal: 'SHARING_BASIS_MISSING' });
    expect(await world.call(desks.dideco.ctx, 'cases.checkBasis', question)).toMatchObject({ covered: false, refusal: 'NOT_FOUND', run: null });
    expect(await world.call(omil, 'cases.checkBasis', question)).toMatchObject({ covered: true });
    const consentId = await giveConsent(person.personId);
    const byConsent = { ...question, insideMunicipality: false, basis: { kind: 'consent', consentId } };
    expect(await world.call(mig, 'cases.checkBasis', byConsent)).toMatchObject({ covered: true, basisId: consentId });
    await world.call(mig, 'cases.withdrawConsent', { commandId: newId(), consentId });
    expect(await world.call(mig, 'cases.checkBasis', byConsent)).toMatchObject({ covered: false, refusal: 'BASIS_DOES_NOT_COVER' });
    expect(await refusal(world.call(mig, 'cases.giveConsent', { commandId: newId(), consentId, personId: person.personId, recipientOrgId: desks.omil.branch.orgId, purpose: 'referral', fieldGroups: ['identity'], how: 'spoken' }))).toBe('INVALID_INPUT');
    const override = { ...question, insideMunicipality: false, basis: { kind: 'override', overrideReason: 'life_at_risk', text: 'Riesgo vital hoy' }, fieldGroups: ['identity', 'health'] };
    expect(await world.call(mig, 'cases.checkBasis', override)).toMatchObject({ covered: true, basisId: expect.any(String) });
  });
});

describe('historia', () => {
  let world: World;
  beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
  afterAll(() => world.stop());

  const lines = async (ctx: typeof mig, personId: string, page: object = { first: 50 }) => (await world.call(ctx, 'cases.timeline', { personId, page })).edges.map((edge) => edge.node);

  it('shows both parties the referral, and to the origin what the receiver answered', async () => {
    const person = await world.admitted();
    const referralId = await world.sent(person);
    await world.tell(referralId, 'rejected', { personId: person.personId, recordId: person.recordId, from: 'requested', to: 'rejected', reasonCode: 'document_missing', requirementType: 'document' });
    const rejected = (await lines(mig, person.personId)).find((line) => line.kind === 'referral.rejected');
    expect(rejected).toMatchObject({
      reserved: false, aggregateType: 'referral', aggregateId: referralId, aggVersion: 2, branchId: desks.mig.branch.id, otherBranchId: desks.omil.branch.id, serviceId: codeId('OML-02'),
      codes: { reasonCode: 'document_missing', requirementType: 'document', from: 'requested', to: 'rejected', actorKind: 'D', needCode: 'work' },
    });
    expect((await lines(omil, person.personId)).filter((line) => !line.reserved).map((line) => line.kind).sort()).toEqual(['referral.rejected', 'referral.sent']);
  });

  it('says to a third office that something happened, and nothing else', async () => {
    const person = await world.admitted();
    await world.sent(person, { serviceId: codeId('SAL-05'), ownerBranch: desks.salud.branch.id, ownerOrg: desks.salud.branch.orgId });
    await world.call(desks.dideco.ctx, 'cases.intake', anIntake({ existing: 'same_person', personId: person.personId }));
    const seen = await lines(desks.dideco.ctx, person.personId);
    const reserved = seen.filter((line) => line.reserved);
    expect(reserved).toHaveLength(2);
    expect(JSON.stringify(reserved)).not.toMatch(new RegExp([codeId('SAL-05'), desks.salud.branch.id, desks.mig.branch.id, 'referral', 'office'].join('|')));
  });

  it('hides a referral entered by error', async () => {
    const person = await world.admitted();
    const referralId = await world.sent(person);
    await world.tell(referralId, 'marked-error', { personId: person.personId, recordId: person.recordId, from: 'requested', to: 'entered_in_error', reasonCode: 'wrong_person' });
    expect((await lines(mig, person.personId)).some((line) => line.kind.startsWith('referral'))).toBe(false);
  });

  it('leaves no line of a draft', async () => {
    const person = await world.admitted();
    await world.tell(newId(), 'drafted', { personId: person.personId, recordId: person.recordId, from: 'new', to: 'draft' });
    expect((await lines(mig, person.personId)).some((line) => line.kind.startsWith('referral'))).toBe(false);
  });

  it('is read newest first in pages that neither lose nor repeat a line', async () => {
    const person = await world.admitted();
    for (let n = 0; n < 4; n += 1) {
      world.clock.advance(n === 2 ? 0 : 60_000);
      await world.sent(person);
    }
    const all = (await lines(mig, person.personId)).map((line) => line.id);
    const times = (await lines(mig, person.personId)).map((line) => line.occurredAt);
    expect(times).toEqual([...times].sort().reverse());
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const page = await world.call(mig, 'cases.timeline', { personId: person.personId, page: { first: 2, ...(after !== undefined && { after }) } });
      paged.push(...page.edges.map((edge) => edge.node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor ?? undefined : undefined;
    } while (after !== undefined);
    expect(paged).toEqual(all);
    expect((await lines(mig, person.personId, { last: 2 })).map((line) => line.id)).toEqual(all.slice(-2));
  });
});
