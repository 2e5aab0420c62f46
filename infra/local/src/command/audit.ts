import { type AuditReport, verifyAudit } from '@konbit/platform';
import { type CommandContext, servicesFrom } from './context.js';
import { ExitCode } from './exit-code.js';

/** `konbit verify-audit`: replays the chain of each service; 1 when one does not hold. */
export async function auditCommand(context: CommandContext, args: string[]): Promise<ExitCode> {
  let broken = 0;
  for (const service of servicesFrom(args[0])) {
    const report = await verifyAudit(context.ownerUrl(service));
    if (!report.ok) broken += 1;
    context.print(auditLine(service, report));
  }
  return broken === 0 ? ExitCode.ok : ExitCode.problem;
}

/** The result for one service in one line. */
export function auditLine(service: string, report: AuditReport): string {
  if (!report.ok) return `${service}: la auditoría NO está íntegra: ${problemText(report)} (${report.chained} filas repasadas antes)`;
  const waiting = report.unsealed === 0 ? '' : `, ${report.unsealed} aún sin sellar`;
  return `${service}: íntegra, ${report.chained} filas selladas${waiting}; último sello n.º ${report.head?.seq ?? '0'} ${report.head?.hash ?? ''}`;
}

const problems: Readonly<Record<NonNullable<AuditReport['problem']>, string>> = {
  EMPTY: 'está vacía',
  ROW_CHANGED: 'una fila fue cambiada',
  ROW_REMOVED: 'una fila fue borrada',
  LINK_REMOVED: 'falta un sello',
  LINK_CHANGED: 'un sello fue cambiado',
  SUBJECT_WITHOUT_ROW: 'una persona apunta a una fila que no existe',
  HEAD_DIFFERS: 'el último sello anotado ya no está',
  SEAL_LATE: 'hay filas de hace más de cinco minutos sin sellar',
};

function problemText({ problem, brokenAt }: AuditReport): string {
  const text: string = problem ? problems[problem] : 'sin detalle';
  if (!brokenAt) return text;
  return `${text}, fila ${brokenAt.pos}${brokenAt.seq ? `, sello ${brokenAt.seq}` : ''}`;
}
