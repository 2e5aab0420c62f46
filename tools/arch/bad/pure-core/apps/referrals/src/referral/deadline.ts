import { readFileSync } from 'node:fs';
export const holidays = readFileSync('holidays.json', 'utf8');
