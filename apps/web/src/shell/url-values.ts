/**
 * Names of a screen's values in the address. A list is a closed choice, the first being the default; `text` is free;
 * `page` is free and is emptied by any other change.
 */
export type UrlSchema = Readonly<Record<string, 'text' | 'page' | readonly string[]>>;
export type UrlValues<Schema extends UrlSchema> = { [Name in keyof Schema]: Schema[Name] extends readonly string[] ? Schema[Name][number] : string };

/** Reads the address; an unknown value of a closed choice counts as the default. */
export function readUrlState<Schema extends UrlSchema>(schema: Schema, params: URLSearchParams): UrlValues<Schema> {
  const entries = Object.entries(schema).map(([name, kind]) => {
    const value = params.get(name) ?? '';
    if (typeof kind === 'string') return [name, value];
    return [name, kind.includes(value) ? value : kind[0] ?? ''];
  });
  return Object.fromEntries(entries) as UrlValues<Schema>;
}

/** The query string after a change; defaults and empty values are left out. */
export function addressWith<Schema extends UrlSchema>(schema: Schema, params: URLSearchParams, change: Partial<UrlValues<Schema>>): string {
  const next: Record<string, string> = { ...readUrlState(schema, params), ...change };
  const turnsPage = Object.keys(change).some((name) => schema[name] === 'page');
  const query = new URLSearchParams();
  for (const [name, kind] of Object.entries(schema)) {
    const value = next[name] ?? '';
    const isDefault = typeof kind === 'string' ? value === '' : value === kind[0];
    if (isDefault || (kind === 'page' && !turnsPage)) continue;
    query.set(name, value);
  }
  return `?${query.toString()}`;
}
