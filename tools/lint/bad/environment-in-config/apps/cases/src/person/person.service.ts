import { env } from 'node:process';

export const url = process.env['CASES_DATABASE_URL'];
export const port = env['CASES_RPC_PORT'];
