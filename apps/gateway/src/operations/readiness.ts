import type { RpcMap } from '@konbit/contracts';
import { Health, type HealthCode, healthCodes, type HealthReport, type RpcClient, type TokenVerifier } from '@konbit/platform';
import type { SessionStore } from '../sign-in/session.store.js';

type Service = Pick<RpcClient<RpcMap>, 'service' | 'health'>;
export interface ReadinessParts { services: readonly Service[]; store: Pick<SessionStore, 'ping'>; tokens: Pick<TokenVerifier, 'hasKeys'> }

/** A part that does not work, and whether people can go on without it. */
export interface Reason { part: string; code: HealthCode; means: string; canWait: boolean }
export interface ReadinessReport { ready: boolean; reasons: Reason[]; parts: Record<string, HealthCode> }

/** Whether people can be sent here now, and if not, why. */
export class Readiness {
  private readonly own = new Health('gateway');
  private stopping = false;

  constructor(private readonly parts: ReadinessParts) {
    const { store, tokens } = parts;
    this.own.add('database', () => store.ping().then((): HealthCode => 'OK'), 'DATABASE_DOWN');
    this.own.add('keys', async () => (await tokens.hasKeys() ? 'OK' : 'KEYS_MISSING'));
    this.own.add('requests', () => (this.stopping ? 'STOPPING' : 'OK'));
  }

  /** From now on nobody is to be sent here any more. */
  stop(): void {
    this.stopping = true;
  }

  async report(): Promise<ReadinessReport> {
    const own = this.own.report();
    const others = this.parts.services.map(async (service) => await service.health() ?? noAnswer(service.service));
    const parts = (await Promise.all([own, ...others])).flatMap(partsOf);
    const reasons = parts.filter(([, code]) => code !== 'OK').map(([part, code]) => ({ part, code, means: healthCodes[code].means, canWait: healthCodes[code].stops === 'nothing' }));
    return { ready: reasons.every(({ canWait }) => canWait), reasons, parts: Object.fromEntries(parts) };
  }
}

function partsOf({ service, parts }: Pick<HealthReport, 'service' | 'parts'>): [string, HealthCode][] {
  return Object.entries(parts).map(([part, code]) => [`${service}.${part}`, code]);
}

function noAnswer(service: string): Pick<HealthReport, 'service' | 'parts'> {
  return { service, parts: { calls: 'NO_ANSWER' } };
}
