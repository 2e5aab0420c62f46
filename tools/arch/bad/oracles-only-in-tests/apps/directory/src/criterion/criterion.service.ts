import { evaluate } from 'feelin';
export const answer = evaluate;
