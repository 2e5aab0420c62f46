import type { Person, Vocabulary } from '@konbit/criteria';
import { personOf, smtDifference, smtPersons, smtStay, type SmtTable, smtTable } from './smt.js';
import type { TableFile } from './table-file.js';

type Ask = (text: string) => Promise<string>;

/** Z3, asked in SMT-LIB whether two tables differ and who the nearest such person is. In tests and measurements alone. */
export class Z3Oracle {
  private readonly tables = new Map<TableFile, SmtTable>();

  private constructor(private readonly vocabulary: Vocabulary, private readonly ask: Ask, private readonly askAnew: Ask, readonly stop: () => Promise<void>) {}

  static async start(vocabulary: Vocabulary): Promise<Z3Oracle> {
    const { init, killThreads } = await import('z3-solver');
    const { Z3, em } = await init();
    const [session, anew] = [Z3.mk_context(Z3.mk_config()), Z3.mk_context(Z3.mk_config())];
    const oracle = new Z3Oracle(vocabulary, (text) => Z3.eval_smtlib2_string(session, text), (text) => Z3.eval_smtlib2_string(anew, `(reset)${text}`), () => killThreads(em));
    await oracle.ask(smtPersons(vocabulary));
    return oracle;
  }

  /** Somebody whom the tables treat differently, or null where that is proven to be nobody. */
  async differ(a: TableFile, b: TableFile): Promise<Person | null> {
    const difference = smtDifference(await this.defined(a), await this.defined(b));
    return this.somebody(await this.ask(`(push)(assert ${difference})(check-sat)(get-value (${this.keys()}))(pop)`));
  }

  /** The fewest facts that must be moved from any typical person to somebody whom the tables treat differently, or null where that is nobody. */
  async nearest(a: TableFile, b: TableFile): Promise<number | null> {
    const [x, y] = [smtTable(this.vocabulary, 'a', a), smtTable(this.vocabulary, 'b', b)];
    const kept = this.vocabulary.facts.map(({ key }) => `kept_${key}`);
    const answer = await this.askAnew(`${smtPersons(this.vocabulary)}${x.text}${y.text}(assert ${smtDifference(x, y)})${smtStay(this.vocabulary)}(check-sat)(get-value (${kept.join(' ')}))`);
    return this.isFound(answer) ? [...answer.matchAll(/\(kept_\w+ false\)/g)].length : null;
  }

  private async defined(file: TableFile): Promise<SmtTable> {
    const known = this.tables.get(file);
    if (known) return known;
    const table = smtTable(this.vocabulary, `t${this.tables.size}`, file);
    this.tables.set(file, table);
    await this.ask(table.text);
    return table;
  }

  private somebody(answer: string): Person | null {
    return this.isFound(answer) ? personOf(this.vocabulary, answer) : null;
  }

  private isFound(answer: string): boolean {
    if (answer.startsWith('sat')) return true;
    if (answer.startsWith('unsat')) return false;
    throw new Error(`Z3 answers ${answer.slice(0, 500)}`);
  }

  private keys(): string {
    return this.vocabulary.facts.map(({ key }) => key).join(' ');
  }
}
