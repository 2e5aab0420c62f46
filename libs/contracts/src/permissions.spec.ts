import { type Permission, permissionsOf, rolePermissions, roles } from './permissions.js';

/** DOMAIN §9, row by row: what each role does, and nothing else. */
const table: [role: string, permissions: Permission[]][] = [
  ['adviser', ['person.write', 'attendance.work', 'referral.request']],
  ['social_worker', ['person.write', 'attendance.work', 'referral.request', 'referral.answer']],
  ['omil_officer', ['person.write', 'attendance.work', 'referral.request', 'referral.answer']],
  ['external_counterpart', ['referral.answer']],
  ['course_coordinator', ['referral.request', 'referral.answer']],
  ['head', ['referral.request', 'referral.answer', 'indicator.read', 'criteria.triage', 'criteria.sign']],
  ['policy', ['indicator.read', 'criteria.triage', 'criteria.sign']],
  ['directory_editor', ['directory.edit']],
  ['auditor', ['audit.read']],
  ['admin', ['account.admin']],
  ['mediator', ['mediation.work', 'text.review', 'person.read_minimum']],
  ['legal', ['restricted.read', 'rights.answer']],
];

describe('what each role may do', () => {
  it.each(table)('%s: %j', (role, permissions) => {
    expect([...permissionsOf([role])].sort()).toEqual([...permissions].sort());
  });

  it('is said for every role there is', () => {
    expect(table.map(([role]) => role).sort()).toEqual([...roles].sort());
    expect(Object.keys(rolePermissions).sort()).toEqual([...roles].sort());
  });

  it('is nothing for a role nobody knows, and the sum for who holds two', () => {
    expect(permissionsOf(['superuser']).size).toBe(0);
    expect(permissionsOf(['policy', 'directory_editor'])).toContain('directory.edit');
  });

  it('never lets who keeps accounts, the directory or figures touch a person', () => {
    const touching: Permission[] = ['person.write', 'person.read_minimum', 'referral.answer', 'restricted.read'];
    for (const role of ['admin', 'directory_editor', 'policy', 'auditor']) expect(touching.filter((one) => permissionsOf([role]).has(one))).toEqual([]);
  });
});
