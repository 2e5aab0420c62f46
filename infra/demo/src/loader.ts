import type { casesRpc, FieldGroup, referralsRpc } from '@konbit/contracts';
import { codeId, type Ctx, type RpcRequest } from '@konbit/platform';
import { actorOf } from './actors.js';
import { officeHour, type StoryClock } from './days.js';
import type { DemoPerson } from './people.js';
import type { DemoServices } from './services.js';
import type { Place } from './places.js';
import type { Suggestion } from './suggestions.js';
import { needOf, type Step, type Story } from './steps.js';

type IntakeRequest = RpcRequest<typeof casesRpc, 'cases.intake'>;
type MoveRequest = RpcRequest<typeof referralsRpc, 'referrals.move'>;

export interface LoaderParts {
  tenant: string;
  services: DemoServices;
  places: ReadonlyMap<string, Place>;
  clock: StoryClock;
  /** The first load: what a story has for later never happens, so that a second run changes nothing. */
  until: Date;
}

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

  /** The official reads the privacy notice to the person; somebody who has an interpreter hears it through them. */
  async readNotice(person: DemoPerson, noticeVersion: string, arrived: Date): Promise<void> {
    const id = (what: string): string => codeId(`demo/${person.key}/${what}`);
    await this.parts.services.cases.call(this.at('meson', new Date(arrived.getTime() + 3 * 60_000)), 'cases.readNotice', {
      commandId: id('notice/command'), noticeId: id('notice'), personId: id('person'), noticeVersion, manner: person.interpreter ? 'read_by_interpreter' : 'read_aloud', language: person.language,
    });
  }

  /** An official proposes a change of the directory. */
  async suggest({ key, by, branch, text, fields }: Suggestion, at: Date): Promise<void> {
    await this.parts.services.directory.call(this.at(by, at), 'directory.suggest', {
      commandId: codeId(`demo/suggestion/${key}/command`), suggestionId: codeId(`demo/suggestion/${key}`), subjectType: 'branch', subjectId: codeId(branch), text, ...(fields && { branch: fields }),
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

  /** One referral from the desk to where its story leaves it; `name` is what its ids are made of. */
  async tell(person: DemoPerson, story: Story, name: string, start: Date): Promise<void> {
    const referralId = codeId(`demo/referral/${name}`);
    let at = officeHour(start, 1);
    const request = await this.requestOf(person, story, at);
    let version = await this.move(story.by, at, { referralId, commandId: codeId(`demo/referral/${name}/0`), command: story.draft ? 'save_draft' : 'send', data: request });
    for (const [n, step] of story.steps.entries()) {
      at = officeHour(at, step.after);
      if (at > this.parts.until) return;
      const appointmentId = codeId(`demo/referral/${name}/appointment`);
      version = await this.move(step.by, at, {
        referralId, commandId: codeId(`demo/referral/${name}/${n + 1}`), expectedVersion: version, command: step.command, data: dataOf(step, at, appointmentId),
        ...(step.actingFor && { actingFor: step.actingFor }),
      });
    }
    if (story.withdrawnAfter !== undefined) await this.withdraw(person, story, officeHour(at, story.withdrawnAfter));
  }

  private async requestOf(person: DemoPerson, story: Story, at: Date): Promise<Record<string, unknown>> {
    const id = (what: string): string => codeId(`demo/${person.key}/${what}`);
    const place = this.parts.places.get(story.to);
    const need = needOf(story);
    return {
      personId: id('person'), recordId: id('record'), serviceId: codeId(story.service), needId: id(`need/${need}`), needCode: need, needText: story.text,
      priority: story.priority, fieldGroups, ...(place ? { destinationBranchId: codeId(story.to) } : { poolComuna: story.to }),
      basis: !place || place.inside ? { kind: 'legal_function', normCode: 'LEY-18695-4' } : { kind: 'consent', consentId: await this.consent(person, story, place, at) },
    };
  }

  private async consent(person: DemoPerson, story: Story, { organisation }: Place, at: Date): Promise<string> {
    const consentId = codeId(`demo/${person.key}/consent/${organisation}`);
    await this.parts.services.cases.call(this.at(story.by, at), 'cases.giveConsent', {
      commandId: codeId(`demo/${person.key}/consent/${organisation}/command`), consentId, personId: codeId(`demo/${person.key}/person`), recipientOrgId: codeId(organisation),
      purpose: 'referral', fieldGroups, how: person.interpreter ? 'with_interpreter' : organisation.startsWith('ORG-DEMO') ? 'spoken' : 'written',
    });
    return consentId;
  }

  private async withdraw(person: DemoPerson, story: Story, at: Date): Promise<void> {
    const consent = `demo/${person.key}/consent/${this.parts.places.get(story.to)?.organisation}`;
    if (at > this.parts.until) return;
    await this.parts.services.cases.call(this.at(story.by, at), 'cases.withdrawConsent', { commandId: codeId(`${consent}/withdrawn`), consentId: codeId(consent), expectedVersion: 1 });
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

const fieldGroups: FieldGroup[] = ['identity', 'contact'];

function fieldsOf(person: DemoPerson, identifierId: string): IntakeRequest['data']['person'] {
  const { givenNames, firstSurname, secondSurname, birthYear, nationality, language, interpreter, phone, sector, address, identifier, withoutPapers } = person;
  return {
    givenNames, firstSurname, ...(secondSurname !== null && { secondSurname }), birthYear, nationality, language, interpreter, phone, sector, ...(address && { address }),
    identifiers: identifier === null
      ? [{ id: identifierId, type: 'SIN_DOCUMENTO', value: '', reason: withoutPapers ?? 'No lo trae consigo' }]
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
