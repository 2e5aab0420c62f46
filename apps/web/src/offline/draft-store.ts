import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Sealed } from './seal.js';

/** What is kept of a draft: nothing readable but the moment. */
export interface DraftRecord extends Sealed {
  id: string;
  savedAt: number;
}

interface DraftDatabase extends DBSchema {
  drafts: { key: string; value: DraftRecord; indexes: { savedAt: number } };
}

const keptMs = 7 * 86_400_000;
let database: Promise<IDBPDatabase<DraftDatabase>> | null = null;

function open(): Promise<IDBPDatabase<DraftDatabase>> {
  database ??= openDB<DraftDatabase>('konbit-drafts', 1, {
    upgrade(db) {
      db.createObjectStore('drafts', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
    },
  });
  return database;
}

export async function putDraft(record: DraftRecord): Promise<void> {
  await (await open()).put('drafts', record);
}

export async function getDraft(id: string): Promise<DraftRecord | undefined> {
  const found = await (await open()).get('drafts', id);
  return found && found.savedAt > Date.now() - keptMs ? found : undefined;
}

export async function deleteDraft(id: string): Promise<void> {
  await (await open()).delete('drafts', id);
}

/** Forgets drafts nobody took up again for seven days. */
export async function dropOldDrafts(now = Date.now()): Promise<void> {
  const db = await open();
  const old = await db.getAllKeysFromIndex('drafts', 'savedAt', IDBKeyRange.upperBound(now - keptMs));
  await Promise.all(old.map((id) => db.delete('drafts', id)));
}
