import { newId } from '@konbit/contracts';
import { codeId, type Ctx } from '@konbit/platform';
import type { Operation } from '../check/evidence.js';
import { attempt, twice } from './doors.js';
import { type Act, letters, type Scene } from './scene.js';
import { desks, offices, type Person } from './world.js';

const cases = 'konbit.cases';

/** A person comes to the desk: person, file, needs and attendance in one command. */
export const intake: Act = async (scene) => {
  const account = scene.random.pick(desks);
  const needs = scene.random.chance(0.5) ? ['work', 'social_aid'] as const : [scene.random.pick(['work', 'social_aid'] as const)];
  const person: Person = {
    id: newId(), recordId: newId(), caseFileId: newId(), attendanceId: newId(), isAttended: true, version: 1,
    needs: needs.map((code) => ({ id: newId(), code, isReferred: false })), consents: [],
  };
  const operation = await sendIntake(scene, scene.doors.as(account), person);
  scene.world.note('home', 'person', person.id);
  scene.world.note('home', 'attendance', person.attendanceId);
  if (operation.outcome === 'ok') scene.world.persons.push(person);
};

/** The same at a desk of any municipality. */
export function sendIntake({ name: client, random, history, doors }: Scene, ctx: Ctx, person: Person): Promise<Operation> {
  const data = {
    attendanceId: person.attendanceId, personId: person.id, recordId: person.recordId, caseFileId: person.caseFileId, channel: 'office' as const, inService: true,
    needs: person.needs.map(({ id, code }) => ({ needId: id, code })),
    person: { givenNames: `Prueba ${letters(random)}`, firstSurname: letters(random, 9), birthYear: Math.round(random.between(1950, 2004)), nationality: 'HTI', language: 'hat' },
  };
  const promises = {
    [`${cases}.person.registered.`]: 1, [`${cases}.need.added.`]: person.needs.length, [`${cases}.attendance.opened.`]: 1, [`${cases}.attendance.taken.`]: 1,
  };
  const isDoubled = random.chance(0.1);
  return history.run({ client, ctx, service: 'cases', name: 'intake', promises }, (own, commandId) => {
    const send = () => attempt(doors.call.cases.call(doors.renewed(own), 'cases.intake', { commandId, channel: 'app', data }));
    return isDoubled ? twice(send) : send();
  });
}

/** The desk ends the attendance of somebody. */
export const closeAttendance: Act = async ({ name: client, doors, history, world, random }) => {
  const waiting = world.persons.filter(({ isAttended }) => isAttended);
  if (waiting.length === 0) return;
  const person = random.pick(waiting);
  person.isAttended = false;
  const ctx = doors.as(random.pick(desks));
  await history.run({ client, ctx, service: 'cases', name: 'attendance close', expectedVersion: 2, promises: { [`${cases}.attendance.closed.`]: 1 } }, (own, commandId) =>
    attempt(doors.call.cases.call(doors.renewed(own), 'cases.attendanceMove', {
      commandId, channel: 'app', attendanceId: person.attendanceId, command: 'close', resultCode: 'oriented', expectedVersion: 2,
    })));
};

/** The person allows an office to know of them. */
export const giveConsent: Act = async ({ name: client, doors, history, world, random }) => {
  if (world.persons.length === 0) return;
  const person = random.pick(world.persons);
  const [id, org] = [newId(), random.pick(offices).org];
  const ctx = doors.as(random.pick(desks));
  const operation = await history.run({ client, ctx, service: 'cases', name: 'consent give', promises: { [`${cases}.consent.given.`]: 1 } }, (own, commandId) =>
    attempt(doors.call.cases.call(doors.renewed(own), 'cases.giveConsent', {
      commandId, channel: 'app', consentId: id, personId: person.id, recipientOrgId: codeId(org), purpose: 'referral', fieldGroups: ['identity', 'contact'], how: 'spoken',
    })));
  if (operation.outcome === 'ok') person.consents.push({ id, org, isWithdrawn: false });
};

/** The person takes it back: every reading that hangs from it ends. */
export const withdrawConsent: Act = async ({ name: client, doors, history, world, random }) => {
  const given = world.persons.flatMap(({ consents }) => consents.filter(({ isWithdrawn }) => !isWithdrawn));
  if (given.length === 0) return;
  const consent = random.pick(given);
  consent.isWithdrawn = true;
  await history.run({ client, ctx: doors.as(random.pick(desks)), service: 'cases', name: 'consent withdraw', promises: { [`${cases}.consent.withdrawn.`]: 1 } }, (own, commandId) =>
    attempt(doors.call.cases.call(doors.renewed(own), 'cases.withdrawConsent', { commandId, channel: 'app', consentId: consent.id })));
};

/** The desk corrects what it wrote of a person, on the version it knows. */
export const correct: Act = async ({ name: client, doors, history, world, random }) => {
  if (world.persons.length === 0) return;
  const person = random.pick(world.persons);
  const ctx = doors.as(random.pick(desks));
  const expectedVersion = person.version;
  const fields = { sector: `Cerro ${letters(random)}` };
  const operation = await history.run({ client, ctx, service: 'cases', name: 'person correct', expectedVersion, promises: { [`${cases}.person.corrected.`]: 1 } }, (own, commandId) =>
    attempt(doors.call.cases.call(doors.renewed(own), 'cases.correct', {
      commandId, channel: 'app', personId: person.id, expectedVersion, fields,
    })));
  if (operation.version !== null) person.version = Math.max(person.version, operation.version);
  const [read] = (await doors.call.cases.call(doors.as(random.pick(desks)), 'cases.byIds', { ids: [person.id], purpose: 'desk' })).persons;
  person.version = Math.max(person.version, read?.version ?? 0);
};

/** Another need of somebody who has a file; referrals move the file's version too. */
export const addNeed: Act = async ({ name: client, doors, history, world, random }) => {
  if (world.persons.length === 0) return;
  const person = random.pick(world.persons);
  const ctx = doors.as(random.pick(desks));
  const [file] = (await doors.call.cases.call(ctx, 'cases.caseFiles', { personIds: [person.id] })).caseFiles;
  if (!file) return;
  const need = { id: newId(), code: random.pick(['work', 'social_aid'] as const), isReferred: false };
  const operation = await history.run({ client, ctx, service: 'cases', name: 'need add', expectedVersion: file.version, promises: { [`${cases}.need.added.`]: 1 } }, (own, commandId) =>
    attempt(doors.call.cases.call(doors.renewed(own), 'cases.needMove', {
      commandId, channel: 'app', caseFileId: file.id, command: 'add_need', needId: need.id, code: need.code, expectedVersion: file.version,
    })));
  if (operation.outcome === 'ok') person.needs.push(need);
};
