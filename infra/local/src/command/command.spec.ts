import type { MessagingStatus } from '@konbit/messaging';
import { auditLine } from './audit.js';
import { commandContext, servicesFrom } from './context.js';
import { inSpanish, summaryLine } from './parked.js';
import { duration, messagingLines, messagingProblems } from './status.js';
import { topicsCommand } from './topics.js';

const quiet: MessagingStatus = {
  outboxRows: 0, oldestOutboxMs: 0, relayActive: true, parkedWaiting: 0, parkedDead: 0, deadRecords: 0,
  groups: [{ group: 'timeline', topic: 'referrals.events', offset: 7, lag: 0, consuming: true }],
};

describe('konbit command', () => {
  it('finds nothing to do when all is quiet', () => {
    expect(messagingProblems(quiet)).toEqual([]);
    expect(messagingLines(quiet)).toEqual(['eventos: nada por enviar; envío activo', 'timeline ← referrals.events: al día', 'detenidos: 0 en espera, 0 sin más intentos, 0 ilegibles']);
  });

  it('names what needs a person', () => {
    const groups = [{ group: 'timeline', topic: 'referrals.events', offset: 7, lag: 3, consuming: false }];
    const status = { ...quiet, outboxRows: 4, oldestOutboxMs: 120_000, relayActive: false, parkedDead: 1, groups };
    expect(messagingLines(status)[1]).toBe('timeline ← referrals.events: atrasado en 3, nadie lo está leyendo');
    expect(messagingProblems(status)).toEqual([
      'nadie envía sus eventos', 'hay eventos sin enviar desde hace 2 min', 'nadie lee referrals.events para timeline',
      '1 eventos detenidos sin más intentos (npx konbit parked list)',
    ]);
  });

  it('puts first what the next command needs', () => {
    const line = summaryLine('cases', {
      consumer: 'timeline', key: 'k1', version: 2, type: 'konbit.x.v1', state: 'dead', attempts: 5, nextAt: new Date(0), cause: null, behind: 2,
    });
    expect(line).toBe('cases timeline k1: konbit.x.v1 versión 2, 5 intentos, sin más intentos, 2 esperan detrás (causa no anotada)');
  });

  it('tells refusals in Spanish and leaves unknown ones alone', () => {
    expect(inSpanish('version 3 is already behind the consumer, which stands at 5')).toBe('La versión 3 ya quedó atrás: el consumidor va en la 5.');
    expect(inSpanish('something else')).toBe('something else');
  });

  it('tells a broken audit apart from a whole one', () => {
    expect(auditLine('cases', { ok: true, rows: 2, chained: 2, unsealed: 0, head: { seq: '2', hash: 'ab' } })).toBe('cases: íntegra, 2 filas selladas; último sello n.º 2 ab');
    expect(auditLine('cases', { ok: false, rows: 2, chained: 1, unsealed: 0, head: null, problem: 'ROW_CHANGED', brokenAt: { seq: '2', pos: '9' } }))
      .toBe('cases: la auditoría NO está íntegra: una fila fue cambiada, fila 9, sello 2 (1 filas repasadas antes)');
  });

  it('takes addresses from the environment, and says how to get them otherwise', () => {
    const context = commandContext({ KONBIT_HOME: '/nowhere', CASES_OWNER_DATABASE_URL: 'postgres://x' });
    expect(context.ownerUrl('cases')).toBe('postgres://x');
    expect(() => context.ownerUrl('bus')).toThrow(/npm start.*BUS_OWNER_DATABASE_URL/);
    expect(() => servicesFrom('casos')).toThrow('cases, referrals o directory');
  });

  it('makes topics only when it is asked in full', async () => {
    const context = commandContext({ KONBIT_HOME: '/nowhere' });
    await expect(topicsCommand(context, [])).rejects.toThrow('topics create');
    await expect(topicsCommand(context, ['create', 'many'])).rejects.toThrow('"many" no es un número');
    await expect(topicsCommand(context, ['create'])).rejects.toThrow('KONBIT_KAFKA_BROKERS is not set');
  });

  it('rounds times to the largest whole unit', () => {
    expect([duration(1_400), duration(100_000), duration(7_200_000)]).toEqual(['1 s', '2 min', '2 h']);
  });
});
