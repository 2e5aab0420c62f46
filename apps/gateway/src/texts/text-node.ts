import type { TextView } from '@konbit/contracts';

type NameOf = (sub: string | null) => Promise<string | null>;

export interface TextNode extends TextView {
  authorName: () => Promise<string | null>;
  reviewerName: () => Promise<string | null>;
}

const releaseAuthor = 'konbit';

/** A text with the names of who wrote and read it, asked for only when they are shown; what came with the product is Konbit's. */
export function textNode(view: TextView, nameOf: NameOf): TextNode {
  return { ...view, authorName: () => (view.author === releaseAuthor ? Promise.resolve('Konbit') : nameOf(view.author)), reviewerName: () => nameOf(view.reviewer) };
}
