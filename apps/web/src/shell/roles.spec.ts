import { rolePermissions, roles, type Permission, type Role } from '@konbit/contracts';
import { navEntries, navFor } from './navigation.js';
import { homeOf, roleWords, workOf } from './roles.js';

const spanish = (roles: readonly string[]): (string | undefined)[] => workOf(roles).map((word) => word.message);

/** What each screen of the bar asks of the server first, and the permissions that let it through. */
const needed: Readonly<Record<string, readonly Permission[] | null>> = {
  '/meson': ['attendance.work'], '/meson/nueva': ['person.write'], '/recibidas': ['referral.answer', 'referral.request'], '/derivaciones': ['referral.request'],
  '/tablero': ['indicator.read'], '/accesos': ['audit.read', 'rights.answer'], '/textos': ['text.review'], '/directorio': null, '/directorio/por-revisar': ['directory.edit'],
  '/directorio/sugerencias': ['directory.edit'], '/directorio/importar': ['directory.edit'],
};

describe('where a person starts', () => {
  it('the desk opens on the desk', () => expect(homeOf(['adviser'])).toBe('/meson'));
  it.each(['omil_officer', 'social_worker', 'external_counterpart', 'course_coordinator', 'head'])('%s opens on Recibidas', (role) => expect(homeOf([role])).toBe('/recibidas'));
  it('policy opens on the figures, audit and legal on the access log, mediation on the texts', () => {
    expect([homeOf(['policy']), homeOf(['auditor']), homeOf(['legal']), homeOf(['mediator'])]).toEqual(['/tablero', '/accesos', '/accesos', '/textos']);
  });
  it('who is both starts at the desk', () => expect(homeOf(['omil_officer', 'adviser'])).toBe('/meson'));
  it('every role has a home and a name for its work', () => {
    expect(roles.filter((role) => homeOf([role]) === '/bienvenida')).toEqual([]);
    expect(roles.filter((role) => !roleWords[role])).toEqual([]);
  });
  it('only a role that nobody knows gets the plain page', () => expect(homeOf(['archivist'])).toBe('/bienvenida'));
});

describe('what an account is called', () => {
  it('a social worker is called by the work, whatever the branch', () => expect(spanish(['social_worker'])).toEqual(['Trabajo social']));
  it('who holds two roles is called by both, the home first', () => expect(spanish(['policy', 'head'])).toEqual(['Jefatura', 'Políticas']));
  it('an unknown role is called nothing', () => expect(spanish(['archivist'])).toEqual([]));
});

describe('the bar', () => {
  it.each([...roles])('%s has at most five entries and the directory among them', (role) => {
    const entries = navFor([role]).map((entry) => entry.to);
    expect(entries.length).toBeLessThanOrEqual(5);
    expect(entries).toContain('/directorio');
  });
  it.each([...roles])('%s is offered only screens that the server lets through', (role: Role) => {
    const held = rolePermissions[role];
    const shut = navFor([role]).filter(({ to }) => needed[to] !== null && !needed[to]?.some((permission) => held.includes(permission)));
    expect(shut.map(({ to }) => to)).toEqual([]);
  });
  it.each([...roles])('the home of %s is an entry of the bar', (role) => expect(navFor([role]).map((entry) => entry.to)).toContain(homeOf([role])));
  it('no address is offered twice', () => expect(new Set(navEntries.map((entry) => entry.to)).size).toBe(navEntries.length));
});
