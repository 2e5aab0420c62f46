import type { Migration } from '@konbit/platform';
import { directory0001 } from './0001-directory.js';
import { directory0002 } from './0002-directory-editing.js';
import { directory0003 } from './0003-texts.js';
import { directory0004 } from './0004-audit-indexes.js';
import { directory0005 } from './0005-criteria.js';

/** In the order they are applied; one that was applied never changes. */
export const directoryMigrations: readonly Migration[] = [directory0001, directory0002, directory0003, directory0004, directory0005];
