import { demoAccounts, demoPassword } from '../sign-in/demo-accounts.js';

/** What is printed under the address when the demonstration runs. */
export function demoNotice(): string[] {
  const width = Math.max(...demoAccounts.map(({ username }) => username.length));
  return [
    `Cuentas de demostración (la contraseña de todas es "${demoPassword}"):`,
    ...demoAccounts.map(({ username, name, work }) => `  ${username.padEnd(width)}  ${name} · ${work}`),
    'Para detener Konbit: Ctrl+C.',
  ];
}

/** What is printed under the address of a real office; the password of a new account appears only this once. */
export function readyLines(home: string, adminPassword: string | null): string[] {
  const respaldo = `Respalde juntas la base de datos y ${home}/keys.json: sin ese archivo los datos no se pueden leer.`;
  if (adminPassword === null) return [respaldo];
  return ['Se creó la cuenta de administración; anote la contraseña, no se mostrará otra vez:', `  usuario: admin   contraseña: ${adminPassword}`, respaldo];
}
