/** What makes the pages about places ask again. */
export const placeTopics: readonly string[] = ['branch', 'offering', 'organisation'];
const pageSize = 25;

/** The window of a list from its two cursors in the address. */
export function pageOf({ desde, hasta }: { desde: string; hasta: string }): { first?: number; after?: string; last?: number; before?: string } {
  if (hasta) return { last: pageSize, before: hasta };
  return desde ? { first: pageSize, after: desde } : { first: pageSize };
}

interface PageInfo { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }

/** Addresses of the pages beside this one; null where there is none. */
export function pageLinks(info: PageInfo, address: (change: { desde: string; hasta: string }) => string): { previous: string | null; next: string | null } {
  return {
    previous: info.hasPreviousPage && info.startCursor ? address({ desde: '', hasta: info.startCursor }) : null,
    next: info.hasNextPage && info.endCursor ? address({ desde: info.endCursor, hasta: '' }) : null,
  };
}
