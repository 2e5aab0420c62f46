import type { PartialPerson, Person, Vocabulary } from '@konbit/criteria';
import { personOf, smtAnswer, smtDifference, smtKnown, smtPersons, smtStay, smtTable } from './smt.js';
import type { TableFile } from './table-file.js';

type Ask = (text: string) => string;

/** Z3, asked in SMT-LIB whether two tables differ and who the nearest such person is. In tests and measurements alone. */
export class Z3Oracle {
  private constructor(private readonly vocabulary: Vocabulary, private readonly ask: Ask, private readonly askAnew: Ask, readonly stop: () => Promise<void>) {}

  static async start(vocabulary: Vocabulary): Promise<Z3Oracle> {
    const { init, killThreads } = await import('z3-solver');
    const { Z3, em } = await init();
    const evaluator = em as { ccall(name: string, returns: 'string', types: readonly string[], values: readonly unknown[]): string };
    // Z3.eval_smtlib2_string gives the text's memory back while its thread still reads it, so the call that waits is made instead.
    const askIn = (context: unknown): Ask => (text) => evaluator.ccall('Z3_eval_smtlib2_string', 'string', ['number', 'string'], [context, text]);
    const [session, anew] = [askIn(Z3.mk_context(Z3.mk_config())), askIn(Z3.mk_context(Z3.mk_config()))];
    const oracle = new Z3Oracle(vocabulary, session, (text) => anew(`(reset)${text}`), () => killThreads(em));
    oracle.ask(smtPersons(vocabulary));
    return oracle;
  }

  /** Somebody whom the tables treat differently, or null where that is proven to be nobody. */
  differ(a: TableFile, b: TableFile): Person | null {
    const [x, y] = [smtTable(this.vocabulary, 'a', a), smtTable(this.vocabulary, 'b', b)];
    return this.somebody(`${x.text}${y.text}(assert ${smtDifference(x, y)})`);
  }

  /** The fewest facts that must be moved from any typical person to somebody whom the tables treat differently, or null where that is nobody. */
  nearest(a: TableFile, b: TableFile): number | null {
    const [x, y] = [smtTable(this.vocabulary, 'a', a), smtTable(this.vocabulary, 'b', b)];
    const kept = this.vocabulary.facts.map(({ key }) => `kept_${key}`);
    const answer = this.askAnew(`${smtPersons(this.vocabulary)}${x.text}${y.text}(assert ${smtDifference(x, y)})${smtStay(this.vocabulary)}(check-sat)(get-value (${kept.join(' ')}))`);
    return this.isFound(answer) ? [...answer.matchAll(/\(kept_\w+ false\)/g)].length : null;
  }

  /** Somebody with these values whose set of effects is one of the given sets (or, where `isAmong` is false, none of them); null where that is nobody. */
  completion(file: TableFile, known: PartialPerson, { sets, isAmong }: { sets: readonly (readonly string[])[]; isAmong: boolean }): Person | null {
    const table = smtTable(this.vocabulary, 't', file);
    const among = `(or false ${sets.map((texts) => smtAnswer(table, texts)).join(' ')})`;
    return this.somebody(`${table.text}(assert ${smtKnown(this.vocabulary, known)})(assert ${isAmong ? among : `(not ${among})`})`);
  }

  // What is defined stays in the question's own scope: every model would carry it along otherwise.
  private somebody(question: string): Person | null {
    const answer = this.ask(`(push)${question}(check-sat)(get-value (${this.vocabulary.facts.map(({ key }) => key).join(' ')}))(pop)`);
    return this.isFound(answer) ? personOf(this.vocabulary, answer) : null;
  }

  private isFound(answer: string): boolean {
    if (answer.startsWith('sat')) return true;
    if (answer.startsWith('unsat')) return false;
    throw new Error(`Z3 answers ${answer.slice(0, 500)}`);
  }
}
