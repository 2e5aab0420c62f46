import type { FieldGroup } from './code-lists.js';

/** The field group that holds each fact of the criteria vocabulary (DOMAIN §7, DESIGN §4.4). */
const groupOfFact: Readonly<Record<string, FieldGroup>> = {
  id_cl: 'migration', prov_id: 'migration', passport: 'migration', foreign_id: 'migration', birth_cert: 'migration', mig_status: 'migration', entry: 'migration',
  months_in_chile: 'migration', age: 'identity', language: 'identity', sex: 'identity', unaccompanied_minor: 'family', pregnant: 'health', disability: 'health',
  insurance: 'health', emergency: 'health', residence: 'contact', residence_proof: 'contact', months_in_commune: 'contact', household_size: 'family',
  work: 'work_and_study', rsh_registered: 'socio_economic', rsh_pct: 'socio_economic', income_kclp: 'socio_economic', sworn_lack_of_means: 'socio_economic',
};

/** Migration data never travels to a labour complaint (REFERRALS §4, Ley 21.325 art. 117). */
const barred: Readonly<Record<string, readonly FieldGroup[]>> = { 'DT-01': ['migration'] };

/** Groups that never travel to a service, whatever the basis. */
export function barredGroupsOf(serviceCode: string): readonly FieldGroup[] {
  return barred[serviceCode] ?? [];
}

/** The least a service needs to see: who and how to reach, and what its criteria ask (REFERRALS §4). */
export function fieldGroupsOf(serviceCode: string, factKeys: readonly string[]): FieldGroup[] {
  const asked = factKeys.flatMap((key) => groupOfFact[key] ?? []);
  return [...new Set<FieldGroup>(['identity', 'contact', ...asked])].filter((group) => !barredGroupsOf(serviceCode).includes(group));
}
