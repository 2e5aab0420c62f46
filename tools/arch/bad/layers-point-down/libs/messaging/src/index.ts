import { startPostgres } from '@konbit/local';
export const relay = startPostgres;
