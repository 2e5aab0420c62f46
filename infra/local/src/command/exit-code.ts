/** What `konbit` answers to the shell. */
export enum ExitCode {
  ok = 0,
  /** Konbit answered and something needs a person: a service down, parked events, a refused action, a broken audit chain, criteria that differ. */
  problem = 1,
  /** The command was written wrong, or the file that it names. */
  usage = 2,
  /** Konbit does not run, its database cannot be reached, or criteria could not be decided within the budget. */
  noAnswer = 3,
}

/** A command line that cannot be understood; the message says what is missing. */
export class UsageError extends Error {}
