import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { presentQueue, queueFact, type AttendanceFacts } from './queue-presenter.js';

const format = createFormat('es', { now: () => new Date('2026-11-24T13:12:00Z') });
const mirlande: AttendanceFacts = {
  id: 'a', version: 1, state: 'waiting', queueNumber: 15, arrivedAt: '2026-11-24T12:31:00Z', language: 'hat', interpreter: true, needCodes: ['pregnancy', 'health'],
  unclosedFromEarlierDay: false, person: { id: 'p', identity: { displayName: 'Mirlande Charles' } },
};
const rows = (...facts: Partial<AttendanceFacts>[]) => presentQueue(facts.map((over, at) => ({ ...mirlande, id: `a${at}`, ...over })), t, format);

describe('the queue of today', () => {
  it('the first who waits is the one whose turn it is', () => {
    expect(rows({}, {}).map((row) => `${row.turn} ${row.name}, ${row.interpreter}, ${row.needs}, ${row.wait}: ${row.state}`)).toEqual([
      '15 Mirlande Charles, intérprete, Embarazo · Salud, 41 min: Le toca', '15 Mirlande Charles, intérprete, Embarazo · Salud, 41 min: Espera',
    ]);
  });

  it('who is being attended waits no longer', () => {
    expect(rows({ state: 'in_service' })[0]).toMatchObject({ wait: '–', tone: 'wait', state: 'En atención', actions: ['close', 'leave'] });
  });

  it('what was left open on an earlier day says since when', () => {
    const [left, next] = rows({ unclosedFromEarlierDay: true, arrivedAt: '2026-11-23T12:00:00Z' }, {});
    expect(left).toMatchObject({ tone: 'need', state: 'Sin cerrar', stateSub: 'Desde ayer', wait: '–' });
    expect(next?.state).toBe('Le toca');
  });

  it('offers what the state allows', () => {
    expect(rows({})[0]?.actions).toEqual(['take', 'leave']);
    expect(rows({ state: 'closed' })[0]?.actions).toEqual([]);
  });

  it('names the language only when it is not Spanish', () => {
    expect(rows({ language: 'spa' }, {}).map((row) => row.language)).toEqual([null, 'hat']);
  });

  it('a person whose name is not shared is reserved, not blank', () => {
    expect(rows({ person: { id: 'p', identity: null } })[0]?.name).toBe('Reservado');
  });

  it('counts who waits and for how long', () => {
    expect(queueFact({ waiting: 5, longestWaitMinutes: 41 }, t)).toBe('5 esperan · la mayor espera, 41 min');
    expect(queueFact({ waiting: 1, longestWaitMinutes: 65 }, t)).toBe('1 espera · la mayor espera, 1 h 05 min');
    expect(queueFact({ waiting: 0, longestWaitMinutes: 0 }, t)).toBe('Nadie espera');
  });
});
