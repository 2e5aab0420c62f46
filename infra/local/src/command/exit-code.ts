/** What `konbit` answers to the shell. */
export enum ExitCode {
  ok = 0,
  /** Konbit answered and something needs a person: a service down, parked events, a refused action, a broken audit chain. */
  problem = 1,
  /** The command was written wrong. */
  usage = 2,
  /** Konbit does not run, or its database cannot be reached. */
  unreachable = 3,
}

/** A command line that cannot be understood; the message says what is missing. */
export class UsageError extends Error {}
