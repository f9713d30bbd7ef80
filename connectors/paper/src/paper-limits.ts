/** Limits of what comes in on paper, checked by the headers of a file before anything is unfolded. */
export const paperLimits = {
  /** Of one document: as many as an envelope may have. */
  pagesMax: 2_000,
  /** Of one page: A3 at 600 dpi has 70 million. A file of 2.6 kB can claim 400 million. */
  pagePixelsMax: 100_000_000,
  /** Of all pages of a document: 2,000 of A4 at 300 dpi have 17,400 million. */
  pixelsMax: 20_000_000_000,
} as const

/** Why a document cannot be taken. `UNREADABLE` names what is wrong and where; nothing of it was unfolded. */
export class PaperError extends Error {
  readonly code: 'UNREADABLE' | 'TOO_LARGE' | 'TOO_MANY_PAGES'

  constructor(code: PaperError['code'], message: string) {
    super(message)
    this.name = 'PaperError'
    this.code = code
  }
}
