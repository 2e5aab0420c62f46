import { nameOf } from './name.js';
export const person = nameOf;
