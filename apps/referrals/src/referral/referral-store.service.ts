import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { terminalStates } from '@konbit/contracts';
import { type Ctx, namedQuery, together, Vault } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import type { Appointment } from '../appointment/appointment.js';
import { appointmentOf, type AppointmentRow, appointmentsOfSql, appointmentsSql, appointmentValues, endAppointmentSql, insertAppointmentSql } from '../appointment/appointment.entity.js';
import { withdrawnSql } from '../projection/access.projection.js';
import { folioOf } from './folio.js';
import { changedColumns, insertSql, insertValues, type ReferralRow, referralOf, rowColumns } from './referral.entity.js';
import type { Referral, ReferralStep } from './referral.js';

/** A referral as one transaction finds it. */
export interface Found { referral: Referral; appointments: Appointment[]; withdrawn: boolean; openChildren: number }

type FoundRow = ReferralRow & { withdrawn: boolean; open_children: number };

const folioTries = 20;
const endedList = terminalStates.map((state) => `'${state}'`).join(', ');
const openChildrenSql = `(select count(*)::int from referral c where c.part_of = r.id and c.state not in (${endedList}))`;
const findSql = `select ${rowColumns}, ${withdrawnSql} as withdrawn, ${openChildrenSql} as open_children from referral r where r.id = $1`;
const lockSql = `select 1 from referral where id = $1 for update`;
const duplicateSql = `select 1 from referral where person_id = $1 and service_id = $2 and state not in ('draft', ${endedList}) and id <> $3
  and ($4::uuid is not null and destination_branch = $4 or $5::text is not null and pool_comuna = $5) limit 1`;

/** Rows of referrals and their appointments; the version is moved by `commit()` alone. */
@Injectable()
export class ReferralStore {
  constructor(private readonly vault: Vault) {}

  /** The referral with its appointments, or null; `lock` holds the row until the transaction ends. */
  async find(tx: EntityManager, id: string, lock: 'lock' | 'read'): Promise<Found | null> {
    // What is read behind the lock, in the same flight, sees what the lock waited for.
    const [, found, appointments] = await together(
      lock === 'lock' ? namedQuery(tx, 'referral_lock', lockSql, [id]) : Promise.resolve([]),
      namedQuery<FoundRow>(tx, 'referral_find', findSql, [id]),
      namedQuery<AppointmentRow>(tx, 'appointments_of', appointmentsOfSql, [id]),
    );
    const [row] = found;
    if (!row) return null;
    return { referral: referralOf(row, this.vault), appointments: appointments.map((one) => appointmentOf(one, this.vault)), withdrawn: row.withdrawn, openChildren: row.open_children };
  }

  async appointmentsOf(tx: EntityManager, referralIds: readonly string[]): Promise<Appointment[]> {
    const rows = await namedQuery<AppointmentRow>(tx, 'appointments', appointmentsSql, [referralIds]);
    return rows.map((row) => appointmentOf(row, this.vault));
  }

  /** A twin still open for the same person, service and destination. Two at once wait for each other. */
  async hasOpenTwin(tx: EntityManager, referral: Pick<Referral, 'id' | 'personId' | 'serviceId' | 'destinationBranch' | 'poolComuna'>): Promise<boolean> {
    const { id, personId, serviceId, destinationBranch, poolComuna } = referral;
    if (personId === null || serviceId === null) return false;
    const [, twins] = await together<[unknown, unknown[]]>(
      tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${personId}/${serviceId}/${destinationBranch ?? poolComuna ?? ''}`]),
      tx.query(duplicateSql, [personId, serviceId, id, destinationBranch, poolComuna]),
    );
    return twins.length > 0;
  }

  /** A folio that this municipality does not use yet. */
  async drawFolio(tx: EntityManager): Promise<string> {
    for (let tries = 0; tries < folioTries; tries += 1) {
      const folio = folioOf(Array.from({ length: 5 }, () => randomInt(32)));
      if (folio === null) continue;
      const taken: unknown[] = await tx.query('select 1 from referral where folio = $1', [folio]);
      if (taken.length === 0) return folio;
    }
    throw new Error('no free folio was drawn');
  }

  /** False when the id, or by a rare chance the folio, is taken. */
  async insert(tx: EntityManager, ctx: Ctx, referral: Referral): Promise<boolean> {
    const rows: unknown[] = await tx.query(insertSql, insertValues(referral, ctx.tenant, this.vault));
    return rows.length === 1;
  }

  /** What a move may change of the row, for the statement that moves its version. */
  changesOf(referral: Referral): Record<string, unknown> {
    return changedColumns(referral, this.vault);
  }

  /** What a step does to the appointments: ends first, since only one may stand. */
  async saveAppointments(tx: EntityManager, ctx: Ctx, step: ReferralStep): Promise<void> {
    for (const { id, end, by, reason } of step.ended ?? []) await tx.query(endAppointmentSql, [id, end, step.at, by, reason]);
    if (step.booked) await tx.query(insertAppointmentSql, appointmentValues(step.booked, ctx.tenant, this.vault));
  }
}
