import { Injectable } from '@nestjs/common';

/** The only source of "now" for rules; demo and tests give another one. */
export interface Clock {
  now(): Date;
}

/** Injection token of the process's Clock. */
export const CLOCK: unique symbol = Symbol('Clock');

/** The machine's own time. */
@Injectable()
export class SystemClock implements Clock {
  now(): Date {
    return new Date();
  }
}
