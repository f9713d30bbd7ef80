import type { PaperLeaf } from '@icms/schemas/generated/common'

/** A paper as whoever plans it knows it: under which id it will be, and which pages it has. */
export type OnPaper = {
  readonly paperId: string
  readonly channel: 'FAX' | 'POST' | 'HAND'
  /** When it comes in. */
  readonly at: number
  /** When it counts as received. */
  readonly receivedAt: number
  readonly leaves: readonly PaperLeaf[]
}

const sheet = '-sheet-'

/** The id of an original says all that is on it: how many pages, and which applications the cover sheets before them name. */
export const documentIdOf = (name: string, pages: number, references: readonly string[]): string =>
  [`p${pages}-${name}`, ...references].join(sheet)

/** What is on the pages of an original. */
export function pagesOn(documentId: string) {
  const [name = '', ...references] = documentId.split(sheet)
  const count = Number(/^p(\d+)-/.exec(name)?.[1])
  return Array.from({ length: count }, (_, place) => ({ page: place + 1, reference: references[place] ?? null }))
}

export const leavesOf = (subjectId: string, documentId: string): readonly PaperLeaf[] =>
  pagesOn(documentId).map(({ page }) => ({ subjectId, documentId, page }))
