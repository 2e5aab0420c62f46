import { isTerminal, type MoveCommand, newId, type ReferralMove, type ReferralView } from '@konbit/contracts';
import { codeId, type Ctx, newTrace } from '@konbit/platform';
import type { Operation } from '../check/evidence.js';
import type { Attempt } from '../history.js';
import { attempt, twice } from './doors.js';
import { chooseMove } from './move-data.js';
import type { Act, Scene } from './scene.js';
import { desks, type Need, offices, type Office, type Person, type SentReferral } from './world.js';

const promises = { 'konbit.referrals.referral.': 1 };
const norm = { kind: 'legal_function', normCode: 'LEY-18695-4' } as const;

interface Chosen { referral: SentReferral; ctx: Ctx; account: string; view: ReferralView; command: MoveCommand; data: object }

/** The desk refers somebody to an office that serves one of their needs. */
export const send: Act = async (scene) => {
  const { world, random, doors } = scene;
  const person = world.persons.find(({ needs }) => needs.some(({ isReferred }) => !isReferred));
  const need = person?.needs.find(({ isReferred }) => !isReferred);
  if (!person || !need) return;
  need.isReferred = true;
  const office = random.pick(offices.filter(({ needCode, asksConsent, org }) => needCode === need.code && (!asksConsent || hasConsent(person, org))));
  const desk = random.pick(desks);
  const referral: SentReferral = { id: newId(), desk, office, isEnded: false };
  const data = requestOf({ person, need, office, scene });
  world.note('home', 'referral', referral.id);
  const isDoubled = random.chance(0.1);
  const operation = await scene.history.run({ client: scene.name, ctx: doors.as(desk), service: 'referrals', name: 'send', promises }, (own, commandId) => {
    const sending = () => attempt(doors.call.referrals.call(doors.renewed(own), 'referrals.move', { commandId, channel: 'app', referralId: referral.id, command: 'send', data }));
    return isDoubled ? twice(sending) : sending();
  });
  if (operation.outcome === 'ok') world.referrals.push(referral);
};

/** Somebody whose turn it is moves a referral by one of the buttons that the product shows. */
export const move: Act = async (scene) => {
  const chosen = await choose(scene);
  if (chosen) await give(scene, chosen, scene.name);
};

/** Two people press at the same time on the same version: one wins at most. */
export const race: Act = async (scene) => {
  const first = await choose(scene);
  if (!first) return;
  const other = scene.random.chance(0.5) ? await choose(scene, first.referral) : null;
  await Promise.all([give(scene, first, `${scene.name}.a`), give(scene, { ...(other ?? first), view: first.view }, `${scene.name}.b`)]);
};

/** The same through the gateway, as a browser sends it. */
export const moveInBrowser: Act = async (scene) => {
  const chosen = await choose(scene);
  if (!chosen) return;
  const { referral, account, view, command, data } = chosen;
  const actingBranch = scene.doors.as(account).actingBranch?.id;
  const operation = await scene.history.run({ client: scene.name, ctx: chosen.ctx, service: 'referrals', name: `browser ${command}`, expectedVersion: view.version, promises, mayDoNothing: command === 'open' }, (own, commandId) =>
    scene.doors.mutate(account, 'MoveReferral', { input: {
      commandId, referralId: referral.id, expectedVersion: view.version, actingBranch, move: { [command]: Object.keys(data).length === 0 ? 'YES' : data },
    } }, own.trace));
  if (operation.outcome === 'ok') await scene.doors.look(account, 'OneReferral', { id: referral.id, whole: true });
};

/** What an official looks at in between. */
export const look: Act = async ({ doors, world, random }) => {
  const office = random.pick(offices);
  const ctx = doors.as(random.pick(desks));
  const reads: Record<string, () => Promise<unknown>> = {
    list: () => doors.call.referrals.call(doors.as(office.account), 'referrals.list', { box: 'received', page: { first: 25 }, filter: {} }),
    browser: () => doors.look(office.account, 'ReferralList', { box: 'received', first: 25 }),
    queue: () => doors.call.cases.call(ctx, 'cases.queue', { page: { first: 25 } }),
    timeline: async () => { if (world.persons.length > 0) await doors.call.cases.call(ctx, 'cases.timeline', { personId: random.pick(world.persons).id, page: { first: 25 } }); },
    places: () => doors.call.directory.call(ctx, 'directory.search', { filter: { need: 'work' }, page: { first: 25 } }),
  };
  await reads[random.pick(Object.keys(reads))]?.();
};

async function choose({ doors, world, random }: Scene, only?: SentReferral): Promise<Chosen | null> {
  if (world.open.length === 0) return null;
  const referral = only ?? random.pick(world.open.slice(-60));
  const isOffice = random.chance(0.75);
  const account = isOffice ? referral.office.account : referral.desk;
  const ctx = { ...doors.as(account), trace: newTrace() };
  const [view] = (await doors.call.referrals.call(ctx, 'referrals.byIds', { ids: [referral.id] })).referrals;
  if (!view) return null;
  if (isTerminal(view.state) && view.acknowledgedAt !== null) referral.isEnded = true;
  const chosen = chooseMove(view.availableActions.map(({ command }) => command), { random, official: account, appointmentId: view.appointment?.id ?? null });
  return chosen && { referral, ctx, account, view, ...chosen };
}

/** Some notes name no version: nothing but their commandId keeps a repetition from being a second note. */
function give({ doors, history, random }: Scene, { referral, ctx, view, command, data }: Chosen, client: string): Promise<Operation> {
  const isBlind = (command === 'note' || command === 'set_priority') && random.chance(0.7);
  const isDoubled = isBlind && random.chance(0.4);
  const known = isBlind ? {} : { expectedVersion: view.version };
  return history.run({ client, ctx, service: 'referrals', name: command, promises, mayDoNothing: command === 'open', ...known }, (own, commandId) => {
    const sending = (): Promise<Attempt> => attempt(doors.call.referrals.call(doors.renewed(own), 'referrals.move', { commandId, channel: 'app', referralId: referral.id, command, data, ...known } as ReferralMove));
    return isDoubled ? twice(sending) : sending();
  });
}

const hasConsent = ({ consents }: Person, org: string) => consents.find((one) => one.org === org && !one.isWithdrawn);

function requestOf({ person, need, office, scene: { random } }: { person: Person; need: Need; office: Office; scene: Scene }): object {
  const consent = hasConsent(person, office.org);
  return {
    personId: person.id, recordId: person.recordId, serviceId: codeId(random.pick(office.services)), needId: need.id, needCode: need.code, needText: 'Pide ayuda', priority: 'routine',
    destinationBranchId: codeId(office.branch), fieldGroups: ['identity', 'contact'], basis: consent ? { kind: 'consent', consentId: consent.id } : norm,
  };
}
