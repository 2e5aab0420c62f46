/* eslint no-var: off */
export const one = 1;
