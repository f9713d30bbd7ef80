import type { DocumentStore } from '@icms/backbone/documents'
import type { ArchivePage } from '@icms/paper/archive-page'
import { archivePdfOf } from '@icms/paper/archive-pdf'
import { codesOn } from '@icms/paper/page-codes'
import { pageHashOf } from '@icms/paper/page-hash'
import { openPaper, type PaperDocument, type PaperMediaType } from '@icms/paper/paper-document'
import { PaperError } from '@icms/paper/paper-limits'
import { readCoverSheetCode } from '@icms/schemas/cover-sheet-code'
import type { PaperPage } from '@icms/schemas/generated/common'
import { archiveIdOf, pictureIdOf } from './stored-ids.ts'

export type PreparedPaper = {
  readonly mediaType: PaperMediaType
  /** Undefined where no page can be read. */
  readonly archiveId: string | undefined
  readonly pages: readonly PaperPage[]
}

export type PaperStored = {
  /** What the original and all that is made of it is stored under. */
  readonly subject: string
  /** Of the original. */
  readonly documentId: string
  /** When the paper was received, UTC ms: the archive file says it. */
  readonly receivedAt: number
  readonly title: string
}

/**
 * Makes of a stored original what people and programs look at: a picture of each page, one PDF/A-2b file, the applications
 * that cover sheets on it name, and what each page looks like. All of it is stored, durable when it resolves, under ids that
 * follow from the original's: done again, it is the same. A page that cannot be read is told of and has no picture. Throws
 * `PaperError` where the whole cannot be read. One page at a time is in memory, beside the original and the archive file.
 */
export async function preparePaper(
  store: Pick<DocumentStore, 'get' | 'put'>,
  { subject, documentId, receivedAt, title }: PaperStored,
): Promise<PreparedPaper> {
  const original = await store.get(subject, documentId)
  if (!original) throw new PaperError('UNREADABLE', 'the original is not in the store any more')
  const paper = await openPaper(original)
  try {
    const pages: PaperPage[] = []
    const prepared = preparePages(store, paper, { subject, documentId }, pages)
    const { mediaType } = paper
    const first = await prepared.next()
    if (first.done) return { mediaType, archiveId: undefined, pages }
    const archiveId = archiveIdOf(subject, documentId)
    const facts = { documentId: archiveId, title, receivedAt }
    await store.put(subject, archiveId, await archivePdfOf(following(first.value, prepared), facts))
    return { mediaType, archiveId, pages }
  } finally {
    await paper.close()
  }
}

/** Each page is done with before the next, so that it is decoded once; those that can be read go on to the archive file. */
async function* preparePages(
  store: Pick<DocumentStore, 'put'>,
  paper: PaperDocument,
  { subject, documentId }: Pick<PaperStored, 'subject' | 'documentId'>,
  pages: PaperPage[],
): AsyncGenerator<ArchivePage, void> {
  for (const [index] of paper.pages.entries()) {
    const page = await preparedPage(store, paper, index, subject, pictureIdOf(subject, documentId, index))
    pages.push(page)
    if (page.pictureId !== null) yield await paper.archivePage(index)
  }
}

async function* following(first: ArchivePage, rest: AsyncIterable<ArchivePage>): AsyncGenerator<ArchivePage> {
  yield first
  yield* rest
}

async function preparedPage(
  store: Pick<DocumentStore, 'put'>,
  paper: PaperDocument,
  index: number,
  subject: string,
  pictureId: string,
): Promise<PaperPage> {
  const page = index + 1
  const damage = paper.pages[index]!.damage ?? null
  const nothing = { pictureId: null, width: 0, height: 0, hash: null, reference: null }
  const picture = await paper.picture(index).catch(unreadable)
  if (picture instanceof PaperError) return { page, ...nothing, damage: picture.message }
  const { width, height, content, pixels } = picture
  const [codes, hash] = [await codesOn(pixels), (await pageHashOf(pixels)) ?? null]
  const reference = codes.map(readCoverSheetCode).find(found => found !== undefined) ?? null
  await store.put(subject, pictureId, content)
  return { page, pictureId, width, height, hash, reference, damage }
}

function unreadable(error: unknown): PaperError {
  if (error instanceof PaperError) return error
  throw error
}
