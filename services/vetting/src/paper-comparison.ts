import type { Row } from '@icms/backbone/aggregate'
import type { ReadSide } from '@icms/backbone/port'
import { hashDistance } from '@icms/paper/page-hash'
import type { PaperLikeness } from '@icms/schemas/generated/common'
import { rebuilding } from '@icms/web/problem'
import type { PaperLooks } from './paper-likeness.ts'
import { bandsOf } from './paper-rows.ts'

/**
 * Pages whose hashes differ in no more than so many of 256 bits may be the same page, by fax and by scanner: forms of one
 * template differ in more, unless hardly anything was written in them. So a page that is like those of more than
 * `templatePapersMin` papers is such a form, and only what is nearly the same bit by bit is shown. Measured in
 * `paper-comparison.test.ts` and, by ways through machines, in `@icms/paper`.
 */
export const likeDistanceMax = 40
export const sameDistanceMax = 10
const templatePapersMin = 5

/** Rows that are looked at for one band or file: the latest. */
const foundMax = 50

/** Papers that are shown to staff. */
const likenessesMax = 10

type Look = { readonly paperId: string; readonly hash: string | null }

/**
 * Papers that may be the same, or have the same pages: the most alike first. What looks alike to a machine is shown to a
 * person and decides nothing. Throws `rebuilding`.
 */
export async function findLikePapers(
  readSide: Pick<ReadSide, 'list'>,
  { paperId, files, pages }: PaperLooks,
): Promise<readonly PaperLikeness[]> {
  const found = new Map<string, PaperLikeness>()
  const keep = (likeness: PaperLikeness) => {
    const before = found.get(likeness.paperId)
    const isCloser = !before || (before.distance ?? 0) > (likeness.distance ?? 0)
    if (likeness.paperId !== paperId && isCloser) found.set(likeness.paperId, likeness)
  }
  for (const file of new Set(files))
    for (const { paperId: other } of await looksBy(readSide, 'file', file))
      keep({ paperId: other, because: 'SAME_FILE', distance: null })
  for (const hash of new Set(pages)) for (const likeness of await pagesLike(readSide, paperId, hash)) keep(likeness)
  const isFirst = ({ distance }: PaperLikeness) => distance ?? -1
  return [...found.values()].toSorted((a, b) => isFirst(a) - isFirst(b)).slice(0, likenessesMax)
}

/** Papers with a page that looks like that one. */
async function pagesLike(
  readSide: Pick<ReadSide, 'list'>,
  paperId: string,
  hash: string,
): Promise<readonly PaperLikeness[]> {
  const near = (await looksLike(readSide, hash))
    .filter(other => other.paperId !== paperId && other.hash !== null)
    .map(
      other => ({ paperId: other.paperId, because: 'SAME_PAGE', distance: hashDistance(hash, other.hash!) }) as const,
    )
    .filter(({ distance }) => distance <= likeDistanceMax)
  const isTemplate = new Set(near.map(other => other.paperId)).size > templatePapersMin
  return isTemplate ? near.filter(({ distance }) => distance <= sameDistanceMax) : near
}

/** Pages that agree with a hash in one of its bands at least. */
async function looksLike(readSide: Pick<ReadSide, 'list'>, hash: string): Promise<readonly Look[]> {
  const lists = await Promise.all(bandsOf(hash).map((value, band) => looksBy(readSide, `band${band}`, value)))
  return lists.flat()
}

async function looksBy(readSide: Pick<ReadSide, 'list'>, index: string, value: string): Promise<readonly Look[]> {
  const query = { table: 'paper-looks', index, value, limit: foundMax, descending: true }
  const answer = await readSide.list('vetting', query)
  if (answer.state === 'rebuilding') throw rebuilding()
  return answer.found.rows.map(({ data }: Row) => data as Look)
}
