import type { DocumentNode } from 'graphql';

const defaultSize = 500;

/** Parsed and validated documents by their hash; the one unused longest leaves, so no caller can fill the memory. */
export class DocumentCache {
  private readonly documents = new Map<string, DocumentNode>();

  constructor(private readonly size: number = defaultSize) {}

  get(key: string): Promise<DocumentNode | undefined> {
    const document = this.documents.get(key);
    if (document) this.put(key, document);
    return Promise.resolve(document);
  }

  set(key: string, document: DocumentNode): Promise<void> {
    this.put(key, document);
    if (this.documents.size > this.size) this.documents.delete(this.documents.keys().next().value!);
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.documents.delete(key));
  }

  private put(key: string, document: DocumentNode): void {
    this.documents.delete(key);
    this.documents.set(key, document);
  }
}
