import { type MessagingStatus, messagingStatus } from '@konbit/messaging';
import { healthStatus } from '../launch/health.js';
import type { RunFile } from '../launch/run-file.js';
import { type AuditState, auditState } from './audit-state.js';
import { operatedServices } from '../operated-services.js';
import type { CommandContext } from './context.js';
import { ExitCode } from './exit-code.js';

const oldOutboxMs = 10_000;
const oldSealMs = 10_000;

/** `konbit status`: prints how Konbit stands; 1 when something needs a person. */
export async function statusCommand(context: CommandContext): Promise<ExitCode> {
  const problems: string[] = [];
  if (context.run) problems.push(...(await printServices(context, context.run)));
  const address = context.logAddress();
  for (const service of operatedServices) {
    const ownerUrl = context.ownerUrl(service);
    const [messaging, audit] = await Promise.all([messagingStatus({ service, ownerUrl, address }), auditState(ownerUrl)]);
    context.print(`\n${service}`);
    for (const line of [...messagingLines(messaging), auditLine(audit)]) context.print(`  ${line}`);
    problems.push(...[...messagingProblems(messaging), ...auditProblems(audit)].map((problem) => `${service}: ${problem}`));
  }
  context.print(problems.length === 0 ? '\nTodo está bien.' : `\nNecesita atención:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  return problems.length === 0 ? ExitCode.ok : ExitCode.problem;
}

async function printServices({ print }: CommandContext, run: RunFile): Promise<string[]> {
  const url = new URL(run.url);
  const health = await healthStatus(run.url, { host: url.hostname, port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)) });
  print(`Konbit: ${run.url} ${health === 200 ? 'responde' : 'no responde'} · desde ${run.startedAt}`);
  for (const { name, pid, state, restarts } of run.services) {
    print(`  ${name.padEnd(10)} ${states[state] ?? state} · proceso ${pid ?? '–'} · ${restarts} reinicios`);
  }
  const down = run.services.filter(({ state }) => state !== 'ready').map(({ name }) => `el servicio ${name} no está funcionando`);
  return health === 200 ? down : [...down, `${run.url}/healthz no responde bien`];
}

const states: Readonly<Record<string, string>> = { ready: 'funciona', starting: 'iniciando', waiting: 'se reinicia pronto', stopped: 'detenido' };

/** Lines about one service's outbox, consumers and parked events. */
export function messagingLines(status: MessagingStatus): string[] {
  const waiting = status.outboxRows === 0 ? 'nada por enviar' : `${status.outboxRows} por enviar, el más antiguo hace ${duration(status.oldestOutboxMs)}`;
  const groups = status.groups?.map(({ group, topic, lag, consuming }) =>
    `${group} ← ${topic}: ${lag === 0 ? 'al día' : `atrasado en ${lag}`}${consuming ? '' : ', nadie lo está leyendo'}`);
  return [
    `eventos: ${waiting}; envío ${status.relayActive ? 'activo' : 'inactivo'}`,
    ...groups ?? ['consumidores: Kafka no responde'],
    `detenidos: ${status.parkedWaiting} en espera, ${status.parkedDead} sin más intentos, ${status.deadRecords} ilegibles`,
  ];
}

/** What of it needs a person. */
export function messagingProblems(status: MessagingStatus): string[] {
  const problems: string[] = [];
  if (!status.relayActive) problems.push('nadie envía sus eventos');
  if (status.oldestOutboxMs > oldOutboxMs) problems.push(`hay eventos sin enviar desde hace ${duration(status.oldestOutboxMs)}`);
  if (!status.groups) problems.push('Kafka no responde, así que no se sabe quién lee sus eventos: revise los brokers de KONBIT_KAFKA_BROKERS');
  for (const { group, topic, consuming } of status.groups ?? []) if (!consuming) problems.push(`nadie lee ${topic} para ${group}`);
  if (status.parkedDead > 0) problems.push(`${status.parkedDead} eventos detenidos sin más intentos (npx konbit parked list)`);
  if (status.deadRecords > 0) problems.push(`${status.deadRecords} eventos ilegibles`);
  return problems;
}

function auditLine({ sealed, unsealed, oldestUnsealedMs, lastSealedAt }: AuditState): string {
  const waiting = unsealed === 0 ? '' : `, ${unsealed} sin sellar desde hace ${duration(oldestUnsealedMs)}`;
  return `auditoría: ${sealed} filas selladas${lastSealedAt ? `, la última de ${lastSealedAt.toISOString()}` : ''}${waiting}`;
}

function auditProblems({ oldestUnsealedMs }: AuditState): string[] {
  return oldestUnsealedMs > oldSealMs ? [`hay auditoría sin sellar desde hace ${duration(oldestUnsealedMs)}`] : [];
}

/** A length of time in the largest whole unit. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
