import type { HostContext } from '@icms/backbone/deployable'
import type { Arrivals, Arrived } from '@icms/paper-intake/compare-daily'
import { rebuilding } from '@icms/web/problem'
import { faxIdOf } from './receive-fax.ts'

const pageRows = 200

type FaxRow = {
  readonly jobId: string
  readonly sha256: string
  readonly pagesReceived?: number
  readonly refusalCode: string | null
}

/** What arrived from fax gateways, as the lists of their days are compared with it. */
export function faxArrivals({ backbone: { readSide } }: Pick<HostContext, 'backbone'>): Arrivals {
  return {
    async find(gateway, jobId) {
      const answer = await readSide.get('intake-fax', 'faxes', faxIdOf({ gateway, jobId }))
      if (answer.state === 'rebuilding') throw rebuilding()
      return answer.found && arrivedOf(answer.found.data as FaxRow)
    },
    async *onDay(gateway, date) {
      let after: string | undefined
      do {
        const query = { table: 'faxes', index: 'day', value: `${gateway}/${date}`, limit: pageRows }
        const answer = await readSide.list('intake-fax', { ...query, ...(after !== undefined && { after }) })
        if (answer.state === 'rebuilding') throw rebuilding()
        for (const { data } of answer.found.rows) yield arrivedOf(data as FaxRow)
        after = answer.found.next
      } while (after !== undefined)
    },
  }
}

const arrivedOf = ({ jobId: id, sha256, pagesReceived = 0, refusalCode }: FaxRow): Arrived => ({
  ...{ id, pages: pagesReceived, hashes: [sha256], isRefused: refusalCode !== null },
})
