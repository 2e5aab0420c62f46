import { Injectable } from '@nestjs/common';
import type { CaseFileView } from '@konbit/contracts';
import { type Ctx, Database, Vault, writeAudit } from '@konbit/platform';
import { type EntityManager, In } from 'typeorm';
import { AccessQueries, type PersonAccess } from '../access/access.queries.js';
import { CaseFile, Need } from './case-file.entity.js';

@Injectable()
export class CaseFileQueries {
  constructor(private readonly db: Database, private readonly access: AccessQueries, private readonly vault: Vault) {}

  /** The fichas that the caller's own organisation keeps of these persons, in input order; null where there is none to read. */
  async ofPersons(ctx: Ctx, personIds: readonly string[]): Promise<{ caseFiles: (CaseFileView | null)[] }> {
    return this.db.inTenant(ctx, async (tx) => {
      const readable = await this.access.decide(tx, ctx, personIds);
      const mine = personIds.filter((id) => readsMoreThanIdentity(readable.get(id)));
      const views = await this.views(tx, ctx, mine);
      if (views.length > 0) await writeAudit(tx, ctx, { action: 'case_file.read', subjectType: 'case_file', outcome: 'ok', persons: views.map((view) => view.personId) });
      const byPerson = new Map(views.map((view) => [view.personId, view]));
      return { caseFiles: personIds.map((id) => byPerson.get(id) ?? null) };
    });
  }

  private async views(tx: EntityManager, ctx: Ctx, personIds: string[]): Promise<CaseFileView[]> {
    if (personIds.length === 0 || !ctx.actingBranch) return [];
    const files = await tx.findBy(CaseFile, { personId: In(personIds), orgId: ctx.actingBranch.orgId });
    if (files.length === 0) return [];
    const needs = await tx.find(Need, { where: { caseFileId: In(files.map((file) => file.id)) }, order: { addedAt: 'DESC', id: 'ASC' } });
    return files.map((file) => ({
      id: file.id, version: file.version, personId: file.personId, orgId: file.orgId, openedAt: file.openedAt.toISOString(),
      needs: needs.filter((need) => need.caseFileId === file.id).map((need) => this.needView(need)),
    }));
  }

  private needView(need: Need): CaseFileView['needs'][number] {
    return {
      id: need.id, code: need.code, serviceId: need.serviceId, state: need.state, referralId: need.referralId, addedAt: need.addedAt.toISOString(),
      text: need.textSealed === null ? null : this.vault.open(need.textSealed, `need.text.${need.id}`),
    };
  }
}

/** A ficha tells why somebody came: who reads the identity minimum alone (a mediator, DOMAIN §9) reads none. */
function readsMoreThanIdentity(access: PersonAccess | undefined): boolean {
  return access !== undefined && [...access.sources.keys()].some((group) => group !== 'identity');
}
