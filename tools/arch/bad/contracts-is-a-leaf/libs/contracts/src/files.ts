import { readFileSync } from 'node:fs';
export const list = readFileSync('list.json', 'utf8');
