import type { Clock } from '@konbit/platform';

/** A clock that stands still until it is set. */
export class FixedClock implements Clock {
  constructor(private at: Date) {}

  now(): Date {
    return new Date(this.at);
  }

  set(at: Date): void {
    this.at = at;
  }

  advance(ms: number): void {
    this.at = new Date(this.at.getTime() + ms);
  }
}

/** A clock that goes on by one step at each look, so that no two times are equal. */
export class StepClock implements Clock {
  private looks = 0;

  constructor(private readonly start: Date, private readonly stepMs = 1000) {}

  now(): Date {
    const at = new Date(this.start.getTime() + this.looks * this.stepMs);
    this.looks += 1;
    return at;
  }
}
