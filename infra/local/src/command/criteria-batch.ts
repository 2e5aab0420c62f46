import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { diff } from '@konbit/criteria';
import { codeOf } from '../start-error.js';
import { all, at, InputError, parseJson, problemsOf, tableOf } from './criteria-files.js';
import { differenceJson } from './criteria-json.js';
import { ExitCode } from './exit-code.js';

/** A longer line is refused, so that memory stays the same however long the file is. */
const mostCharacters = 16 * 1024 * 1024;

/** Compares the pair on each line of NDJSON and answers each with a line, in order. Throws InputError where there is no such file. */
export async function compareLines(file: string, { input, output }: { input: Readable; output: Writable }, budget: number | undefined): Promise<ExitCode> {
  let [number, worst] = [0, ExitCode.ok];
  for await (const line of linesOf(file === '-' ? input : await opened(file))) {
    number += 1;
    if (line?.trim() === '') continue;
    const { answer, code } = answerTo(line, number, budget);
    if (code === ExitCode.usage || worst === ExitCode.ok) worst = code;
    if (output.destroyed) break;
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, 'drain');
  }
  return worst;
}

function answerTo(line: string | null, number: number, budget: number | undefined): { answer: unknown; code: ExitCode } {
  let id: { id?: unknown } = {};
  try {
    const pair = recordOf(line);
    if (pair['id'] !== undefined) id = { id: pair['id'] };
    const [a, b] = all((['a', 'b'] as const).map((side) => () => at({ side }, () => tableOf(pair[side]))));
    const difference = diff(a!, b!, budget === undefined ? {} : { budget });
    return { answer: { ...id, ...differenceJson(a!, b!, difference) }, code: difference.verdict === 'undecided' ? ExitCode.noAnswer : ExitCode.ok };
  } catch (error) {
    const problems = problemsOf(error);
    return { answer: { ...id, error: { code: problems[0]!.code, line: number, problems } }, code: ExitCode.usage };
  }
}

function recordOf(line: string | null): Record<string, unknown> {
  if (line === null) throw new InputError([{ code: 'INVALID_FILE', what: `> ${mostCharacters}` }]);
  const pair = parseJson(line);
  if (typeof pair !== 'object' || pair === null || Array.isArray(pair)) throw new InputError([{ code: 'INVALID_FILE', what: 'a, b' }]);
  return pair as Record<string, unknown>;
}

async function opened(file: string): Promise<Readable> {
  const stream = createReadStream(file);
  try {
    await once(stream, 'readable');
  } catch (error) {
    throw new InputError([{ code: codeOf(error) === 'ENOENT' ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE', file }]);
  }
  return stream;
}

// `readline` also breaks lines at U+2028, which JSON may hold inside of a text.
async function* linesOf(input: Readable): AsyncGenerator<string | null> {
  let [rest, isTooLong] = ['', false];
  for await (const chunk of input.setEncoding('utf8')) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      yield isTooLong ? null : line;
      isTooLong = false;
    }
    if (rest.length > mostCharacters) [rest, isTooLong] = ['', true];
  }
  if (isTooLong) yield null;
  else if (rest) yield rest;
}
