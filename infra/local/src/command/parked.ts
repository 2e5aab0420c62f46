import { userInfo } from 'node:os';
import { ParkedActionError, type ParkedDetail, ParkedEvents, type ParkedKeyRef, type ParkedSummary } from '@konbit/messaging';
import type { OperatedService } from '../operated-services.js';
import { type CommandContext, servicesFrom } from './context.js';
import { ExitCode, UsageError } from './exit-code.js';

/** `konbit parked …`: events that a consumer could not apply. */
export async function parkedCommand(context: CommandContext, args: string[]): Promise<ExitCode> {
  const [action, ...rest] = args;
  if (action === 'list') return list(context, rest[0]);
  if (action === 'skip-gap') return skipGap(context, rest);
  const { service, ref } = targetFrom(rest);
  if (action === 'show') return act(context, service, async (parked) => printDetail(context, await parked.show(ref)));
  if (action === 'retry') return act(context, service, async (parked) => done(context, parked.retry(ref), 'Se reintenta ahora; vea el resultado con "npx konbit parked list".'));
  if (action === 'discard') return act(context, service, async (parked) => done(context, parked.discard(ref), 'Se descartó el primer evento; los siguientes continúan.'));
  throw new UsageError(`No existe "parked ${action ?? ''}".`);
}

async function list(context: CommandContext, only: string | undefined): Promise<ExitCode> {
  let found = 0;
  for (const service of servicesFrom(only)) {
    await act(context, service, async (parked) => {
      const [summaries, records] = [await parked.list(), await parked.listDeadRecords()];
      found += summaries.length + records.length;
      for (const summary of summaries) context.print(summaryLine(service, summary));
      for (const { consumer, topic, off, cause, at } of records) context.print(`${service} ${consumer} ${topic}#${off}: ilegible desde ${at.toISOString()} (${causeText(cause)})`);
    });
  }
  if (found === 0) context.print('No hay eventos detenidos.');
  return found === 0 ? ExitCode.ok : ExitCode.problem;
}

function skipGap(context: CommandContext, args: string[]): Promise<ExitCode> {
  const { service, ref } = targetFrom(args);
  const version = Number(args[3]);
  if (!Number.isInteger(version) || version < 1) throw new UsageError('Indique hasta qué versión se da por perdida, un número entero.');
  return act(context, service, (parked) => done(context, parked.skipGap(ref, version), `Se dieron por perdidas las versiones hasta la ${version}.`));
}

function targetFrom([service, consumer, key]: string[]): { service: OperatedService; ref: ParkedKeyRef } {
  if (!service || !consumer || !key) throw new UsageError('Indique servicio, consumidor y clave, como los muestra "npx konbit parked list".');
  const [known] = servicesFrom(service);
  if (!known) throw new UsageError(`No existe el servicio "${service}".`);
  return { service: known, ref: { consumer, key } };
}

async function act(context: CommandContext, service: OperatedService, work: (parked: ParkedEvents) => Promise<void>): Promise<ExitCode> {
  const parked = await ParkedEvents.open({ ownerUrl: context.ownerUrl(service), operator: userInfo().username });
  try {
    await work(parked);
    return ExitCode.ok;
  } catch (error) {
    if (!(error instanceof ParkedActionError)) throw error;
    context.print(inSpanish(error.message));
    return ExitCode.problem;
  } finally {
    await parked.close();
  }
}

async function done(context: CommandContext, action: Promise<void>, sentence: string): Promise<void> {
  await action;
  context.print(sentence);
}

/** One parked key in one line: what to copy into the next command comes first. */
export function summaryLine(service: string, { consumer, key, version, type, state, attempts, nextAt, cause, behind }: ParkedSummary): string {
  const next = state === 'dead' ? 'sin más intentos' : `próximo intento ${nextAt.toISOString()}`;
  const queue = behind === 0 ? '' : `, ${behind} esperan detrás`;
  return `${service} ${consumer} ${key}: ${type} versión ${version}, ${attempts} intentos, ${next}${queue} (${causeText(cause)})`;
}

function printDetail({ print }: CommandContext, detail: ParkedDetail): void {
  print(`${detail.consumer} ${detail.key}: aplicado hasta la versión ${detail.lastVersion}`);
  for (const { version, state, attempts, cause, record } of detail.events) {
    print(`  versión ${version} ${record.type}: ${state === 'dead' ? 'sin más intentos' : 'en espera'}, ${attempts} intentos (${causeText(cause)})`);
    print(`    ${JSON.stringify(record.payload)}`);
  }
}

function causeText(cause: unknown): string {
  if (cause === null || cause === undefined) return 'causa no anotada';
  const { code, message } = cause as { code?: string; message?: string };
  return [code, message].filter(Boolean).join(': ') || JSON.stringify(cause);
}

const translations: readonly [RegExp, string][] = [
  [/^consumer (\S+) has no parked event of key (\S+)$/, 'El consumidor $1 no tiene eventos detenidos de la clave $2.'],
  [/^versions (\d+) to (\d+) are missing before.*$/, 'Antes del evento detenido faltan las versiones $1 a $2: use primero skip-gap.'],
  [/^version (\d+) is already behind the consumer, which stands at (\d+)$/, 'La versión $1 ya quedó atrás: el consumidor va en la $2.'],
  [/^version (\d+) is parked, not lost: skip at most to (\d+).*$/, 'La versión $1 está detenida, no perdida: salte como máximo hasta la $2, o descártela.'],
];

/** The operator's refusals in the operator's language; an unknown one stays as it is. */
export function inSpanish(message: string): string {
  const known = translations.find(([pattern]) => pattern.test(message));
  return known ? message.replace(known[0], known[1]) : message;
}
