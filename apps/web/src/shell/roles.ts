import { msg } from '@lingui/core/runtime-macro';
import type { MessageDescriptor } from '@lingui/core';

/** The work of each role, short: with the branch beside it, it names an account. */
export const roleWords: Readonly<Record<string, MessageDescriptor>> = {
  adviser: msg`Mesón`, social_worker: msg`Trabajo social`, omil_officer: msg`Empleo`, external_counterpart: msg`Contraparte externa`, head: msg`Jefatura`,
  mediator: msg`Mediación intercultural`, course_coordinator: msg`Coordinación de cursos`, legal: msg`Jurídico`, auditor: msg`Auditoría`, directory_editor: msg`Edición del directorio`,
  policy: msg`Políticas`, admin: msg`Administración`,
};

/** The first of these roles that a person holds decides the home. */
const homes: readonly [role: string, path: string][] = [
  ['adviser', '/meson'], ['omil_officer', '/recibidas'], ['social_worker', '/recibidas'], ['external_counterpart', '/recibidas'], ['course_coordinator', '/recibidas'],
  ['head', '/recibidas'], ['policy', '/tablero'], ['auditor', '/accesos'], ['legal', '/accesos'], ['directory_editor', '/directorio/por-revisar'], ['mediator', '/textos'],
  ['admin', '/directorio'],
];

/** Where a person starts; a role that no screen knows gets a page that says so. */
export function homeOf(roles: readonly string[]): string {
  return homes.find(([role]) => roles.includes(role))?.[1] ?? '/bienvenida';
}

/** The works of an account in words, the one of its home first; empty for roles nobody knows. */
export function workOf(roles: readonly string[]): MessageDescriptor[] {
  const known = homes.map(([role]) => role).filter((role) => roles.includes(role));
  return known.flatMap((role) => roleWords[role] ?? []);
}
