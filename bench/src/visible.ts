import { newId } from '@konbit/contracts';
import { codeId, type Ctx } from '@konbit/platform';
import { cpuSeconds, treeCpuSeconds } from './cpu.js';
import { type Metric, metric } from './metric.js';
import { Desk, Product } from '@konbit/testing';

const seconds = 20;
const timedPerSecond = 5;
const service = codeId('OML-01');
const omil = codeId('BR-OMIL-VALPO');

interface Person { personId: string; recordId: string; needId: string }
type Callers = ReturnType<Product['callers']>;

/** The other office's screen waiting for one referral: it asks once it heard of it, and again at each hint of access. */
interface Wait { heard: boolean; asking: boolean; done: () => void }

/**
 * From a send's acknowledgement (its commit is older than that) to the first answer of the other office's screen that holds the name, after its
 * hint: at 20 and 200 moves a second through `referrals.move`, of which five sends a second are timed (BACKBONE §7).
 */
export async function measureVisible(): Promise<Metric[]> {
  const product = await Product.start();
  try {
    const reader = await Desk.signIn(product, 'omil');
    const runs: Metric[] = [];
    for (const rate of [20, 200]) runs.push(...await new Run(product, reader, rate).measure());
    return runs;
  } finally {
    await product.stop();
  }
}

/** One rate: each second a quarter of the moves are sends, the rest open, accept and start what was sent. */
class Run {
  private readonly callers: Callers;
  private readonly desk: Ctx;
  private readonly office: Ctx;
  private readonly waits = new Map<string, Wait>();
  private readonly seenMs: number[] = [];
  private failed = 0;

  constructor(private readonly product: Product, private readonly reader: Desk, private readonly rate: number) {
    this.callers = product.callers();
    this.desk = product.ctxOf('meson');
    this.office = product.ctxOf('omil');
  }

  async measure(): Promise<Metric[]> {
    const sends = this.rate / 4;
    const people = await this.arrivals(sends * seconds);
    const leave = await this.reader.listen((hint) => this.hear(hint));
    const before = this.cpu();
    const own = process.cpuUsage();
    const done: Promise<void>[] = [];
    const started = performance.now();
    for (const [i, person] of people.entries()) {
      await until(started + (i * 1000) / sends);
      done.push(this.course(person, i % Math.round(sends / timedPerSecond) === 0).catch(() => { this.failed += 1; }));
    }
    await Promise.all(done);
    const elapsed = (performance.now() - started) / 1000;
    const spent = this.cpu().map(([name, after], i): [string, number] => [name, (after - (before[i]?.[1] ?? 0)) / elapsed]);
    const used = process.cpuUsage(own);
    leave();
    for (const caller of Object.values(this.callers)) caller.close();
    const sorted = this.seenMs.sort((a, b) => a - b);
    return [
      metric(`visible_p50_ms_${this.rate}`, at(sorted, 0.5), 'ms', 25), metric(`visible_p99_ms_${this.rate}`, at(sorted, 0.99), 'ms', 250),
      metric(`visible_timed_${this.rate}`, sorted.length, 'sends'), metric(`visible_failed_${this.rate}`, this.failed, 'courses', 0),
      metric(`visible_moves_s_${this.rate}`, (people.length * 4) / elapsed, 'moves/s', this.rate),
      metric(`visible_cpu_${this.rate}`, spent.reduce((sum, [, cpu]) => sum + cpu, 0), 'CPU seconds a second'),
      ...spent.map(([name, cpu]) => metric(`visible_cpu_${name}_${this.rate}`, cpu, 'CPU seconds a second')),
      metric(`visible_cpu_load_${this.rate}`, (used.user + used.system) / 1e6 / elapsed, 'CPU seconds a second of this program'),
    ];
  }

  private async course(person: Person, timed: boolean): Promise<void> {
    const referralId = newId();
    const move = (ctx: Ctx, command: string, version: number | undefined, data: object = {}) => this.callers.referrals.call(ctx, 'referrals.move', {
      commandId: newId(), referralId, command, data, ...(version !== undefined && { expectedVersion: version }),
    } as never);
    const named = timed ? this.named(referralId) : null;
    named?.catch(() => undefined);
    const { version } = await move(this.desk, 'send', undefined, {
      personId: person.personId, recordId: person.recordId, serviceId: service, needId: person.needId, needCode: 'work', needText: 'Busca trabajo', priority: 'routine',
      destinationBranchId: omil, fieldGroups: ['identity', 'contact'], basis: { kind: 'legal_function', normCode: 'LEY-18695-4' },
    });
    const committed = performance.now();
    if (named) this.seenMs.push(Math.max(0, await named - committed));
    const opened = await move(this.office, 'open', version);
    const accepted = await move(this.office, 'accept', opened.version, { responsibleOfficial: this.office.actor.kind === 'staff' ? this.office.actor.sub : '' });
    await move(this.office, 'start', accepted.version);
  }

  /** Resolves with the moment at which the screen held the name. */
  private named(referralId: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('never seen')), 20_000);
      const wait: Wait = { heard: false, asking: false, done: () => { clearTimeout(timer); resolve(performance.now()); } };
      this.waits.set(referralId, wait);
    });
  }

  private hear({ type, id }: { type: string; id: string }): void {
    const own = this.waits.get(id);
    if (own) {
      own.heard = true;
      void this.look(id, own);
    }
    if (type.includes('access-grant.opened')) for (const [referralId, wait] of this.waits) if (wait.heard) void this.look(referralId, wait);
  }

  private async look(referralId: string, wait: Wait): Promise<void> {
    if (wait.asking) return;
    wait.asking = true;
    const answer = await this.reader.ask<{ referral: { person: { identity: { displayName: string } | null } | null } }>('OneReferral', { id: referralId, whole: false }).catch(() => null);
    wait.asking = false;
    if (!answer?.referral.person?.identity?.displayName || !this.waits.delete(referralId)) return;
    wait.done();
  }

  /** People who came to the desk before the clock starts. */
  private async arrivals(count: number): Promise<Person[]> {
    const people = Array.from({ length: count }, () => ({ personId: newId(), recordId: newId(), needId: newId() }));
    for (let i = 0; i < people.length; i += 16) await Promise.all(people.slice(i, i + 16).map((person, n) => this.arrive(person, i + n)));
    return people;
  }

  private async arrive({ personId, recordId, needId }: Person, n: number): Promise<void> {
    await this.callers.cases.call(this.desk, 'cases.intake', { commandId: newId(), data: {
      attendanceId: newId(), personId, recordId, caseFileId: newId(), channel: 'office', inService: true, needs: [{ needId, code: 'work' }],
      person: { givenNames: `Medida ${letters(n)}`, firstSurname: `Prueba${letters(this.rate)}`, birthYear: 1960 + (n % 40), nationality: 'HTI', language: 'hat' },
    } });
  }

  private cpu(): [string, number][] {
    const { services, postgresPid } = this.product.run;
    return [...services.map(({ name }): [string, number] => [name, cpuSeconds(this.product.pidOf(name))]), ['postgres', treeCpuSeconds(postgresPid)]];
  }
}

const letters = (n: number): string => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const until = (moment: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - performance.now())));
