import { newId } from '@konbit/contracts';
import { type Ctx, DomainError } from '@konbit/platform';
import { attempt } from './doors.js';
import { sendIntake } from './desk-acts.js';
import type { Act, Scene } from './scene.js';
import { otherCut } from './world.js';

/** The desk of the other municipality works too. */
export const neighbourWorks: Act = async (scene) => {
  const { doors, world, history, name: client } = scene;
  if (scene.random.chance(0.6)) {
    const person = {
      id: newId(), recordId: newId(), caseFileId: newId(), attendanceId: newId(), isAttended: true, version: 1, needs: [{ id: newId(), code: 'work' as const, isReferred: false }], consents: [],
    };
    const operation = await sendIntake(scene, doors.as('meson', otherCut), person);
    if (operation.outcome === 'fail') return;
    world.note('other', 'person', person.id);
    world.note('other', 'attendance', person.attendanceId);
    return;
  }
  const referralId = newId();
  const operation = await history.run({ client, ctx: doors.as('meson', otherCut), service: 'referrals', name: 'draft next door', promises: { 'konbit.referrals.referral.drafted.': 1 } }, (own, commandId) =>
    attempt(doors.call.referrals.call(doors.renewed(own), 'referrals.move', { commandId, channel: 'app', referralId, command: 'save_draft', data: { needText: 'Pide ayuda' } })));
  if (operation.outcome !== 'fail') world.note('other', 'referral', referralId);
};

/** Somebody with a good token asks, and orders, with ids of the other municipality. */
export const trespass: Act = async (scene) => {
  const { doors, world, random, history, name: client } = scene;
  const [from, into] = random.chance(0.5) ? ['home', 'other'] as const : ['other', 'home'] as const;
  const ctx = doors.as('meson', from === 'other' ? otherCut : undefined);
  const ids = (kind: string): string[] => world.ids[into].get(kind) ?? [];
  const [person, referral] = [ids('person'), ids('referral')].map((known) => (known.length === 0 ? null : random.pick(known)));
  if (person) await readAll(scene, ctx, { persons: [person], referrals: [], attendances: ids('attendance').slice(-5) });
  if (!referral) return;
  await readAll(scene, ctx, { persons: [], referrals: [referral], attendances: [] });
  await history.run({ client, ctx, service: 'referrals', name: 'strange cancel', promises: { 'konbit.referrals.referral.': 1 } }, (own, commandId) =>
    attempt(doors.call.referrals.call(doors.renewed(own), 'referrals.move', { commandId, channel: 'app', referralId: referral, command: 'mark_error', data: { reasonCode: 'test' } })));
};

/** Asks every door for ids of somebody else's municipality, and notes what came. */
export async function readAll({ doors, crossReads }: Scene, ctx: Ctx, { persons, referrals, attendances }: { persons: string[]; referrals: string[]; attendances: string[] }): Promise<void> {
  const note = (call: string, ids: readonly string[], gave: readonly unknown[]): void => {
    for (const [index, id] of ids.entries()) crossReads.push({ call, id, gaveSomething: gave[index] !== null && gave[index] !== undefined });
  };
  const { cases, referrals: door } = doors.call;
  if (persons.length > 0) {
    const views = (await cases.call(doors.renewed(ctx), 'cases.byIds', { ids: persons, purpose: 'desk' })).persons;
    note('cases.byIds', persons, views.map((view) => view.identity ?? view.contact ?? view.recordId ?? view.version));
    note('cases.caseFiles', persons, (await cases.call(doors.renewed(ctx), 'cases.caseFiles', { personIds: persons })).caseFiles);
    note('cases.timeline', persons, await one(persons, (personId) => cases.call(doors.renewed(ctx), 'cases.timeline', { personId, page: { first: 5 } })));
    note('referrals.ofPerson', persons, await one(persons, async (personId) => (await door.call(doors.renewed(ctx), 'referrals.ofPerson', { personId, page: { first: 5 } })).edges[0]));
  }
  if (attendances.length > 0) note('cases.attendancesByIds', attendances, (await cases.call(doors.renewed(ctx), 'cases.attendancesByIds', { ids: attendances })).attendances);
  if (referrals.length > 0) {
    note('referrals.byIds', referrals, (await door.call(doors.renewed(ctx), 'referrals.byIds', { ids: referrals })).referrals);
    note('referrals.get', referrals, await one(referrals, (id) => door.call(doors.renewed(ctx), 'referrals.get', { id })));
  }
}

/** What each id gave; refused is nothing, and an outage says nothing. */
function one<T>(ids: readonly string[], ask: (id: string) => Promise<T>): Promise<(T | null | undefined)[]> {
  return Promise.all(ids.map((id) => ask(id).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  })));
}
