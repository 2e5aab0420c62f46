import { repoFiles, textOf } from './repo-files.mjs';

const code = /\.(ts|tsx|mjs|cjs|js|css|graphql|sh)$/;
const test = /\.(spec|int-spec)\.(ts|tsx|mjs)$|\/test\/|^e2e\//;
const exempt = [
  // Offenders that the rules must report.
  /^tools\/(arch|lint)\/bad\//,
  // Written once, as SQL.
  /\/migrations\//,
  // Written by `npm run codegen`.
  /\/generated\//, /^apps\/web\/src\/gql\//, /^apps\/gateway\/schema\.graphql$/,
];
const limitOf = (file) => (test.test(file) ? 500 : 300);
const lines = (text) => text.replace(/\n$/, '').split('\n').length;

// Written in parts, so that this file does not name what it looks for.
const forbidden = {
  'a path of one machine': new RegExp(['/wor' + 'k/', '/ro' + 'ot/(?!\\s)', '/tmp/ba' + 'sh', '/home/[a-z]+/'].join('|')),
  'the host of a registry': new RegExp('registry\\.(npm' + 'js|yarnpkg|npmmirror)|https?://[\\w.-]*(artifactory|nexus|verdaccio|devpi)', 'i'),
  'a private key': new RegExp('-----BEGIN [A-Z ]*PRIVATE ' + 'KEY-----'),
};

describe('files of the repository', () => {
  const files = repoFiles();
  const texts = files.map((file) => [file, textOf(file)]).filter(([, text]) => text !== null);

  it('are found', () => expect(files.length).toBeGreaterThan(50));

  it('keep to 300 lines, tests to 500', () => {
    const long = texts.filter(([file, text]) => code.test(file) && !exempt.some((pattern) => pattern.test(file)) && lines(text) > limitOf(file));
    expect(long.map(([file, text]) => `${file}: ${lines(text)}`)).toEqual([]);
  });

  it.each(Object.entries(forbidden))('hold no %s', (_, pattern) => {
    const found = texts.filter(([file]) => !exempt[0].test(file)).flatMap(([file, text]) => text.split('\n').map((line, index) => [`${file}:${index + 1}`, line]).filter(([, line]) => pattern.test(line)));
    expect(found.map(([place, line]) => `${place} ${line.trim().slice(0, 120)}`)).toEqual([]);
  });

  it('are not built output', () => {
    expect(files.filter((file) => /(^|\/)(dist|dist-test|node_modules|\.konbit)\//.test(file))).toEqual([]);
  });
});

describe('the search for forbidden text', () => {
  it.each([
    ['a path of one machine', '/wor' + 'k/main/apps'], ['a path of one machine', '/ro' + 'ot/konbit'], ['a path of one machine', '/home/' + 'ana/konbit'],
    ['the host of a registry', 'https://registry.npm' + 'js.org/zod'],
  ])('finds %s in "%s"', (name, text) => expect(text).toMatch(forbidden[name]));
});
