import { pool } from '../../../../libs/platform/src/database/pool.js';
export const mine = pool;
