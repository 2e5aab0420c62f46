const pageSize = 25;

/** The cursors of a list in the address: the page after one row, or the page before another. */
export interface PageInAddress { desde: string; hasta: string }

/** The arguments of one page: forwards from a cursor, backwards from another, or the first one. */
export function pageArgs({ desde, hasta }: PageInAddress): { first?: number; after?: string; last?: number; before?: string } {
  if (hasta) return { last: pageSize, before: hasta };
  return desde ? { first: pageSize, after: desde } : { first: pageSize };
}

interface PageInfo { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }

/** Addresses of the pages beside this one; null where there is none. */
export function pageLinks(info: PageInfo, address: (change: PageInAddress) => string): { previous: string | null; next: string | null } {
  return {
    previous: info.hasPreviousPage && info.startCursor ? address({ desde: '', hasta: info.startCursor }) : null,
    next: info.hasNextPage && info.endCursor ? address({ desde: info.endCursor, hasta: '' }) : null,
  };
}
