import type { Condition, Effect, Outcome, Value } from '@konbit/criteria';
import type { RuleFile, TableFile } from './table-file.js';

type Interval = { from?: number; to?: number };
type Cell = readonly Value[] | Interval | string;
type Terms = Omit<Effect, 'outcome'>;

const conditionOf = ([fact, cell]: [string, Cell]): Condition =>
  typeof cell === 'string' ? { fact, discretional: { decidedBy: 'trabajadora social', basis: cell } } : 'length' in cell ? { fact, in: cell } : { fact, ...cell };
const row = (when: Record<string, Cell>, outcome: Outcome, terms: Terms = {}): RuleFile => ({ when: Object.entries(when).map(conditionOf), effect: { outcome, ...terms } });
const table = (rules: readonly RuleFile[], outcome: Effect['outcome'], terms: Terms = {}): TableFile => ({ rules, otherwise: { outcome, ...terms } });
const from = (low: number): Interval => ({ from: low });
const to = (high: number): Interval => ({ to: high });

const hasRun = ['run_expired', 'run_valid'];
const hasAddress = ['junta_vecinos', 'bill', 'lease'];
const urgent = row({ emergency: [true] }, 'ACCEPT');
const child = to(17);

/** "Inscripción en CESFAM": enrolment in primary care as an invented norm has it. */
export const enrolmentNorm: TableFile = table([
  urgent,
  row({ id_cl: hasRun }, 'ACCEPT'),
  row({ prov_id: ['fonasa_nip'] }, 'ACCEPT'),
  row({ pregnant: [true] }, 'ACCEPT_PROV'),
  row({ age: child }, 'ACCEPT_PROV'),
  row({ mig_status: ['in_process', 'refugee_applicant', 'refugee', 'stateless'] }, 'ACCEPT_PROV'),
  row({ sworn_lack_of_means: [true] }, 'ACCEPT_PROV'),
  row({ insurance: ['isapre'] }, 'REFER'),
], 'CONDITIONAL', { asks: ['declaration'] });

/** The same service in twelve invented branches. */
export const enrolmentBranches: Readonly<Record<string, TableFile>> = {
  // The norm in other words: proven equal to it.
  aromos: table([
    row({ id_cl: ['run_valid'] }, 'ACCEPT'), row({ id_cl: ['run_expired'] }, 'ACCEPT'), urgent, row({ prov_id: ['fonasa_nip'] }, 'ACCEPT'),
    row({ age: child }, 'ACCEPT_PROV'), row({ pregnant: [true], age: from(18) }, 'ACCEPT_PROV'), row({ mig_status: ['refugee', 'stateless', 'refugee_applicant'] }, 'ACCEPT_PROV'),
    row({ mig_status: ['in_process'] }, 'ACCEPT_PROV'), row({ sworn_lack_of_means: [true] }, 'ACCEPT_PROV'), row({ insurance: ['isapre'] }, 'REFER'),
  ], 'CONDITIONAL', { asks: ['declaration'] }),
  boldos: table([
    urgent, row({ id_cl: ['run_valid'], residence: ['same_commune'] }, 'ACCEPT'), row({ id_cl: ['run_expired'] }, 'CONDITIONAL', { asks: ['id_renewal'] }),
    row({ prov_id: ['fonasa_nip'], residence_proof: hasAddress }, 'ACCEPT'), row({ pregnant: [true] }, 'ACCEPT_PROV'), row({ age: to(5) }, 'ACCEPT_PROV'),
    row({ residence: ['neighbour', 'elsewhere'] }, 'REFER'),
  ], 'REJECT'),
  canelos: table([
    row({ id_cl: ['run_valid'] }, 'ACCEPT'), row({ prov_id: ['fonasa_nip', 'ipe'], age: child }, 'ACCEPT'), row({ passport: ['valid'], months_in_chile: from(6) }, 'ACCEPT_PROV'),
    row({ passport: ['valid', 'expired'], pregnant: [true] }, 'ACCEPT_PROV'), row({ emergency: [true] }, 'REFER'), row({ sworn_lack_of_means: [true], rsh_registered: [true] }, 'ACCEPT_PROV'),
  ], 'REJECT'),
  docas: table([
    urgent, row({ insurance: ['isapre'] }, 'REJECT'), row({ id_cl: hasRun, insurance: ['fonasa_a', 'fonasa_bcd'] }, 'ACCEPT'), row({ pregnant: [true] }, 'ACCEPT_PROV'),
    row({ age: child, birth_cert: ['plain', 'apostilled'] }, 'ACCEPT_PROV'), row({ age: child }, 'CONDITIONAL', { asks: ['birth_cert'] }), row({ insurance: ['none'], sworn_lack_of_means: [true] }, 'ACCEPT_PROV'),
    row({ work: ['contract'] }, 'CONDITIONAL', { asks: ['fonasa_credential'] }),
  ], 'REFER'),
  espinos: table([
    urgent, row({ id_cl: hasRun, residence_proof: hasAddress }, 'ACCEPT'), row({ id_cl: hasRun }, 'CONDITIONAL', { asks: ['address_proof'] }),
    row({ pregnant: [true], months_in_commune: from(1) }, 'ACCEPT_PROV'), row({ age: to(14) }, 'ACCEPT_PROV'), row({ unaccompanied_minor: [true] }, 'ACCEPT_PROV'),
    row({ rsh_pct: { from: 40, to: 60 } }, 'ACCEPT_PROV', { promisedWaitDays: 30 }), row({ foreign_id: ['valid'], passport: ['valid'] }, 'CONDITIONAL', { asks: ['address_proof'] }),
  ], 'REJECT'),
  fuinques: table([
    row({ emergency: [true], age: from(65) }, 'ACCEPT'), row({ emergency: [true] }, 'ACCEPT', { feeClp: 7000 }), row({ id_cl: hasRun }, 'ACCEPT'), row({ prov_id: ['fonasa_nip', 'other'] }, 'ACCEPT'),
    row({ sworn_lack_of_means: 'según informe social' }, 'ACCEPT_PROV'), row({ pregnant: [true] }, 'ACCEPT_PROV'), row({ age: to(17) }, 'ACCEPT_PROV'), row({ income_kclp: to(250) }, 'CONDITIONAL', { asks: ['declaration'] }),
  ], 'REFER'),
  guindos: table([
    urgent, row({ id_cl: ['run_valid'] }, 'ACCEPT'), row({ id_cl: ['run_expired'], mig_status: ['in_process', 'temporary'] }, 'ACCEPT'), row({ mig_status: ['irregular', 'visitor'], age: from(18), pregnant: [false] }, 'REJECT'),
    row({ pregnant: [true] }, 'ACCEPT_PROV'), row({ age: child }, 'ACCEPT_PROV'), row({ mig_status: ['refugee_applicant', 'refugee', 'stateless'] }, 'ACCEPT_PROV'),
  ], 'CONDITIONAL', { asks: ['residence_application'] }),
  hualos: table([
    urgent, row({ id_cl: hasRun, months_in_commune: from(3) }, 'ACCEPT'), row({ residence: ['no_fixed_address'] }, 'REFER'), row({ residence: ['elsewhere'] }, 'REJECT'), row({ age: to(1) }, 'ACCEPT_PROV'),
    row({ pregnant: [true], passport: ['valid', 'expired'] }, 'ACCEPT_PROV'), row({ prov_id: ['fonasa_nip'], months_in_commune: from(3) }, 'ACCEPT'), row({ months_in_commune: to(2) }, 'CONDITIONAL', { asks: ['address_proof'] }),
    row({ sworn_lack_of_means: [true] }, 'ACCEPT_PROV'),
  ], 'CONDITIONAL', { asks: ['declaration', 'address_proof'] }),
  llaretas: table([
    row({ id_cl: hasRun }, 'ACCEPT'), row({ prov_id: ['fonasa_nip'] }, 'ACCEPT'), row({ passport: ['valid'] }, 'ACCEPT_PROV'), row({ foreign_id: ['valid'], age: child }, 'ACCEPT_PROV'),
    row({ birth_cert: ['apostilled'], age: child }, 'ACCEPT_PROV'), row({ pregnant: [true] }, 'ACCEPT_PROV'), row({ emergency: [true] }, 'ACCEPT'),
  ], 'UNDECLARED'),
  maitenes: table([
    urgent, row({ id_cl: hasRun, rsh_registered: [true] }, 'ACCEPT'), row({ id_cl: hasRun }, 'ACCEPT', { promisedWaitDays: 15 }), row({ disability: ['certified'] }, 'ACCEPT_PROV'),
    row({ disability: 'según evaluación de la asistente' }, 'ACCEPT_PROV'), row({ pregnant: [true] }, 'ACCEPT_PROV'), row({ age: child, residence: ['same_commune'] }, 'ACCEPT_PROV'), row({ age: from(60), rsh_pct: to(40) }, 'ACCEPT_PROV'),
    row({ household_size: from(5), income_kclp: to(400) }, 'ACCEPT_PROV'), row({ work: ['none', 'informal'] }, 'CONDITIONAL', { asks: ['declaration'] }),
  ], 'REJECT'),
  notros: table([
    urgent, row({ id_cl: ['run_valid'] }, 'ACCEPT'), row({ id_cl: ['run_expired'] }, 'ACCEPT_PROV'), row({ prov_id: ['ipe', 'ipa'] }, 'ACCEPT_PROV'), row({ prov_id: ['fonasa_nip'] }, 'ACCEPT'),
    row({ pregnant: [true] }, 'ACCEPT_PROV'), row({ age: child }, 'ACCEPT_PROV'), row({ passport: ['none'], foreign_id: ['none'] }, 'REJECT'), row({ income_kclp: to(500), sworn_lack_of_means: [true] }, 'ACCEPT_PROV'),
  ], 'CONDITIONAL', { asks: ['declaration'] }),
  peumos: table([
    urgent, row({ language: ['ht', 'en', 'zh', 'other'], age: from(18), pregnant: [false] }, 'REFER'), row({ id_cl: hasRun }, 'ACCEPT'), row({ prov_id: ['fonasa_nip'] }, 'ACCEPT'), row({ pregnant: [true] }, 'ACCEPT_PROV'),
    row({ age: child, months_in_chile: from(1) }, 'ACCEPT_PROV'), row({ entry: ['irregular_crossing'], self_registered: [false] }, 'REJECT'), row({ mig_status: ['in_process', 'refugee_applicant'] }, 'ACCEPT_PROV'),
  ], 'CONDITIONAL', { asks: ['declaration', 'passport'] }),
};
