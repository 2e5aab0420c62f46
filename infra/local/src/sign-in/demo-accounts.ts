import { codeId } from '@konbit/platform';
import { type Account, type Accounts, accountsOf, hashPassword } from './accounts.js';
import type { DemoHint } from './pages.js';

/** An account of the demonstration; branches are `ORG-CODE/BR-CODE`. */
export interface DemoAccount { sub: string; username: string; name: string; work: string; roles: string[]; branches: string[] }

/** Password of every demonstration account. */
export const demoPassword = 'konbit';

const migration = 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL';

/** The demonstration accounts, one for each kind of work; their `sub` never changes. */
export const demoAccounts: readonly DemoAccount[] = [
  demo('meson', 'Marcela Rojas', 'Mesón, Oficina de Migraciones', ['adviser'], [migration]),
  demo('meson2', 'Pedro Fuentes', 'Mesón, Oficina de Migraciones', ['adviser'], [migration]),
  demo('omil', 'Carolina Vera', 'Oficina de empleo, OMIL Valparaíso', ['omil_officer'], ['ORG-IMV-OMIL/BR-OMIL-VALPO']),
  demo('dideco', 'Luis Araya', 'Departamento social, DIDECO', ['social_worker'], ['ORG-IMV-DIDECO/BR-DIDECO-PLATAFORMA']),
  demo('salud', 'Paula Muñoz', 'Contraparte externa, Centro de salud Demo Norte', ['external_counterpart'], ['ORG-DEMO-SALUD/BR-DEMO-SALUD-A']),
  demo('escuela', 'Rodrigo Tapia', 'Enlace escolar, SLEP Valparaíso', ['external_counterpart'], ['ORG-SLEP-VALPO/BR-SLEP-VALPO']),
  demo('sence', 'Gloria Henríquez', 'Coordinación de cursos, SENCE', ['course_coordinator'], ['ORG-SENCE/BR-SENCE-VALPO']),
  demo('mediadora', 'Rose-Laure Cadet', 'Mediadora intercultural, Oficina de Migraciones', ['mediator'], [migration]),
  demo('mediador', 'Jean-Robert Noël', 'Mediador intercultural, Oficina de Migraciones', ['mediator'], [migration]),
  demo('juridica', 'Inés Palma', 'Asesoría jurídica, Oficina de Migraciones', ['legal'], [migration]),
  demo('sociala', 'Andrés Silva', 'Departamento social, Plataforma social Demo Plan', ['social_worker'], ['ORG-DEMO-SOCIAL/BR-DEMO-SOCIAL-A']),
  demo('encargada', 'Verónica Soto', 'Encargada, Oficina de Migraciones', ['head'], [migration]),
  demo('auditor', 'Jorge Pizarro', 'Auditoría', ['auditor'], [migration]),
  demo('policy', 'Daniela Castro', 'Políticas y cifras', ['policy'], [migration]),
  demo('directorio', 'Sergio Leiva', 'Directorio de servicios', ['directory_editor'], [migration]),
  demo('admin', 'Ximena Tapia', 'Administración de cuentas', ['admin'], [migration]),
];

/** The same accounts as the sign-in needs them, and what its page shows of them. */
export async function demoSignIn(): Promise<{ accounts: Accounts; hints: { password: string; accounts: DemoHint[] } }> {
  const passwordHash = await hashPassword(demoPassword);
  const accounts: Account[] = demoAccounts.map(({ sub, username, name, roles, branches }) => ({ sub, username, name, roles, branches, passwordHash }));
  return { accounts: accountsOf(accounts), hints: { password: demoPassword, accounts: demoAccounts.map(({ username, name, work }) => ({ username, name, work })) } };
}

function demo(username: string, name: string, work: string, roles: string[], branches: string[]): DemoAccount {
  return { sub: codeId(`ACCOUNT-${username}`), username, name, work, roles, branches };
}
