import DataLoader from 'dataloader';
import type { AttendanceView, CaseFileView, casesRpc, PersonView, RpcIn } from '@konbit/contracts';
import { Injectable } from '@nestjs/common';
import type { ApiContext } from '../api/api-context.js';
import { CasesClient } from '../api/services.js';

export type Purpose = RpcIn<typeof casesRpc, 'cases.byIds'>['purpose'];
interface PersonKey { id: string; purpose: Purpose }
/** A person as a node of the API; of a row of a list only the identity is there. */
export type PersonNode = PersonView & { isListed: boolean };
interface Loaders {
  persons: DataLoader<PersonKey, PersonNode, string>;
  attendances: DataLoader<string, AttendanceView | null>;
  caseFiles: DataLoader<string, CaseFileView | null>;
}

const maxBatchSize = 100;

/** Batches look-ups of one request into `byIds` calls. Loaders hang on the request's context: nothing is shared between requests. */
@Injectable()
export class CasesLoaders {
  private readonly byRequest = new WeakMap<ApiContext, Loaders>();

  constructor(private readonly cases: CasesClient) {}

  of(api: ApiContext): Loaders {
    const loaders = this.byRequest.get(api) ?? {
      persons: new DataLoader((keys) => this.persons(api, keys), { maxBatchSize, cacheKeyFn: ({ id, purpose }) => `${purpose} ${id}` }),
      attendances: new DataLoader(async (ids) => (await this.cases.call(api.ctx, 'cases.attendancesByIds', { ids: [...ids] })).attendances, { maxBatchSize }),
      caseFiles: new DataLoader(async (ids) => (await this.cases.call(api.ctx, 'cases.caseFiles', { personIds: [...ids] })).caseFiles, { maxBatchSize }),
    };
    this.byRequest.set(api, loaders);
    return loaders;
  }

  /** A person as this reader may see them; an unknown id and one without access answer alike. */
  person(api: ApiContext, id: string, purpose: Purpose): Promise<PersonNode> {
    return this.of(api).persons.load({ id, purpose });
  }

  /** The same person with every group: who asks more of a row than its name reads the record, and the audit says so. */
  async whole(api: ApiContext, person: PersonNode): Promise<PersonView> {
    return person.isListed ? this.person(api, person.id, 'desk') : person;
  }

  private async persons(api: ApiContext, keys: readonly PersonKey[]): Promise<(PersonNode | Error)[]> {
    const found = new Map<string, PersonNode | Error>();
    await Promise.all([...new Set(keys.map(({ purpose }) => purpose))].map(async (purpose) => {
      const ids = keys.filter((key) => key.purpose === purpose).map(({ id }) => id);
      const persons = await this.cases.call(api.ctx, 'cases.byIds', { ids, purpose }).then((answer) => answer.persons, (error: unknown) => error as Error);
      ids.forEach((id, at) => found.set(`${purpose} ${id}`, persons instanceof Error ? persons : { ...persons[at]!, isListed: purpose === 'list' }));
    }));
    return keys.map(({ id, purpose }) => found.get(`${purpose} ${id}`)!);
  }
}
