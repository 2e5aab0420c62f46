import { type FieldGroup, fieldGroups, type Role, sensitiveFieldGroups } from '@konbit/contracts';

/** How far a role reads: of its own office's records, and of what other offices shared (DOMAIN §9, DESIGN §4). */
export interface Reach {
  own: readonly FieldGroup[];
  shared: readonly FieldGroup[];
}

const all: readonly FieldGroup[] = fieldGroups;
const plain = all.filter((group) => !sensitiveFieldGroups.includes(group));
const desk = all.filter((group) => group !== 'health' && group !== 'reserved_notes');
const nothing: Reach = { own: [], shared: [] };

const reachOf: Readonly<Record<Role, Reach>> = {
  adviser: { own: desk, shared: all },
  social_worker: { own: all, shared: all },
  omil_officer: { own: [...plain, 'migration'], shared: all },
  course_coordinator: { own: plain, shared: all },
  external_counterpart: { own: [], shared: all },
  head: { own: plain, shared: plain },
  legal: { own: all, shared: all },
  mediator: { own: ['identity'], shared: ['identity'] },
  policy: nothing,
  directory_editor: nothing,
  auditor: nothing,
  admin: nothing,
};

/** The reach of several roles together; an unknown role reaches nothing. */
export function reachOfRoles(roles: readonly Role[]): Reach {
  const held = roles.map((role) => (reachOf as Partial<Record<string, Reach>>)[role] ?? nothing);
  return { own: union(held.map((reach) => reach.own)), shared: union(held.map((reach) => reach.shared)) };
}

const union = (lists: (readonly FieldGroup[])[]): FieldGroup[] => all.filter((group) => lists.some((list) => list.includes(group)));
