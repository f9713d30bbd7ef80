/** What was handed in, by content: the media type, or the code of why it is not taken. */
export type Examined = { readonly ok: true; readonly mediaType: string } | { readonly ok: false; readonly code: string }

export type Scanned = 'CLEAN' | 'INFECTED' | 'NOT_SCANNED'

/** How to show a document without anything that came along in it. */
export type Viewable = { readonly mediaType: string; readonly content: Uint8Array }

/**
 * Where documents lie, each encrypted with a data key of its subject, under `<subject>/<document id>`. Ids are opaque; every
 * method throws on one that is not 1 to 80 letters, digits or hyphens.
 */
export interface DocumentStore {
  /** Durable when it resolves. Throws where the subject was erased. The same id again is the same document: it is written anew. */
  put(subject: string, documentId: string, content: Uint8Array): Promise<void>
  /** Undefined when there is none, or its subject was erased. Throws when what lies there is not what was put. */
  get(subject: string, documentId: string): Promise<Uint8Array | undefined>
  /** Resolves also when there is none. */
  delete(subject: string, documentId: string): Promise<void>
  deleteSubject(subject: string): Promise<void>
  /**
   * Deletes what is older than that and is named by nobody: stored for something that never came to be. `namedOf` answers
   * the documents of a subject; where it throws, the rest stays for the next time. Answers what went, as `subject/id`.
   */
  sweep(ageMsMin: number, namedOf: (subject: string) => Promise<ReadonlySet<string>>): Promise<readonly string[]>
}

/** Documents that people hand in: looked at, looked through for viruses, stored, and shown. */
export interface Documents {
  readonly store: DocumentStore
  /** Says what the content is, whatever the name says; refuses what cannot be taken. Never throws on any content. */
  examine(content: Uint8Array, fileName: string): Promise<Examined>
  /** Throws `NotNow` while the scanner cannot be asked. `NOT_SCANNED` where no scanner is set. */
  scan(content: Uint8Array): Promise<Scanned>
  /** Undefined for what can only be downloaded. */
  view(content: Uint8Array, mediaType: string): Promise<Viewable | undefined>
}

const idForm = /^[0-9A-Za-z-]{1,80}$/

/** Throws where a text is no id: it becomes a part of a file's name. */
export function requireDocumentIds(...ids: readonly string[]): void {
  if (!ids.every(id => idForm.test(id)))
    throw new Error('the id of a subject or document is not letters, digits and hyphens')
}
