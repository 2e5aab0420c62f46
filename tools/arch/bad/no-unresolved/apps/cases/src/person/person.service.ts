import { gone } from './gone.js';
export const lost = gone;
