import { explainPostgresLog, isAlive, isPostgresProcess, parsePostmaster } from './postmaster.js';

describe('postmaster', () => {
  it('is read from its pid file, and half a file tells nothing', () => {
    expect(parsePostmaster('123\n/data\n1700000000\n5433\n\n127.0.0.1\n  1 2\nready   \n')).toEqual({ pid: 123, dataDir: '/data', port: 5433, socketDir: null, ready: true });
    expect(parsePostmaster('123\n/data\n1700000000\n5433\n/data.socket\n127.0.0.1\n  1 2\nready   \n')?.socketDir).toBe('/data.socket');
    expect(parsePostmaster('123\n/data\n1700000000\n5433\n\n\n\nstarting\n')?.ready).toBe(false);
    expect(parsePostmaster('123\n/data\n')).toBeNull();
  });

  it.each([
    ['FATAL:  could not write lock file: No space left on device', 'No queda espacio'],
    ['FATAL:  data directory "/d" has wrong ownership', 'no tiene permiso'],
    ['PANIC:  could not locate a valid checkpoint record', 'está dañada'],
    ['FATAL:  could not open file "global/pg_control"', 'está dañada'],
    ['FATAL:  database files are incompatible with server', 'otra versión de Postgres'],
    ['FATAL:  lock file "postmaster.pid" already exists', 'Otro proceso'],
    ['LOG: x\nFATAL:  something new', 'something new'],
  ])('%s is told as "%s"', (log, sentence) => {
    expect(explainPostgresLog(log, '/d').message).toContain(sentence);
  });

  it('is not confused with any living process', () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(isAlive(999_999_999)).toBe(false);
    expect(isPostgresProcess(999_999_999)).toBe(process.platform !== 'linux');
  });
});
