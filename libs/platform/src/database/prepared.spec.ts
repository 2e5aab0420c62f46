import { prepareOften, StatementNames } from './prepared.js';

const asked = (names: StatementNames, text: string, times: number): (string | null)[] => Array.from({ length: times }, () => names.nameOf(text));

describe('statements that come again and again', () => {
  it('get a name of their own after twenty times, the same ever after', () => {
    const names = new StatementNames();
    expect(asked(names, 'select 1', 19)).toEqual(Array(19).fill(null));
    expect(asked(names, 'select 1', 2)).toEqual(['often_1', 'often_1']);
    expect(asked(names, 'select 2', 20).at(-1)).toBe('often_2');
  });

  it('are no more than two hundred, however many texts there are', () => {
    const names = new StatementNames();
    const given = Array.from({ length: 250 }, (_, n) => asked(names, `select ${n}`, 20).at(-1));
    expect(given.filter((name) => name !== null)).toHaveLength(200);
  });

  it('are found also after thousands of texts that came once', () => {
    const names = new StatementNames();
    for (let n = 0; n < 5000; n += 1) names.nameOf(`select ${n}`);
    expect(asked(names, 'select often', 20).at(-1)).toBe('often_1');
  });

  it('are prepared by the connection; what has no values or a name already passes as it is', () => {
    const names = new StatementNames();
    asked(names, 'select $1', 19);
    const seen: unknown[][] = [];
    const client = { query: (...args: unknown[]) => void seen.push(args) };
    prepareOften(client, names);
    prepareOften(client, names);
    client.query('select $1', ['a']);
    client.query('commit');
    client.query({ name: 'own', text: 'select $1', values: ['b'] });
    expect(seen.map(([statement]) => statement)).toEqual([
      { name: 'often_1', text: 'select $1', values: ['a'] }, 'commit', { name: 'own', text: 'select $1', values: ['b'] },
    ]);
  });
});
