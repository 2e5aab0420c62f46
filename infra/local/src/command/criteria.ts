import { basename } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { type Answer, type Box, boxOfPerson, diff, health, konbitVocabulary, type Language, languages, OverBudget, type PartialPerson, possible, type Table, wordsOfAnswers, wordsOfDifference, wordsOfHealth } from '@konbit/criteria';
import { codeOf } from '../start-error.js';
import { compareLines } from './criteria-batch.js';
import { classesOf } from './criteria-classes.js';
import { all, at, InputError, problemsOf, readJson, readTables } from './criteria-files.js';
import { answersJson, differenceJson, healthJson, isHealthy } from './criteria-json.js';
import { criteriaHelp, problemLine, wordingOf } from './criteria-words.js';
import { ExitCode } from './exit-code.js';

/** Where the command reads and writes. */
export interface Streams { input: Readable; output: Writable; errors: Writable }

interface Asked {
  files: string[];
  language: Language;
  isJson: boolean;
  budget: { budget?: number };
  person?: string | undefined;
  batch?: string | undefined;
}

interface Reply { code: ExitCode; json: unknown; words: readonly string[] }

const questions = new Map<string, (asked: Asked) => Reply>([['diff', difference], ['health', tableHealth], ['evaluate', answers], ['classes', classes]]);

/** `konbit criteria …`: questions about criteria in files. It needs no running Konbit. */
export async function criteriaCommand(streams: Streams, args: readonly string[]): Promise<ExitCode> {
  const [question = 'help', ...rest] = args;
  if (question === 'help' || args.includes('--help') || args.includes('-h')) {
    streams.output.write(criteriaHelp);
    return ExitCode.ok;
  }
  try {
    const ask = questions.get(question) ?? misused(`No existe "criteria ${question}".`);
    const asked = askedBy(rest);
    if (question === 'diff' && asked.batch !== undefined) return await batch(streams, asked, asked.batch);
    const { code, json, words } = ask(asked);
    streams.output.write(asked.isJson ? `${JSON.stringify(json)}\n` : `${words.join('\n')}\n`);
    return code;
  } catch (error) {
    if (codeOf(error) === 'EPIPE') return ExitCode.ok;
    return refused(streams, args, error);
  }
}

function difference({ files, budget, language }: Asked): Reply {
  const [fileA, fileB] = exactly(files, 2, 'Indique dos archivos: criteria diff A.json B.json');
  const [a, b] = readTables([fileA!, fileB!]) as [Table, Table];
  const found = diff(a, b, budget);
  return {
    code: { equal: ExitCode.ok, different: ExitCode.problem, undecided: ExitCode.noAnswer }[found.verdict],
    json: differenceJson(a, b, found),
    words: wordsOfDifference({ a, b, difference: found, names: namesOf(fileA!, fileB!) }, language),
  };
}

/** What the two are called in sentences: their file names where these tell them apart. */
function namesOf(a: string, b: string): { a: string; b: string } {
  const [nameA, nameB] = [basename(a, '.json'), basename(b, '.json')];
  return nameA === nameB ? { a, b } : { a: nameA, b: nameB };
}

function tableHealth({ files, budget, language }: Asked): Reply {
  const [table] = readTables(exactly(files, 1, 'Indique un archivo: criteria health T.json'));
  const found = health(table!, budget);
  const hasFinding = [found.gaps, found.masked, found.redundant, found.crossing].some((each) => each.length > 0);
  return {
    code: isHealthy(found) ? ExitCode.ok : hasFinding ? ExitCode.problem : ExitCode.noAnswer,
    json: healthJson(table!, found), words: wordsOfHealth(table!, found, language),
  };
}

function answers({ files, person, language }: Asked): Reply {
  const [file] = exactly(files, 1, 'Indique un archivo y una persona: criteria evaluate T.json --person P.json');
  if (person === undefined) return misused('Indique la persona: --person P.json');
  const [table, box] = all<Table | Box>([
    () => readTables([file!])[0]!,
    () => at({ file: person }, () => boxOfPerson(konbitVocabulary, factsOf(readJson(person)))),
  ]) as [Table, Box];
  const found = withinBudget(() => possible(table, box));
  const said = found === null ? wordingOf(language).open : `${wordsOfAnswers(table, found, language)}.`;
  return { code: found === null ? ExitCode.noAnswer : ExitCode.ok, json: answersJson(table, found), words: [said.slice(0, 1).toUpperCase() + said.slice(1)] };
}

function classes({ files, budget, language }: Asked): Reply {
  const [folder] = exactly(files, 1, 'Indique una carpeta: criteria classes CARPETA');
  const found = classesOf(folder!, budget);
  const { alike, alone, undecided } = wordingOf(language);
  return {
    code: found.undecided.length === 0 ? ExitCode.ok : ExitCode.noAnswer,
    json: found,
    words: [
      ...found.classes.flatMap((names) => [names.length > 1 ? alike : alone, ...names.map((name) => `  – ${name}`)]),
      ...found.undecided.map(([a, b]) => undecided.replace('{a}', a).replace('{b}', b)),
    ],
  };
}

function batch({ input, output }: Streams, { files, budget }: Asked, file: string): Promise<ExitCode> {
  exactly(files, 0, 'Con --batch indique solo el archivo de los pares.');
  return compareLines(file, { input, output }, budget.budget);
}

function refused({ output, errors }: Streams, args: readonly string[], error: unknown): ExitCode {
  const problems = problemsOf(error);
  const isUsage = problems[0]!.code === 'USAGE';
  const language = args.some((arg, index) => arg === '--words=en' || (arg === '--words' && args[index + 1] === 'en')) ? 'en' : 'es';
  if (args.includes('--json') || args.some((arg) => arg.startsWith('--batch'))) output.write(`${JSON.stringify({ error: { code: problems[0]!.code, problems } })}\n`);
  else errors.write(`${problems.map((problem) => problemLine(problem, language)).join('\n')}\n${isUsage ? `\n${criteriaHelp}` : ''}`);
  return ExitCode.usage;
}

function askedBy(args: readonly string[]): Asked {
  const { values, positionals } = parsed(args);
  const { json: isJson = false, words, budget, person, batch: pairs } = values;
  if (isJson && words !== undefined) misused('Elija entre --json y --words.');
  const language = languages.find((one) => one === (words ?? 'es')) ?? misused(`--words admite ${languages.join(' y ')}.`);
  if (budget !== undefined && !/^[1-9]\d{0,11}$/.test(budget)) misused(`--budget "${budget}" no es un número desde 1.`);
  return { files: positionals, language, isJson, person, batch: pairs, budget: budget === undefined ? {} : { budget: Number(budget) } };
}

const options = { json: { type: 'boolean' }, words: { type: 'string' }, budget: { type: 'string' }, person: { type: 'string' }, batch: { type: 'string' } } as const;

function parsed(args: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return misused(`No se entiende "${args.join(' ')}".`);
  }
}

function exactly(files: string[], count: number, sentence: string): string[] {
  return files.length === count ? files : misused(sentence);
}

function factsOf(file: unknown): PartialPerson {
  const given = isRecord(file) && isRecord(file['facts']) ? file['facts'] : file;
  return isRecord(given) ? (given as PartialPerson) : misread();
}

function withinBudget(search: () => Answer[]): Answer[] | null {
  try {
    return search();
  } catch (error) {
    if (error instanceof OverBudget) return null;
    throw error;
  }
}

function misused(what: string): never {
  throw new InputError([{ code: 'USAGE', what }]);
}

function misread(): never {
  throw new InputError([{ code: 'INVALID_FILE', what: 'facts' }]);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
