/** Roles of DOMAIN §9; a token carries role codes, never permissions. */
export const roles = [
  'head', 'adviser', 'mediator', 'social_worker', 'omil_officer', 'course_coordinator', 'external_counterpart',
  'legal', 'auditor', 'directory_editor', 'policy', 'admin',
] as const;
export type Role = (typeof roles)[number];

export const permissions = [
  'person.write', 'person.read_minimum', 'attendance.work', 'referral.request', 'referral.answer',
  'indicator.read', 'criteria.triage', 'criteria.sign', 'directory.edit', 'audit.read', 'account.admin',
  'mediation.work', 'text.review', 'restricted.read', 'rights.answer',
] as const;
export type Permission = (typeof permissions)[number];

const deskWork: Permission[] = ['person.write', 'attendance.work', 'referral.request'];

/** The one table from role to permission (DOMAIN §9). */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  adviser: deskWork,
  social_worker: [...deskWork, 'referral.answer'],
  omil_officer: [...deskWork, 'referral.answer'],
  external_counterpart: ['referral.answer'],
  course_coordinator: ['referral.request', 'referral.answer'],
  head: ['referral.request', 'referral.answer', 'indicator.read', 'criteria.triage', 'criteria.sign'],
  policy: ['indicator.read', 'criteria.triage', 'criteria.sign'],
  directory_editor: ['directory.edit'],
  auditor: ['audit.read'],
  admin: ['account.admin'],
  mediator: ['mediation.work', 'text.review', 'person.read_minimum'],
  legal: ['restricted.read', 'rights.answer'],
};

/** Permissions of a set of roles; an unknown role gives none. */
export function permissionsOf(held: readonly string[]): Set<Permission> {
  return new Set(held.flatMap((role) => rolePermissions[role as Role] ?? []));
}
