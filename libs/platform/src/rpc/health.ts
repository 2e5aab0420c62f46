import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { type HealthCode, healthCodes } from './health-codes.js';

export interface HealthReport {
  service: string;
  /** Whether the process works. */
  ok: boolean;
  /** Whether it can be asked now: it works, knows the keys of the sign-in and is not stopping. */
  ready: boolean;
  parts: Record<string, HealthCode>;
}

type Check = () => HealthCode | Promise<HealthCode>;

/** What a process says of itself; modules add their parts. */
export class Health {
  private readonly checks = new Map<string, Check>();

  constructor(private readonly service: string) {}

  /** A check that throws counts as `orElse`. */
  add(part: string, check: Check, orElse: HealthCode = 'NO_ANSWER'): void {
    this.checks.set(part, async () => {
      try {
        return await check();
      } catch {
        return orElse;
      }
    });
  }

  async report(): Promise<HealthReport> {
    const parts = await Promise.all([...this.checks].map(async ([part, check]) => [part, await check()] as const));
    const stopped = new Set(parts.map(([, code]) => healthCodes[code].stops));
    return { service: this.service, ok: !stopped.has('process'), ready: !stopped.has('process') && !stopped.has('requests'), parts: Object.fromEntries(parts) };
  }
}

/** The call `health` of every service; needs no token and says nothing but codes. */
@Controller()
export class HealthController {
  constructor(private readonly health: Health) {}

  @MessagePattern('health')
  report(): Promise<HealthReport> {
    return this.health.report();
  }
}
