import type { casesRpc, referralsRpc } from '@konbit/contracts';
import { codeId, type Ctx, type RpcRequest } from '@konbit/platform';
import { actorOf } from './actors.js';
import { officeHour, type StoryClock } from './days.js';
import type { DemoPerson } from './people.js';
import type { DemoServices } from './services.js';
import type { Step, Story } from './stories.js';

type IntakeRequest = RpcRequest<typeof casesRpc, 'cases.intake'>;
type MoveRequest = RpcRequest<typeof referralsRpc, 'referrals.move'>;

export interface LoaderParts {
  tenant: string;
  services: DemoServices;
  clock: StoryClock;
  now: Date;
}

const insideOrganisations = new Set(['BR-OMIL-VALPO', 'BR-DIDECO-PLATAFORMA', 'BR-DIDECO-PLACILLA']);
const organisationOfDemo: Record<string, string> = { 'BR-DEMO-SOCIAL-A': 'ORG-DEMO-SOCIAL', 'BR-DEMO-SALUD-A': 'ORG-DEMO-SALUD' };

/** Plays the stories through the services' own commands; every id comes from the fixture, so a second run changes nothing. */
export class Loader {
  constructor(private readonly parts: LoaderParts) {}

  /** A person comes to the desk; the visit ends when a story goes on from it. */
  async arrive(person: DemoPerson, at: Date): Promise<void> {
    const ctx = this.at('meson', at);
    const id = (what: string): string => codeId(`demo/${person.key}/${what}`);
    const intake: IntakeRequest = {
      commandId: id('intake'), data: {
        attendanceId: id('attendance'), personId: id('person'), recordId: id('record'), caseFileId: id('case-file'), channel: 'office', inService: true,
        person: fieldsOf(person, id('identifier')), needs: person.needs.map((code) => ({ needId: id(`need/${code}`), code })),
      },
    };
    const { version } = await this.parts.services.cases.call(ctx, 'cases.intake', intake);
    await this.parts.services.cases.call(this.at('meson', new Date(at.getTime() + 25 * 60_000)), 'cases.attendanceMove', {
      commandId: id('close'), attendanceId: id('attendance'), expectedVersion: version, command: 'close', resultCode: 'oriented',
    });
  }

  /** Somebody known waits at the desk today; the day is in the id, so each day has its own queue. */
  async queue(person: DemoPerson, day: string, at: Date): Promise<void> {
    const id = (what: string): string => codeId(`demo/${person.key}/${day}/${what}`);
    const own = (what: string): string => codeId(`demo/${person.key}/${what}`);
    await this.parts.services.cases.call(this.at('meson', at), 'cases.intake', {
      commandId: id('intake'), data: {
        attendanceId: id('attendance'), personId: own('person'), recordId: own('record'), caseFileId: own('case-file'), existing: 'known', channel: 'office',
        needs: [{ needId: id('need'), code: person.needs[0] ?? 'papers' }],
      },
    });
  }

  /** One referral from the desk to where its story leaves it. */
  async tell(person: DemoPerson, story: Story, index: number, start: Date): Promise<void> {
    const referralId = codeId(`demo/referral/${index}`);
    let at = officeHour(start, 1);
    const request = await this.requestOf(person, story, at);
    let version = await this.move(story.by, at, { referralId, commandId: codeId(`demo/referral/${index}/0`), command: story.draft ? 'save_draft' : 'send', data: request });
    for (const [n, step] of story.steps.entries()) {
      at = officeHour(at, step.after);
      if (at > this.parts.now) return;
      const appointmentId = codeId(`demo/referral/${index}/appointment`);
      version = await this.move(step.by, at, {
        referralId, commandId: codeId(`demo/referral/${index}/${n + 1}`), expectedVersion: version, command: step.command, data: dataOf(step, at, appointmentId),
        ...(step.actingFor && { actingFor: step.actingFor }),
      });
    }
  }

  private async requestOf(person: DemoPerson, story: Story, at: Date): Promise<Record<string, unknown>> {
    const id = (what: string): string => codeId(`demo/${person.key}/${what}`);
    const isPool = /^\d{5}$/.test(story.to);
    const inside = isPool || insideOrganisations.has(story.to);
    const groups = ['identity', 'contact'];
    return {
      personId: id('person'), recordId: id('record'), serviceId: codeId(story.service), needId: id(`need/${person.needs[0]}`), needCode: person.needs[0], needText: story.text,
      priority: story.priority, fieldGroups: groups, ...(isPool ? { poolComuna: story.to } : { destinationBranchId: codeId(story.to) }),
      basis: inside ? { kind: 'legal_function', normCode: 'LEY-18695-4' } : { kind: 'consent', consentId: await this.consent(person, story, at) },
    };
  }

  private async consent(person: DemoPerson, story: Story, at: Date): Promise<string> {
    const recipient = organisationOfDemo[story.to] ?? story.to;
    const consentId = codeId(`demo/${person.key}/consent/${recipient}`);
    await this.parts.services.cases.call(this.at(story.by, at), 'cases.giveConsent', {
      commandId: codeId(`demo/${person.key}/consent/${recipient}/command`), consentId, personId: codeId(`demo/${person.key}/person`), recipientOrgId: codeId(recipient),
      purpose: 'referral', fieldGroups: ['identity', 'contact'], how: person.interpreter ? 'with_interpreter' : 'spoken',
    });
    return consentId;
  }

  private async move(by: string, at: Date, move: Record<string, unknown>): Promise<number> {
    const { version } = await this.parts.services.referrals.call(this.at(by, at), 'referrals.move', { channel: 'app', ...move } as MoveRequest);
    return version;
  }

  private at(username: string, at: Date): Ctx {
    this.parts.clock.set(at);
    return actorOf(username, this.parts.tenant);
  }
}

function fieldsOf(person: DemoPerson, identifierId: string): IntakeRequest['data']['person'] {
  const { givenNames, firstSurname, secondSurname, birthYear, nationality, language, interpreter, phone, sector, address, identifier } = person;
  return {
    givenNames, firstSurname, ...(secondSurname !== null && { secondSurname }), birthYear, nationality, language, interpreter, phone, sector, ...(address && { address }),
    identifiers: identifier === null
      ? [{ id: identifierId, type: 'SIN_DOCUMENTO', value: '', reason: 'No lo trae consigo' }]
      : [{ id: identifierId, type: identifier.type, value: identifier.value, ...(identifier.country && { country: identifier.country }) }],
  };
}

function dataOf(step: Step, at: Date, appointmentId: string): Record<string, unknown> {
  const data: Record<string, unknown> = { ...step.data };
  if (step.appointmentIn !== undefined) Object.assign(data, { appointmentId, startsAt: officeHour(at, step.appointmentIn).toISOString() });
  if (step.reviewIn !== undefined) data['reviewOn'] = dayOf(officeHour(at, step.reviewIn * 24));
  if (step.command === 'no_show' || step.command === 'cancel_appointment') data['appointmentId'] = appointmentId;
  if (step.command === 'record_outcome') data['servedOn'] = dayOf(at);
  if (step.command === 'note' && data['text'] !== undefined) data['arrivedAt'] = at.toISOString();
  return data;
}

const dayOf = (at: Date): string => new Date(at.getTime() - 3 * 3_600_000).toISOString().slice(0, 10);
