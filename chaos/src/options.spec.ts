import { readOptions } from './options.js';

describe('the command line of a chaos run', () => {
  it('is thirty minutes on Postgres when nobody says otherwise', () => {
    expect(readOptions([])).toMatchObject({ minutes: 30, events: 'postgres', json: false });
  });

  it('takes what is given', () => {
    expect(readOptions(['--minutes', '2', '--seed', '9', '--events', 'kafka', '--json'])).toMatchObject({ minutes: 2, seed: 9, events: 'kafka', json: true });
  });

  it.each([['--colour', 'red'], ['--minutes', 'soon'], ['--events', 'pigeons']])('refuses %s %s', (...args) => {
    expect(() => readOptions(args)).toThrow('npm run chaos');
  });
});
