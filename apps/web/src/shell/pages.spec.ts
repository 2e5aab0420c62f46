import { pageArgs, pageLinks } from './pages.js';

describe('the pages of a list', () => {
  it('go on from a cursor, forwards or back', () => {
    expect(pageArgs({ desde: '', hasta: '' })).toEqual({ first: 25 });
    expect(pageArgs({ desde: 'c', hasta: '' })).toEqual({ first: 25, after: 'c' });
    expect(pageArgs({ desde: '', hasta: 'c' })).toEqual({ last: 25, before: 'c' });
  });

  it('have an address only where there is one more', () => {
    const address = ({ desde, hasta }: { desde: string; hasta: string }): string => `?desde=${desde}&hasta=${hasta}`;
    const cursors = { startCursor: 'a', endCursor: 'z' };
    expect(pageLinks({ ...cursors, hasPreviousPage: true, hasNextPage: true }, address)).toEqual({ previous: '?desde=&hasta=a', next: '?desde=z&hasta=' });
    expect(pageLinks({ ...cursors, hasPreviousPage: false, hasNextPage: false }, address)).toEqual({ previous: null, next: null });
  });
});
