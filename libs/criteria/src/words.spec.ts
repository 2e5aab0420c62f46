import { compile, type Table } from './compile.js';
import { conditionsOf } from './conditions.js';
import { diff } from './diff.js';
import { boxOfPerson, evaluate, pointOf, possible } from './evaluate.js';
import { health } from './health.js';
import { konbitVocabulary as vocabulary } from './konbit-facts.js';
import type { Condition, Effect, PartialPerson } from './model.js';
import { readCriterion } from './read-criterion.js';
import { wordsOfBox } from './words-box.js';
import { wordsOfAnswers, wordsOfProblem } from './words-rule.js';
import { catalogueOf, languages } from './words-text.js';
import { wordsOfDifference, wordsOfHealth } from './words.js';

type Line = readonly [readonly Condition[], Effect, { note?: string }?];

const tableOf = (lines: readonly Line[], otherwise: Effect = { outcome: 'REJECT' }): Table =>
  compile(vocabulary, readCriterion(vocabulary, { rules: lines.map(([when, effect, words]) => ({ when, effect, ...words })), otherwise }));
const spanish = (known: PartialPerson): string => wordsOfBox(vocabulary, boxOfPerson(vocabulary, known), 'es');
const noCard: Condition = { fact: 'id_cl', in: ['none'] };
const adult: Condition = { fact: 'age', from: 18 };

describe('persons in words', () => {
  it.each<[PartialPerson, string]>([
    [{}, 'cualquier persona'],
    [{ id_cl: 'none', passport: ['expired', 'valid'], age: { from: 18 } }, 'personas sin cédula chilena, con pasaporte vencido o vigente, de 18 años o más'],
    [{ passport: ['none', 'expired'], age: { to: 1 } }, 'personas sin pasaporte o con pasaporte vencido, de 1 año o menos'],
    [{ mig_status: ['irregular', 'in_process', 'temporary', 'permanent', 'refugee_applicant', 'refugee', 'stateless', 'naturalised', 'chilean'] }, 'personas con situación migratoria: cualquiera salvo permanencia transitoria'],
    [{ residence_proof: ['sworn', 'junta_vecinos', 'bill', 'lease'] }, 'personas con algún comprobante de domicilio'],
    [{ rsh_pct: { from: 40, to: 60 } }, 'personas en el tramo del RSH de 40 a 60 %'],
    [{ rsh_pct: 100 }, 'personas en el tramo del RSH de 100 %'],
    [{ income_kclp: { from: 1500 } }, 'personas con un ingreso del hogar de 1.500 mil pesos al mes o más'],
    [{ months_in_chile: 6, household_size: 20 }, 'personas con 6 meses en Chile, en un hogar de 20 personas o más'],
  ])('%j: %s', (known, sentence) => expect(spanish(known)).toBe(sentence));

  it('read in English too, with its own numbers', () => {
    expect(wordsOfBox(vocabulary, boxOfPerson(vocabulary, { language: 'ht', months_in_chile: { from: 1200 } }), 'en')).toBe('persons with 1,200 months or more in Chile, who prefer to speak Haitian Creole');
  });

  it('have a phrase for each fact and each value that the phrase names, in each language', () => {
    for (const language of languages) {
      const { facts } = catalogueOf(language);
      expect(Object.keys(facts)).toEqual(vocabulary.facts.map(({ key }) => key));
      for (const fact of vocabulary.facts) {
        const named = Object.keys({ ...facts[fact.key]!.values, ...facts[fact.key]!.alone });
        expect(named.filter((value) => !fact.values?.map(String).includes(value))).toEqual([]);
      }
    }
  });

  it('are named by conditions that a rule can take over', () => {
    const known = { id_cl: ['none', 'run_valid'], age: { from: 18 }, rsh_pct: { from: 40, to: 60 } };
    expect(conditionsOf(vocabulary, boxOfPerson(vocabulary, known))).toEqual([{ fact: 'id_cl', in: ['none', 'run_valid'] }, { fact: 'age', from: 18 }, { fact: 'rsh_pct', from: 40, to: 60 }]);
  });
});

describe('a difference in words', () => {
  const gives = tableOf([[[noCard], { outcome: 'ACCEPT_PROV' }, { note: 'Se entrega en el mesón' }]], { outcome: 'ACCEPT' });
  const refuses = tableOf([[[noCard, adult], { outcome: 'REJECT' }], [[noCard], { outcome: 'ACCEPT_PROV' }]], { outcome: 'ACCEPT' });

  it('says how grave it is, who is stricter, both rules in their words, and the person it harms', () => {
    expect(wordsOfDifference({ a: gives, b: refuses, difference: diff(gives, refuses), names: { a: 'Norte', b: 'Sur' } }, 'es')).toEqual([
      'Discrepancia dura: a las mismas personas, una acepta y la otra rechaza.',
      'Más exigente: Sur.',
      '',
      'Afecta a 1 grupo de personas:',
      'Norte: acepta y entrega un número provisorio (regla 1: «Se entrega en el mesón»). Sur: rechaza (regla 1: «sin cédula chilena, de 18 años o más»).',
      '  – personas sin cédula chilena, de 18 años o más',
      '',
      'Persona de ejemplo: adulto sin permiso vigente, con pasaporte vigente, sin cambiar ningún dato.',
      'A ella, Norte: acepta y entrega un número provisorio (regla 1). Sur: rechaza (regla 1).',
    ]);
  });

  it('says which facts of the example person were moved', () => {
    const old = tableOf([[[{ fact: 'age', from: 80 }], { outcome: 'REFER' }]], { outcome: 'ACCEPT' });
    const lines = wordsOfDifference({ a: tableOf([], { outcome: 'ACCEPT' }), b: old, difference: diff(tableOf([], { outcome: 'ACCEPT' }), old) }, 'es');
    expect(lines).toContain('Persona de ejemplo: adulto sin permiso vigente, con pasaporte vigente, con estos datos cambiados: de 80 años.');
    expect(lines[1]).toBe('Más exigente: la segunda tabla.');
  });

  it('tells ten groups and counts the others', () => {
    const ages = Array.from({ length: 13 }, (_, at): Line => [[{ fact: 'age', from: at * 8, to: at * 8 }], { outcome: 'ACCEPT', feeClp: 1000 + at }]);
    const [priced, free] = [tableOf(ages, { outcome: 'ACCEPT' }), tableOf([], { outcome: 'ACCEPT' })];
    const lines = wordsOfDifference({ a: priced, b: free, difference: diff(priced, free) }, 'es');
    expect(lines).toEqual(expect.arrayContaining(['Afecta a 13 grupos de personas:', '  – y otros 3 grupos']));
    expect(lines.filter((line) => line.startsWith('  – personas'))).toHaveLength(10);
  });

  it('calls equal only what is proven, and undecided what is not', () => {
    const said = (budget: number): string[] => wordsOfDifference({ a: gives, b: gives, difference: { ...diff(gives, gives), verdict: budget > 0 ? 'equal' : 'undecided' } }, 'es');
    expect(said(1)[0]).toMatch(/^Igual: .* Está demostrado\.$/);
    expect(said(0)[0]).toMatch(/^No se pudo decidir: /);
  });
});

describe('an answer in words', () => {
  const table = tableOf([[[noCard, adult], { outcome: 'CONDITIONAL', feeClp: 12500, promisedWaitDays: 1, asks: ['passport', 'lease'] }], [[noCard], { outcome: 'ACCEPT' }]]);

  it('is one sentence for a whole person, with fee, wait and papers', () => {
    const answer = evaluate(table, pointOf(vocabulary, vocabulary.typicalPersons[0]!.facts));
    expect(wordsOfAnswers(table, [answer], 'es')).toBe('acepta si la persona vuelve con lo que falta, cobra 12.500 pesos, promete atender en 1 día, pide passport y lease (regla 1)');
  });

  it('is all that it could be where facts are unknown', () => {
    expect(wordsOfAnswers(table, possible(table, boxOfPerson(vocabulary, { age: 5 })), 'es')).toBe('podría ser: acepta (regla 2); rechaza (sin regla: lo declarado para los demás casos)');
  });
});

describe('the health of a table in words', () => {
  const said = (lines: readonly Line[], otherwise?: Effect): string[] => {
    const table = tableOf(lines, otherwise);
    return wordsOfHealth(table, health(table), 'es');
  };

  it('says that nothing is wrong', () => expect(said([[[noCard], { outcome: 'ACCEPT' }]])[0]).toMatch(/^La tabla está sana/));

  it('names gap, masked and redundant rules with what to do', () => {
    const lines = said([[[noCard], { outcome: 'ACCEPT' }], [[noCard, adult], { outcome: 'REJECT' }]], { outcome: 'UNDECLARED' });
    expect(lines).toEqual(expect.arrayContaining([
      'No decide para nadie la regla 2: «sin cédula chilena, de 18 años o más». Antes decide: regla 1. Muévala más arriba o quítela.',
      'Vacío: ninguna regla habla de 1 grupo de personas. Agregue una regla o declare los demás casos.',
      '  – personas con cédula chilena vencida o vigente',
      '  – regla 1 y regla 2',
    ]));
    expect(said([[[noCard, adult], { outcome: 'ACCEPT' }], [[noCard], { outcome: 'ACCEPT' }]])[0]).toMatch(/^Sobra la regla 1/);
  });
});

it('a problem in words says where it is and what to do', () => {
  expect(wordsOfProblem({ code: 'UNKNOWN_FACT', rule: 3, condition: 2, what: 'nationality' }, 'es')).toBe('regla 3, condición 2: no existe el dato «nationality». Use un dato del vocabulario.');
});
