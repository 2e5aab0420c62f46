import { init } from 'z3-solver';
export const prove = init;
