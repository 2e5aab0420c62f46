import { expect } from '@playwright/test';
import type { Official } from './sign-in.js';
import { settled } from './tour.js';

/** What the addresses of a commune in use are made of, read from its own lists. */
export interface Ids {
  person: string;
  referral: string;
  branch: string;
  /** A referral that the social office took and may send on. */
  taken: string;
}

/** What the links of a list lead to, in its order. */
async function idsOn(official: Official, list: string, link: RegExp): Promise<[string, ...string[]]> {
  await official.page.goto(list);
  await settled(official);
  await expect.poll(async () => (await addressesOn(official)).some((address) => link.test(address)), { message: `${list} has a row` }).toBe(true);
  return (await addressesOn(official)).flatMap((address) => link.exec(address)?.[1] ?? []) as [string, ...string[]];
}

/** A person whom the official of the desk attends. */
export async function personOf(desk: Official): Promise<string> {
  return (await idsOn(desk, '/meson', /^\/personas\/([0-9a-f-]{36})/))[0];
}

function addressesOn({ page }: Official): Promise<string[]> {
  return page.locator('main a[href]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
}

/** A person whom the official of the desk attends, a referral of this person's office, a place of the directory, and a referral that the social office took. */
export async function idsOf(desk: Official, social: Official): Promise<Ids> {
  const person = await personOf(desk);
  const [referral] = await idsOn(desk, '/derivaciones?caja=sent', /^\/derivaciones\/([0-9a-f-]{36})/);
  const [branch] = await idsOn(desk, '/directorio', /^\/directorio\/sucursales\/([0-9a-f-]{36})/);
  // The last of the list: what has no clock any more was taken.
  const taken = (await idsOn(social, '/recibidas?caja=in_progress', /^\/derivaciones\/([0-9a-f-]{36})/)).at(-1)!;
  return { person, referral, branch, taken };
}

/** Every address that the work of an account leads to; a referral of its own office where it has one. */
export const screensOf: Readonly<Record<string, (ids: Ids) => readonly string[]>> = {
  meson: ({ person, referral, branch }) => [
    '/meson', '/meson/nueva', `/meson/nueva?persona=${person}`, `/personas/${person}`, `/personas/${person}/corregir`, `/personas/${person}/acceso`, `/personas/${person}/accesos`,
    `/personas/${person}/aviso`, `/personas/${person}/consentimientos/nuevo`, `/personas/${person}/derivar`,
    ...['', 'sent', 'info_asked', 'drafts', 'ended'].map((box) => `/derivaciones${box && `?caja=${box}`}`), `/derivaciones/${referral}`, `/derivaciones/${referral}/comprobante`,
    '/directorio', `/directorio/sucursales/${branch}`, `/directorio/sucursales/${branch}/historial`, `/directorio/sucursales/${branch}/sugerir`, '/no-existe',
  ],
  omil: () => ['/recibidas', '/recibidas?caja=in_progress', '/recibidas?caja=ended', '/derivaciones'],
  dideco: ({ taken }) => ['/recibidas', `/derivaciones/${taken}`, `/derivaciones/${taken}?accion=forward`, '/derivaciones'],
  salud: () => ['/recibidas'],
  sence: () => ['/recibidas', '/derivaciones'],
  encargada: () => ['/recibidas', '/derivaciones', '/tablero'],
  policy: () => ['/tablero'],
  auditor: () => ['/accesos'],
  juridica: () => ['/accesos'],
  mediadora: () => ['/textos'],
  directorio: ({ branch }) => [
    '/directorio/por-revisar', '/directorio/sugerencias', '/directorio/importar', '/directorio/organizaciones/nueva', '/directorio/sucursales/nueva', `/directorio/sucursales/${branch}`,
    `/directorio/sucursales/${branch}/editar`, `/directorio/sucursales/${branch}/cerrar`, `/directorio/sucursales/${branch}/ofertas/nueva`, `/directorio/sucursales/${branch}/historial`,
  ],
  admin: () => ['/directorio'],
};
