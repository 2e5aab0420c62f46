import { expect } from '@playwright/test';
import type { Official } from './sign-in.js';
import { settled } from './tour.js';

/** What the addresses of a commune in use are made of, read from its own lists. */
export interface Ids {
  person: string;
  referral: string;
  branch: string;
  /** A referral that OMIL works on. */
  taken: string;
}

/** The first link on a list that leads to one thing. */
async function firstOn(official: Official, list: string, link: RegExp): Promise<string> {
  await official.page.goto(list);
  await settled(official);
  await expect.poll(async () => (await addressesOn(official)).some((address) => link.test(address)), { message: `${list} has a row` }).toBe(true);
  return (await addressesOn(official)).map((address) => link.exec(address)?.[1]).find((id) => id !== undefined)!;
}

/** A person whom the official of the desk attends. */
export function personOf(desk: Official): Promise<string> {
  return firstOn(desk, '/meson', /^\/personas\/([0-9a-f-]{36})/);
}

function addressesOn({ page }: Official): Promise<string[]> {
  return page.locator('main a[href]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
}

/** A person whom the official of the desk attends, a referral of this person's office, a place of the directory, and a referral that OMIL took. */
export async function idsOf(desk: Official, omil: Official): Promise<Ids> {
  const person = await personOf(desk);
  const referral = await firstOn(desk, '/derivaciones?caja=sent', /^\/derivaciones\/([0-9a-f-]{36})/);
  const branch = await firstOn(desk, '/directorio', /^\/directorio\/sucursales\/([0-9a-f-]{36})/);
  const taken = await firstOn(omil, '/recibidas?caja=in_progress', /^\/derivaciones\/([0-9a-f-]{36})/);
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
  omil: ({ taken }) => ['/recibidas', '/recibidas?caja=in_progress', '/recibidas?caja=ended', `/derivaciones/${taken}`, `/derivaciones/${taken}?accion=forward`, '/derivaciones'],
  dideco: () => ['/recibidas', '/derivaciones'],
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
