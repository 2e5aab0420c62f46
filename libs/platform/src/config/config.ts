import type { z } from 'zod';

/** A start that cannot work, in a sentence that names what to change. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

export type Env = Readonly<Record<string, string | undefined>>;

/** Reads typed settings from the environment; throws a ConfigError that names each bad variable and never shows its value. */
export function readConfig<T extends z.ZodType>(schema: T, env: Env = process.env): z.output<T> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) => {
    const name = issue.path.join('.') || 'environment';
    return name in given ? `${name} is not valid: ${issue.message}` : `${name} is not set`;
  });
  throw new ConfigError([...new Set(problems)].join('; '));
}
