/** The part of a `pg` client that statements pass through. */
interface Client {
  query: (...args: unknown[]) => unknown;
  [wrapped]?: true;
}

const wrapped = Symbol('prepared');
/** A statement seen so often is worth a plan of its own in each connection; each plan costs a backend some memory. */
const worthAPlan = 20;
const mostPlans = 200;
const mostTexts = 2000;

/** Counts statements by their text, and names those that come again and again. */
export class StatementNames {
  private readonly seen = new Map<string, number>();
  private readonly names = new Map<string, string>();

  /** The name to prepare a text under, or null while it is too rare. */
  nameOf(text: string): string | null {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    if (this.names.size >= mostPlans) return null;
    const times = (this.seen.get(text) ?? 0) + 1;
    if (times < worthAPlan) {
      // Rare texts fill the count in time: it begins anew, so that a later one can still be found often.
      if (this.seen.size >= mostTexts) this.seen.clear();
      this.seen.set(text, times);
      return null;
    }
    this.seen.delete(text);
    const name = `often_${this.names.size + 1}`;
    this.names.set(text, name);
    return name;
  }
}

/** Lets a connection prepare what is asked often: row level security makes each planning dear (BACKBONE §7). */
export function prepareOften(connection: unknown, names: StatementNames): void {
  const client = connection as Client;
  if (client[wrapped]) return;
  const query = client.query.bind(client);
  client[wrapped] = true;
  client.query = (statement, values, ...rest) => {
    const name = typeof statement === 'string' && Array.isArray(values) ? names.nameOf(statement) : null;
    return name === null ? query(statement, values, ...rest) : query({ name, text: statement, values }, ...rest);
  };
}
