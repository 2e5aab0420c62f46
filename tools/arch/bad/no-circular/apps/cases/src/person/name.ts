import { person } from './person.js';
export const nameOf = (): unknown => person;
