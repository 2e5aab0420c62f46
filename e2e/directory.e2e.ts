import { randomInt } from 'node:crypto';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { metAtDesk } from './support/intake.js';
import { someone } from './support/people.js';
import { chooseDestination, openFromList, sendReferral } from './support/referral.js';
import { leave, type Official, signedIn } from './support/sign-in.js';
import { settled } from './support/tour.js';

interface NewBranch { code: string; name: string }

/** A branch of one test; nobody else uses it. */
function newBranch(): NewBranch {
  const number = 100_000 + randomInt(900_000);
  return { code: `BR-DIDECO-${number}`, name: `Delegación ${number}` };
}

const head = 'code,organisation,name,kind,comuna,services';
const lineOf = ({ code, name }: NewBranch, comuna = '05101', service = 'SOC-01'): string => `${code},ORG-IMV-DIDECO,${name},office,${comuna},${service}`;
const textOf = (page: Page): Locator => page.getByLabel('Texto del archivo');
const check = (page: Page): Promise<void> => page.getByRole('button', { name: 'Revisar', exact: true }).click();

/** Checks the file that is written and imports it. */
async function importsIt(page: Page): Promise<void> {
  await check(page);
  await expect(page.getByRole('heading', { name: 'Si importa este archivo' })).toBeVisible();
  await page.getByRole('button', { name: 'Importar', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Archivo importado' })).toBeVisible();
}

/** Imports one branch and opens its page. */
async function branchMade(editor: Official): Promise<NewBranch> {
  const branch = newBranch();
  const { page } = editor;
  await page.goto('/directorio/importar');
  await textOf(page).fill(`${head}\n${lineOf(branch)}`);
  await importsIt(page);
  await page.goto(`/directorio?q=${branch.name.split(' ')[1]!}`);
  await page.getByRole('link', { name: branch.name }).click();
  await expect(page.getByRole('heading', { level: 1, name: branch.name })).toBeVisible();
  return branch;
}

test('a file with a wrong code keeps nothing and names line and column; corrected, its branch stands there with its hours unconfirmed', async ({ browser }) => {
  const editor = await signedIn(browser, 'directorio');
  const { page } = editor;
  const [right, wrong] = [newBranch(), newBranch()];
  const find = async ({ name }: NewBranch): Promise<Locator> => {
    await page.goto(`/directorio?q=${name.split(' ')[1]!}`);
    await settled(editor);
    return page.getByRole('row', { name });
  };
  await page.goto('/directorio/importar');
  await textOf(page).fill(`${head}\n${lineOf(right)}\n${lineOf(wrong, '99999', 'SOC-99')}`);
  await check(page);
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('Nada se ha guardado.');
  const faults = page.getByRole('table', { name: 'Errores por línea y columna' });
  for (const column of ['comuna', 'services']) await expect(faults.getByRole('row', { name: new RegExp(`3.*${column}`) })).toContainText('Ese código no existe en el directorio.');
  await expect(textOf(page)).toHaveValue(new RegExp(right.code));
  await expectAccessible(page, 'an import with wrong codes');
  await expect(await find(right)).toHaveCount(0);

  await page.goto('/directorio/importar');
  const picked = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Elegir un archivo CSV' }).click();
  await (await picked).setFiles({ name: 'sucursales.csv', mimeType: 'text/csv', buffer: Buffer.from(`${head}\n${lineOf(right)}\n${lineOf(wrong)}`) });
  await expect(textOf(page)).toHaveValue(new RegExp(wrong.code));
  await importsIt(page);
  await expectAccessible(page, 'an import that was made');
  for (const one of [right, wrong]) await expect(await find(one)).toContainText('sin confirmar');
  await page.getByRole('link', { name: wrong.name }).click();
  await expect(page.getByRole('term').filter({ hasText: 'Horario' }).locator('xpath=following-sibling::dd[1]')).toContainText('sin confirmar');
  await page.goto(`/directorio?q=${right.name.split(' ')[1]!}&abierto=ahora`);
  await expect(page.getByRole('row', { name: right.name })).toContainText('sin confirmar');
  await leave(editor);
});

test('two editors of one branch: the second reads what the first wrote, keeps what was typed and saves it', async ({ browser }) => {
  const first = await signedIn(browser, 'directorio');
  const second = await signedIn(browser, 'directorio');
  const { name } = await branchMade(first);
  await second.page.route('**/hints', (route) => route.fulfill({ status: 503 }));
  await second.page.goto(first.page.url());
  for (const { page } of [first, second]) {
    await page.getByRole('link', { name: 'Editar', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Editar la sucursal' })).toBeVisible();
  }
  const { page } = second;
  await page.getByLabel('Teléfono').fill('+56 9 0000 0321');
  await first.page.getByLabel('Dirección').fill('Calle Nueva 12');
  await first.page.getByRole('button', { name: 'Guardar cambios' }).click();
  await expect(first.page.getByRole('heading', { level: 1, name })).toBeVisible();

  await page.getByRole('button', { name: 'Guardar cambios' }).click();
  await expect(page.getByText('Otra persona cambió esta ficha mientras usted escribía')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Lo que cambió' }).getByRole('row', { name: /Dirección/ })).toContainText('Calle Nueva 12');
  await expect(page.getByLabel('Teléfono')).toHaveValue('+56 9 0000 0321');
  await expectAccessible(page, 'an edit that somebody else passed');
  await page.getByRole('button', { name: 'Guardar cambios' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  for (const words of ['Calle Nueva 12', '+56 9 0000 0321']) await expect(page.getByRole('main')).toContainText(words);
  await leave(first, second);
});

test('a branch that closes: its editor reads how many referrals wait, and who sent them sees it and finds them', async ({ browser }) => {
  test.setTimeout(120_000);
  const editor = await signedIn(browser, 'directorio');
  const desk = await signedIn(browser, 'meson');
  const creole = await signedIn(browser, 'meson2', 'ht');
  const branch = await branchMade(editor);
  const person = someone();
  await metAtDesk(desk, { person, needs: ['Ayuda social'] });
  await chooseDestination(desk, { service: 'Ingreso al RSH', branch: branch.name });
  await sendReferral(desk, person);
  await desk.page.goto('/derivaciones?caja=sent');
  await creole.page.goto('/derivaciones');
  await expect(desk.page.getByRole('row', { name: person.name })).toBeVisible();
  await closes(editor);

  await expect(desk.page.getByRole('row', { name: person.name })).toContainText('La sucursal cerró');
  await expect(desk.page.getByText(/en una sucursal que cerró/)).toBeVisible();
  await expectAccessible(desk.page, 'the list with a branch that closed');
  await creole.page.getByRole('link', { name: creole.say('Ver solo esas') }).click();
  const tag = creole.say('La sucursal cerró');
  await expect(creole.page.getByRole('row', { name: person.name })).toContainText(tag);
  await expect(creole.page.locator('tbody').getByRole('row').filter({ hasNotText: tag })).toHaveCount(0);
  await expectAccessible(creole.page, 'the list of what waits at closed branches');

  await openFromList(desk, person);
  await expect(desk.page.getByText(`${branch.name} ya no atiende. La persona sigue esperando.`)).toBeVisible();
  await expectAccessible(desk.page, 'a referral whose branch closed');
  await leave(editor, desk, creole);
});

/** Stands on the page of the branch; the count is there before, and a reason is asked. */
async function closes({ page }: Official): Promise<void> {
  await page.getByRole('link', { name: 'Cerrar la sucursal' }).click();
  await expect(page.getByText('Tiene 1 derivación abierta.')).toBeVisible();
  await page.getByRole('button', { name: 'Cerrar la sucursal' }).click();
  await expect(page.getByRole('alert')).toContainText('Escriba por qué se cierra.');
  await expectAccessible(page, 'the page that closes a branch');
  await page.getByLabel('Por qué se cierra').fill('Se mudó a la Plataforma Social.');
  await page.getByRole('button', { name: 'Cerrar la sucursal' }).click();
  await expect(page.getByText('Motivo: Se mudó a la Plataforma Social.')).toBeVisible();
}
