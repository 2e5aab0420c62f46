import { boxes } from '@konbit/contracts';
import { t } from '../i18n/i18n.js';
import { createFormat } from '@konbit/contracts/format';
import { boxLooks, countLine, originBoxes, receivedBoxes, receivedLook } from './boxes.js';

const { number } = createFormat('es');
const line = (shown: number, total: number, more = {}): string => t(countLine({ shown, total, filtered: false, morePages: false, byDeadline: false, ...more }, number));

describe('the words of Recibidas', () => {
  const said = (roles: string[]): (string | undefined)[] => { const { title, empty } = receivedLook(roles); return [title.message, empty.message]; };
  it('a receiver reads Recibidas', () => expect(said(['social_worker'])).toEqual(['Recibidas', 'No hay derivaciones por responder']));
  it('a coordinator of courses reads about courses', () => expect(said(['course_coordinator'])).toEqual(['Personas derivadas a sus cursos', 'Nadie espera un cupo por responder']));
  it('who leads an office reads about the office', () => expect(said(['head'])).toEqual(['Derivaciones que recibe su oficina', 'Su oficina no tiene derivaciones por responder']));
});

describe('worklists', () => {
  it('every one of the server has its screen', () => {
    expect(Object.keys(boxLooks).sort()).toEqual([...boxes].sort());
    expect([...new Set([...receivedBoxes, ...originBoxes])].sort()).toEqual([...boxes].sort());
  });

  it('the tabs are named in the product\'s words', () => {
    expect(receivedBoxes.map((box) => t(boxLooks[box].name))).toEqual(['Recibidas', 'En curso', 'Terminadas']);
    expect(originBoxes.map((box) => t(boxLooks[box].name))).toEqual(['Respuestas por ver', 'Pedir lo que falta', 'Enviadas', 'Borradores', 'Terminadas']);
  });

  it('says how many there are', () => {
    expect(line(1, 1)).toBe('1 derivación');
    expect(line(14, 14, { byDeadline: true })).toBe('14 derivaciones, la más urgente primero');
    expect(line(14, 43, { filtered: true })).toBe('14 de 43 derivaciones');
    expect(line(25, 60, { filtered: true, morePages: true })).toBe('25 en esta página');
    expect(line(25, 1000)).toBe('Más de 1.000 derivaciones');
  });
});
