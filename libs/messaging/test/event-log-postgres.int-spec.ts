import { openEventLog } from '@konbit/messaging';
import { eventLogConformance } from './conformance.js';
import { quickReader } from './quick-reader.js';

eventLogConformance('Postgres', async (databases) => {
  const reader = { busUrl: databases.busUrl('cases') };
  const writer = { busUrl: databases.busUrl('directory') };
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  const limitBus = (limit: number): string => `do $$ begin execute format('alter database %I connection limit ${limit}', current_database()); end $$`;
  return {
    reader, writer,
    openReader: () => quickReader(reader, databases.url('cases')),
    openWriter: () => openEventLog({ address: writer }),
    rewind: async (group) => { await databases.asOwner('cases', 'update bus_offset set off = 0 where grp = $1', [group]); },
    interrupt: async () => {
      for (const database of ['cases', 'bus'] as const) await databases.asAdmin(database, cut);
    },
    takeAway: async () => {
      await databases.asAdmin('bus', limitBus(0));
      await databases.asAdmin('bus', cut);
      return async () => { await databases.asAdmin('bus', limitBus(-1)); };
    },
    close: async () => undefined,
  };
});
