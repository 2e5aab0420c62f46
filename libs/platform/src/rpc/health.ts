import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';

export interface HealthReport {
  ok: boolean;
  service: string;
  parts: Record<string, boolean>;
}

type Check = () => boolean | Promise<boolean>;

/** What a service says of itself; modules add their parts. */
export class Health {
  private readonly checks = new Map<string, Check>();

  constructor(private readonly service: string) {}

  add(part: string, check: Check): void {
    this.checks.set(part, check);
  }

  async report(): Promise<HealthReport> {
    const parts = await Promise.all([...this.checks].map(async ([part, check]) => [part, await resultOf(check)] as const));
    return { ok: parts.every(([, ok]) => ok), service: this.service, parts: Object.fromEntries(parts) };
  }
}

/** The call `health` of every service; needs no token and says nothing but yes and no. */
@Controller()
export class HealthController {
  constructor(private readonly health: Health) {}

  @MessagePattern('health')
  report(): Promise<HealthReport> {
    return this.health.report();
  }
}

async function resultOf(check: Check): Promise<boolean> {
  try {
    return await check();
  } catch {
    return false;
  }
}
