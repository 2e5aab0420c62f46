import { msg } from '@lingui/core/runtime-macro';
import type { MessageDescriptor } from '@lingui/core';

/** Short names of the roles for the bar; the first role a person holds names their menu. */
export const roleWords: Readonly<Record<string, MessageDescriptor>> = {
  adviser: msg`Mesón`, social_worker: msg`DIDECO`, omil_officer: msg`OMIL`, external_counterpart: msg`Institución`, head: msg`Encargada`,
  mediator: msg`Mediación`, course_coordinator: msg`Cursos`, legal: msg`Jurídico`, auditor: msg`Auditoría`, directory_editor: msg`Directorio`,
  policy: msg`Política`, admin: msg`Administración`,
};

/** The first of the person's roles that has a screen decides the home. */
const homes: readonly [role: string, path: string][] = [
  ['adviser', '/meson'], ['omil_officer', '/recibidas'], ['social_worker', '/recibidas'], ['external_counterpart', '/recibidas'],
];

/** Where a person starts: the desk, what they received, or the plain page that says what is coming. */
export function homeOf(roles: readonly string[]): string {
  return homes.find(([role]) => roles.includes(role))?.[1] ?? '/bienvenida';
}
