import { pool } from '@konbit/platform/dist/database/pool.js';
export const mine = pool;
