import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { FullStack, KeycloakAdmin, trustCertificate } from '@konbit/testing';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Who works in the office of this run: everybody's account is made by its operator, in Keycloak. */
const accounts: Readonly<Record<string, readonly [string, string]>> = {
  meson: ['adviser', 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL'],
  omil: ['omil_officer', 'ORG-IMV-OMIL/BR-OMIL-VALPO'],
  leaver: ['adviser', 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL'],
};

/** What journeys need of Keycloak beside its pages. */
interface Facts { issuer: string; adminPassword: string; certificate: string; accountsEnv: Record<string, string> }

/** All of docker-compose.yml on Kafka and Keycloak, with the accounts of the journeys; answers how to end it. */
export async function startFullStack(): Promise<() => Promise<void>> {
  const stack = await FullStack.start({ root, say: (sentence) => console.log(sentence) });
  try {
    const made = Object.entries(accounts).map(async ([username, [role, branch]]) => [username, passwordIn(await stack.account('add', username, `Persona ${username}`, role, branch))]);
    process.env['KONBIT_E2E_PASSWORDS'] = JSON.stringify(Object.fromEntries(await Promise.all(made)));
  } catch (error) {
    await stack.stop();
    throw error;
  }
  process.env['KONBIT_E2E_URL'] = stack.url;
  const facts: Facts = { issuer: stack.issuer, adminPassword: stack.secret('keycloak_admin_password'), certificate: stack.certificate, accountsEnv: stack.accountsEnv };
  process.env['KONBIT_E2E_KEYCLOAK'] = JSON.stringify(facts);
  return () => stack.stop();
}

/** Runs `konbit account …` as the operator of this run. */
export async function account(...args: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, ['infra/local/dist/cli.js', 'account', ...args], { cwd: root, env: { ...process.env, ...facts().accountsEnv } });
}

/** Keycloak as its administrator. */
export function administrator(): KeycloakAdmin {
  const { issuer, adminPassword, certificate } = facts();
  trustCertificate(certificate);
  return new KeycloakAdmin(issuer, adminPassword);
}

function facts(): Facts {
  const text = process.env['KONBIT_E2E_KEYCLOAK'];
  if (!text) throw new Error('KONBIT_E2E_KEYCLOAK is not set: these journeys run with KONBIT_E2E_STACK=full');
  return JSON.parse(text) as Facts;
}

function passwordIn(said: string): string {
  const password = /: (\S+)\s*$/.exec(said)?.[1];
  if (!password) throw new Error(`no password in: ${said}`);
  return password;
}
