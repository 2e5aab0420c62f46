import type { PageArgs } from '@konbit/contracts';
import { DomainError } from '@konbit/platform';

const maxPage = 100;

export interface SliceArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

/** The slice a list is asked for: exactly one of `first` and `last`, 0 to 100 (STANDARDS §4). Throws PAGE_SIZE_INVALID. */
export function pageOf({ first, after, last, before }: SliceArgs): PageArgs {
  const forwards = first !== null && first !== undefined;
  const backwards = last !== null && last !== undefined;
  if (forwards === backwards) throw new DomainError('PAGE_SIZE_INVALID');
  const size = forwards ? first : last!;
  if (size < 0 || size > maxPage) throw new DomainError('PAGE_SIZE_INVALID');
  return { ...(forwards ? { first: size } : { last: size }), ...(after ? { after } : {}), ...(before ? { before } : {}) };
}

/** How many rows an unpaged list may give. Throws PAGE_SIZE_INVALID. */
export function sizeOf(first: number): number {
  if (first < 1 || first > maxPage) throw new DomainError('PAGE_SIZE_INVALID');
  return first;
}
