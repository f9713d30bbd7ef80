import type { PaperDocument } from './paper-document.ts'

/**
 * Opens a document as `openPaper` of `paper-document.ts` does. What reads paper is loaded with the first one: it takes a part of a
 * start, and most processes never see any.
 */
export const openPaper = async (content: Uint8Array): Promise<PaperDocument> =>
  (await import('./paper-document.ts')).openPaper(content)
