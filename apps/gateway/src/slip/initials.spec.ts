import { initialsOf } from './initials.js';

describe('the initials on a slip', () => {
  it.each([
    ['Marie Ange Jean', 'M. A. J.'], ['Marie-Ange Jean-Baptiste', 'M. A. J. B.'], ['Élie Ñancul', 'É. Ñ.'], ['rosa de la Cruz', 'R. D. L. C.'], ["N'Guessan", 'N.'], ['', ''],
  ])('of "%s" are "%s"', (name, initials) => expect(initialsOf(name)).toBe(initials));
});
