import type { Page, ReadSide, RowQuery } from '@icms/backbone/port'
import { placeOf } from '@icms/backbone/row-order'
import { ProblemError, rebuilding } from './problem.ts'

/** Rows on one page of a list. */
export const pageRows = 50

export type ListQuery = Omit<RowQuery, 'limit' | 'after'> & {
  /** As the address has it: `next` of the page before, or whatever somebody typed. */
  readonly after?: string | undefined
}

/** One page of a list, at most 50 rows. Throws `not-found` for a place that no page gave, and `rebuilding`. */
export async function readRowPage(readSide: ReadSide, service: string, { after, ...query }: ListQuery): Promise<Page> {
  if (after !== undefined && !isPlace(after)) throw new ProblemError('not-found')
  const place = after === undefined ? {} : { after }
  const answer = await readSide.list(service, { ...query, ...place, limit: pageRows })
  if (answer.state === 'rebuilding') throw rebuilding()
  return answer.found
}

/** True for a place that a page of rows gave as `next`. */
export function isPlace(text: string): boolean {
  try {
    placeOf(text)
    return true
  } catch {
    return false
  }
}
