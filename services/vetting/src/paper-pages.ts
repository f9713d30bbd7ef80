import type { PaperDocument, PaperLeaf } from '@icms/schemas/generated/common'

const nameOf = ({ subjectId, documentId, page }: PaperLeaf): string => `${subjectId}/${documentId}/${page}`

/** Every page of the documents, by where it is kept. */
export const leavesOf = (documents: readonly PaperDocument[]): readonly PaperLeaf[] =>
  documents.flatMap(({ subjectId, documentId, pages }) => pages.map(({ page }) => ({ subjectId, documentId, page })))

/** Whether pages are among others, by where they are kept. */
export const among = (leaves: readonly PaperLeaf[]): ((leaf: PaperLeaf) => boolean) => {
  const names = new Set(leaves.map(nameOf))
  return leaf => names.has(nameOf(leaf))
}

export type SplitDocuments = { readonly kept: readonly PaperDocument[]; readonly taken: readonly PaperDocument[] }

/**
 * Divides documents by their pages: each page is on one side, and what a machine read goes with its page. A document all of
 * whose pages are taken goes with everything; one that never had a page that can be shown stays.
 */
export const splitDocuments = (documents: readonly PaperDocument[], leaves: readonly PaperLeaf[]): SplitDocuments => {
  const isTaken = among(leaves)
  const kept: PaperDocument[] = []
  const taken: PaperDocument[] = []
  for (const document of documents) {
    const { subjectId, documentId } = document
    const goes = (page: number) => isTaken({ subjectId, documentId, page })
    const going = document.pages.filter(({ page }) => goes(page))
    const staying = document.pages.filter(({ page }) => !goes(page))
    if (going.length === 0) kept.push(document)
    else if (staying.length === 0) taken.push(document)
    else {
      const fieldGoes = (page: number | null) => page !== null && goes(page)
      kept.push({ ...document, pages: staying, fields: document.fields.filter(({ page }) => !fieldGoes(page)) })
      taken.push({ ...document, pages: going, fields: document.fields.filter(({ page }) => fieldGoes(page)) })
    }
  }
  return { kept, taken }
}

/** Puts documents together again: pages of the same document stand in their order. What is there already is not taken twice. */
export const mergeDocuments = (
  documents: readonly PaperDocument[],
  others: readonly PaperDocument[],
): readonly PaperDocument[] => {
  const isHere = among(leavesOf(documents))
  const fileOf = ({ subjectId, documentId }: PaperDocument) => `${subjectId}/${documentId}`
  const merged = new Map(documents.map(document => [fileOf(document), document]))
  for (const other of others) {
    const { subjectId, documentId } = other
    const pages = other.pages.filter(({ page }) => !isHere({ subjectId, documentId, page }))
    const here = merged.get(fileOf(other))
    if (!here) merged.set(fileOf(other), { ...other, pages })
    else if (pages.length > 0)
      merged.set(fileOf(other), {
        ...here,
        pages: [...here.pages, ...pages].toSorted((a, b) => a.page - b.page),
        fields: [...here.fields, ...other.fields],
      })
  }
  return [...merged.values()]
}

/** The applications that cover sheets on the pages name. */
export const referencesOn = (documents: readonly PaperDocument[]): readonly string[] => [
  ...new Set(documents.flatMap(({ pages }) => pages.flatMap(({ reference }) => reference ?? []))),
]
