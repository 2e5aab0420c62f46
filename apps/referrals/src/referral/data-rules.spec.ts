import type { MoveCommand } from '@konbit/contracts';
import type { Facts, Who } from './case.js';
import { aReferral, type Builder, covered, desk, exampleId, neighbour, noon, office, plainCalendar, validData } from './referral.factory.js';
import { decideForward, type ForwardMove } from './forward.js';
import { goodFacts } from './referral.factory.js';
import { Refusal } from './refusal.js';
import { turnOf } from './referral.js';

interface Attempt { who?: Who; facts?: Partial<Facts>; field?: string }

/** What a command with some data changed is refused with. */
function refusalOf(builder: Builder, command: MoveCommand, change: object, { who = office, facts = {} }: Attempt = {}): string | null {
  const data = { ...(validData(command, builder) as object), ...change };
  try {
    builder.moved(command, who, data, facts);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('reasons for no', () => {
  const opened = (): Builder => aReferral().opened();
  it('asks for a code', () => expect(refusalOf(opened(), 'reject', { reasonCode: undefined })).toBe('REASON_REQUIRED'));
  it('asks for a text', () => expect(refusalOf(opened(), 'reject', { text: '  ' })).toBe('REASON_REQUIRED'));
  it('knows only the codes of the list', () => expect(refusalOf(opened(), 'reject', { reasonCode: 'because' })).toBe('REASON_UNKNOWN'));
  it('asks for the requirement of a missing document', () => expect(refusalOf(opened(), 'reject', { reasonCode: 'document_missing' })).toBe('REQUIREMENT_REQUIRED'));
  it('asks which document', () => expect(refusalOf(opened(), 'reject', { reasonCode: 'document_missing', requirement: { type: 'document' } })).toBe('REQUIREMENT_REQUIRED'));
  it('takes a named requirement', () => expect(refusalOf(opened(), 'reject', { reasonCode: 'outside_area', requirement: { type: 'residence' } })).toBeNull());
  it('asks twenty characters of "other"', () => expect(refusalOf(opened(), 'reject', { reasonCode: 'other', text: 'Porque sí' })).toBe('REASON_REQUIRED'));
  it('takes "other" with its words', () => expect(refusalOf(opened(), 'reject', { reasonCode: 'other', text: 'La oficina está en mudanza' })).toBeNull());
  it('refuses "no vino otra vez" after one missed appointment', () => expect(refusalOf(aReferral().missed(), 'decline', { reasonCode: 'no_show_repeated' })).toBe('REASON_REQUIRED'));
  it('takes it after two', () => {
    const twice = aReferral().missed().moved('schedule', office).later(3).moved('no_show', office);
    expect(refusalOf(twice, 'decline', { reasonCode: 'no_show_repeated', text: 'Dos llamadas y una visita' })).toBeNull();
  });
  it('asks D for words when it cancels, but not the origin', () => {
    expect(refusalOf(opened(), 'cancel', { text: undefined })).toBe('REASON_REQUIRED');
    expect(refusalOf(opened(), 'cancel', { text: undefined }, { who: desk })).toBeNull();
  });
  it('keeps the reason of a cancel that is confirmed', () => {
    expect(aReferral().cancelRequested().moved('confirm_cancel', office).referral).toMatchObject({ state: 'cancelled', reasonCode: 'person_withdrew' });
  });
  it('asks what was tried before a failure', () => expect(refusalOf(aReferral().active(), 'fail', { tried: undefined })).toBe('DATA_REQUIRED'));
});

describe('answers', () => {
  it('asks who is responsible', () => expect(refusalOf(aReferral().opened(), 'accept', { responsibleOfficial: undefined })).toBe('DATA_REQUIRED'));
  it('asks what is missing', () => expect(refusalOf(aReferral().opened(), 'ask_info', { missing: [] })).toBe('DATA_REQUIRED'));
  it('takes the reason why something cannot be had', () => {
    expect(refusalOf(aReferral().infoRequested(), 'supply_info', { text: undefined, unavailable: 'person_declined' }, { who: desk })).toBeNull();
    expect(refusalOf(aReferral().infoRequested(), 'supply_info', { text: undefined }, { who: desk })).toBe('DATA_REQUIRED');
  });
  it('asks for the note', () => expect(refusalOf(aReferral().accepted(), 'note', { text: '' })).toBe('NOTE_REQUIRED'));
  it('asks when a walk-in arrived', () => expect(refusalOf(aReferral().missed(), 'note', { arrivedAt: undefined })).toBe('DATA_REQUIRED'));
  it('stops the answer clock when answered and starts it again when supplied', () => {
    expect(aReferral().requested().referral.dueAt).toEqual(plainCalendar.dueAt(noon, 5));
    expect(aReferral().infoRequested().referral.dueAt).toBeNull();
    expect(aReferral().infoRequested().moved('supply_info', desk).referral.dueAt).toEqual(plainCalendar.dueAt(noon, 5));
    expect(aReferral().accepted().referral.dueAt).toBeNull();
    expect(aReferral().opened().moved('cancel', desk).referral).toMatchObject({ state: 'cancel_requested', dueAt: null });
  });
  it('gives an urgent request one day', () => {
    const data = { ...(validData('send', aReferral()) as object), priority: 'urgent' };
    expect(aReferral().moved('send', desk, data).referral.dueAt).toEqual(plainCalendar.dueAt(noon, 1));
  });
  it('says whose turn it is', () => {
    const turns = [aReferral().draft(), aReferral().requested(), aReferral().infoRequested(), aReferral().active(), aReferral().rejected(), aReferral().cancelled(),
      aReferral().rejected().moved('acknowledge', desk)].map((builder) => turnOf(builder.referral));
    expect(turns).toEqual(['origin', 'destination', 'origin', 'destination', 'origin', 'nobody', 'nobody']);
  });
});

describe('outcomes', () => {
  const active = (): Builder => aReferral().active();
  it('asks for the code', () => expect(refusalOf(active(), 'record_outcome', { outcomeCode: undefined })).toBe('OUTCOME_REQUIRED'));
  it('asks for the date', () => expect(refusalOf(active(), 'record_outcome', { servedOn: undefined })).toBe('OUTCOME_REQUIRED'));
  it('refuses a date to come', () => expect(refusalOf(active(), 'record_outcome', { servedOn: '2030-01-01' })).toBe('OUTCOME_REQUIRED'));
  it('asks for an output', () => expect(refusalOf(active(), 'record_outcome', { outputs: [] })).toBe('OUTPUT_REQUIRED'));
  it('asks for the placement of "placed"', () => expect(refusalOf(active(), 'record_outcome', { outcomeCode: 'placed' })).toBe('OUTPUT_REQUIRED'));
  it('asks why nothing was provided', () => expect(refusalOf(active(), 'record_outcome', { outcomeCode: 'not_provided' })).toBe('NOTE_REQUIRED'));
  it('asks what a part left open', () => expect(refusalOf(active(), 'record_outcome', { outcomeCode: 'provided_partially' })).toBe('DATA_REQUIRED'));
  it('waits for the children', () => expect(refusalOf(active(), 'record_outcome', {}, { facts: { openChildren: 1 } })).toBe('CHILDREN_OPEN'));
  it('asks why a service was given after the wish to cancel', () => {
    expect(refusalOf(aReferral().cancelRequested().later(2), 'record_outcome', {})).toBe('DATA_REQUIRED');
    expect(refusalOf(aReferral().cancelRequested().later(2), 'record_outcome', { lateReason: 'No lo sabíamos' })).toBeNull();
  });
});

describe('appointments', () => {
  it('asks for time, place and modality', () => {
    for (const field of ['startsAt', 'place', 'modality']) expect(refusalOf(aReferral().accepted(), 'schedule', { [field]: undefined })).toBe('DATA_REQUIRED');
  });
  it('refuses a time that is past', () => expect(refusalOf(aReferral().accepted(), 'schedule', { startsAt: '2020-01-01T12:00:00Z' })).toBe('APPOINTMENT_INVALID'));
  it('refuses a closed branch', () => expect(refusalOf(aReferral().accepted(), 'schedule', {}, { facts: { ownBranchOpen: false } })).toBe('APPOINTMENT_INVALID'));
  it('keeps the old time when it is moved', () => {
    const moved = aReferral().scheduled().moved('reschedule', office);
    expect(moved.appointments.map((one) => one.end)).toEqual(['moved', null]);
  });
  it('misses only the current one, after its time', () => {
    expect(refusalOf(aReferral().scheduled(), 'no_show', {})).toBe('APPOINTMENT_NOT_DUE');
    expect(refusalOf(aReferral().scheduled().later(3), 'no_show', { appointmentId: exampleId(77) })).toBe('APPOINTMENT_MISMATCH');
    expect(refusalOf(aReferral().scheduled().later(3), 'no_show', {})).toBeNull();
  });
  it('asks who cancelled, and why', () => {
    expect(refusalOf(aReferral().scheduled(), 'cancel_appointment', { cancelledBy: undefined })).toBe('DATA_REQUIRED');
    expect(refusalOf(aReferral().scheduled(), 'cancel_appointment', { reasonCode: 'rain' })).toBe('REASON_UNKNOWN');
  });
  it('gives a missed one its true name', () => expect(aReferral().missed().moved('cancel_appointment', office).appointments[0]).toMatchObject({ end: 'cancelled', endedBy: 'person' }));
  it('frees the time of a referral that ends', () => expect(aReferral().scheduled().moved('cancel', office).appointments[0]).toMatchObject({ end: 'cancelled', endedBy: 'branch' }));
  it('comes back from a pause to the appointment that stands', () => expect(aReferral().scheduled().moved('hold', office).moved('resume', office).referral.state).toBe('scheduled'));
});

describe('deadlines', () => {
  it('holds until a review within thirty business days', () => {
    expect(refusalOf(aReferral().accepted(), 'hold', { reviewOn: '2026-11-01' })).toBe('REVIEW_DATE_INVALID');
    expect(refusalOf(aReferral().accepted(), 'hold', { reviewOn: '2027-06-01' })).toBe('REVIEW_DATE_INVALID');
    expect(refusalOf(aReferral().accepted(), 'hold', { text: undefined })).toBe('REASON_REQUIRED');
  });
  it('extends the answer clock once', () => {
    const extended = aReferral().opened().moved('extend_deadline', office);
    expect(extended.referral.dueAt).toEqual(plainCalendar.endOfDay('2026-12-14'));
    expect(refusalOf(extended, 'extend_deadline', {})).toBe('EXTENSION_USED');
  });
  it('extends no clock that does not run here', () => expect(refusalOf(aReferral().active(), 'extend_deadline', {})).toBe('EXTENSION_USED'));
  it('extends to thirty business days at most', () => {
    expect(refusalOf(aReferral().opened(), 'extend_deadline', { dueOn: '2026-12-24' })).toBeNull();
    expect(refusalOf(aReferral().opened(), 'extend_deadline', { dueOn: '2026-12-25' })).toBe('DATA_REQUIRED');
  });
  it('keeps no NUL of a text, and takes one of nothing else for none', () => {
    expect(aReferral().opened().moved('accept', office, { responsibleOfficial: 'Ana\0 Soto', destinationRef: '\0' }).referral).toMatchObject({ responsibleOfficial: 'Ana Soto', destinationRef: null });
  });
  it('extends only to a later day', () => expect(refusalOf(aReferral().opened(), 'extend_deadline', { dueOn: '2026-11-25' })).toBe('DATA_REQUIRED'));
});

describe('sending and forwarding', () => {
  const sending = (change: object, facts: Partial<Facts> = {}): string | null => refusalOf(aReferral(), 'send', change, { who: desk, facts });
  it('asks for person, record, service, need and priority', () => {
    for (const field of ['personId', 'recordId', 'serviceId', 'needText', 'priority']) expect(sending({ [field]: undefined })).toBe('DATA_REQUIRED');
  });
  it('asks for a basis', () => expect(sending({ basis: undefined })).toBe('SHARING_BASIS_MISSING'));
  it('asks for one destination', () => {
    expect(sending({ destinationBranchId: undefined })).toBe('DESTINATION_REQUIRED');
    expect(sending({ poolComuna: '05101' })).toBe('DESTINATION_REQUIRED');
  });
  it('refuses a destination that is closed, does not offer the service, is unknown, or is the origin', () => {
    const destination = goodFacts().destination!;
    expect(sending({}, { destination: { ...destination, open: false } })).toBe('DESTINATION_UNAVAILABLE');
    expect(sending({}, { destination: { ...destination, offers: false } })).toBe('DESTINATION_UNAVAILABLE');
    expect(sending({}, { destination: null })).toBe('DESTINATION_UNAVAILABLE');
    expect(sending({ destinationBranchId: desk.branchId })).toBe('DESTINATION_UNAVAILABLE');
    expect(sending({ destinationBranchId: undefined, poolComuna: '05101' }, { poolBranches: [desk.branchId] })).toBe('DESTINATION_UNAVAILABLE');
  });
  it('asks why a twin is sent', () => {
    expect(sending({}, { duplicate: true })).toBe('DUPLICATE_OPEN_REFERRAL');
    expect(sending({ duplicateReason: 'second_need' }, { duplicate: true })).toBeNull();
  });
  it('refuses what the basis does not cover', () => {
    expect(sending({}, { basis: { ...covered, covered: false, refusal: 'BASIS_DOES_NOT_COVER' } })).toBe('BASIS_DOES_NOT_COVER');
    expect(sending({}, { basis: null })).toBe('SHARING_BASIS_MISSING');
  });
  it('freezes what cases answered', () => expect(aReferral().requested().referral).toMatchObject({ basisId: covered.basisId, fieldGroups: ['identity', 'contact'], language: 'hat' }));

  const forwarding = (parent: Builder, facts: Partial<Facts> = {}) => {
    const move = { command: 'forward', data: validData('forward', parent) } as ForwardMove;
    const destination = { branchId: neighbour.branchId, orgId: neighbour.orgId, open: true, offers: true };
    return decideForward(parent.referral, move, { who: office, now: noon, facts: { ...goodFacts(), destination, ...facts } }, 'D-000001');
  };
  it('makes a child whose origin is D, about the same person', () => {
    const { child, childStep, parent } = forwarding(aReferral().active());
    expect(parent).toMatchObject({ fact: 'forwarded', childId: child.id });
    expect(child).toMatchObject({ originBranch: office.branchId, partOf: exampleId(500), chain: [desk.branchId, office.branchId] });
    expect(childStep).toMatchObject({ fact: 'sent', actorKind: 'O', request: { personId: exampleId(10) } });
  });
  it('never comes back to a branch of the chain, nor goes deeper than three', () => {
    const parent = aReferral().active();
    const loop = { command: 'forward', data: { childId: exampleId(700), request: { needText: 'x', basis: { kind: 'consent' }, destinationBranchId: desk.branchId } } } as ForwardMove;
    expect(() => decideForward(parent.referral, loop, { who: office, now: noon, facts: goodFacts() }, 'D-000001')).toThrow('FORWARD_LOOP');
    parent.referral = { ...parent.referral, chain: [1, 2, 3, 4].map((n) => exampleId(800 + n)) };
    expect(() => forwarding(parent)).toThrow('FORWARD_LOOP');
  });
});
