import { roles } from '@konbit/contracts';
import { homeOf, roleWords } from './roles.js';
import { comingWords } from './shell-words.js';

describe('where a person starts', () => {
  it('the desk opens on the desk', () => expect(homeOf(['adviser'])).toBe('/meson'));
  it.each(['omil_officer', 'social_worker', 'external_counterpart'])('%s opens on Recibidas', (role) => expect(homeOf([role])).toBe('/recibidas'));
  it('who is both starts at the desk', () => expect(homeOf(['omil_officer', 'adviser'])).toBe('/meson'));
  it('any other role gets the plain page, which has something to say to it', () => {
    const others = roles.filter((role) => homeOf([role]) === '/bienvenida');
    expect(others.filter((role) => !comingWords[role]?.length)).toEqual([]);
    expect(roles.filter((role) => !roleWords[role])).toEqual([]);
  });
});
