import { isBackboneError } from '@icms/backbone/errors'
import type { ReadSide, RowQuery } from '@icms/backbone/port'
import { rebuilding } from '@icms/web/problem'
import { readRowPage } from '@icms/web/row-page'

/** A part of somebody's data that is not there any more, and is told as such. */
export const erased = 'ERASED' as const
export type Erased = typeof erased

/** Rows of any service, all of them or a failure: what is being rebuilt is never left out. Throw `rebuilding` and `NotNow`. */
export function createOwnRows(readSide: ReadSide) {
  return {
    async one<T>(service: string, table: string, id: string): Promise<T | undefined | Erased> {
      try {
        const answer = await readSide.get(service, table, id)
        if (answer.state === 'rebuilding') throw rebuilding()
        return answer.found?.data as T | undefined
      } catch (error) {
        if (isBackboneError(error, 'Erased')) return erased
        throw error
      }
    },

    async all<T>(service: string, query: Pick<RowQuery, 'table' | 'index' | 'value'>): Promise<readonly T[]> {
      const found: T[] = []
      for (let after: string | undefined; ; ) {
        const { rows, next } = await readRowPage(readSide, service, { ...query, descending: false, after })
        found.push(...rows.map(({ data }) => data as T))
        if (next === undefined) return found
        after = next
      }
    },
  }
}
