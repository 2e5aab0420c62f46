/** GraphQL sends `null` for "not given"; the contracts say that by absence. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null && field !== undefined).map(([key, field]) => [key, withoutNulls(field)]));
}

/** An input as a call of the contracts takes it. Codes stay unchecked: the owning service refuses what it does not know. */
export function asInput<T>(value: object): T {
  return withoutNulls(value) as T;
}
