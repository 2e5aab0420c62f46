import type { Role } from '@konbit/contracts';
import { newId } from '@konbit/contracts';
import { type Ctx, systemCtx } from '@konbit/platform';
import { FixedClock, type OpenDatabase, staffCtx, type TestDatabases, testDatabases } from '@konbit/testing';
import { directoryMigrations } from '../dist/migrations/migrations.js';
import { PersonText } from '../dist/text/text.entity.js';
import { TextQueries } from '../dist/text/text.queries.js';
import { TextRelease, type ShippedText } from '../dist/text/text-release.service.js';
import { TextService } from '../dist/text/text.service.js';

export const at = new Date('2026-11-25T12:00:00.000Z');
export const staff = (sub: string, ...roles: Role[]): Ctx => staffCtx({ sub, roles });
export const rose = staff('rose', 'mediator');
export const jean = staff('jean', 'mediator');
export const desk = staff('meson', 'adviser');

/** Texts of a release that the tests change. */
export const shipped: ShippedText[] = [
  { key: 'slip.go_to', es: 'Vaya a', ht: 'Ale nan', pt: 'Vá a' },
  { key: 'slip.call', es: 'Llame al {phone}.', ht: 'Rele {phone}.' },
  { key: 'page.title', es: 'Dónde ir' },
  { key: 'notice.who', es: 'Somos de la municipalidad.', ht: 'Nou se moun meri a.' },
];

/** The texts of a directory on a real database. */
export class GivenTexts {
  private constructor(readonly databases: TestDatabases, readonly open: OpenDatabase, readonly clock: FixedClock) {}

  static async start(): Promise<GivenTexts> {
    const databases = await testDatabases(['directory'], { migrations: { directory: [...directoryMigrations] } });
    return new GivenTexts(databases, await databases.open('directory', { entities: [PersonText] }), new FixedClock(at));
  }

  get texts(): TextService {
    return new TextService(this.open.db, this.clock);
  }

  get queries(): TextQueries {
    return new TextQueries(this.open.db);
  }

  release(texts: readonly ShippedText[] = shipped): Promise<number> {
    return new TextRelease(this.open.db).load(systemCtx(desk.tenant, 'seeding'), texts, at);
  }

  /** A municipality whose texts are as the release brought them. */
  async anew(): Promise<void> {
    await this.databases.asOwner('directory', 'delete from person_text');
    await this.release();
  }

  async find(key: string, language = 'ht'): Promise<PersonText> {
    return this.open.db.inTenant(desk, (tx) => tx.findOneByOrFail(PersonText, { key, language }));
  }

  move(ctx: Ctx, row: { id: string; version?: number }, command: 'propose' | 'review' | 'approve' | 'back', data: { body?: string; note?: string; commandId?: string } = {}) {
    const { commandId = newId(), ...words } = data;
    return this.texts.move(ctx, { commandId, channel: 'app', textId: row.id, command, ...(row.version === undefined ? {} : { expectedVersion: row.version }), ...words });
  }

  request(ctx: Ctx, usedIn: 'slip' | 'page' | 'notice' = 'slip', requestId = newId(), commandId = newId()) {
    return this.texts.request(ctx, { commandId, channel: 'app', requestId, usedIn, language: 'ht' });
  }

  outbox(subject: string): Promise<{ type: string; agg_version: number; payload: Record<string, unknown> }[]> {
    return this.databases.asOwner('directory', 'select type, agg_version, payload from outbox where key = $1 order by pos', [subject]);
  }

  audits(subjectId: string): Promise<{ action: string; outcome: string; code: string | null }[]> {
    return this.databases.asOwner('directory', 'select action, outcome, code from audit where subject_id = $1 order by pos', [subjectId]);
  }
}
