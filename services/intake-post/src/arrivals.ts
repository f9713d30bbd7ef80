import type { HostContext } from '@icms/backbone/deployable'
import type { Arrivals, Arrived } from '@icms/paper-intake/compare-daily'
import { rebuilding } from '@icms/web/problem'
import type { EnvelopeRow } from './envelope-rows.ts'
import { createOutcomes } from './outcome.ts'
import { paperIdOf } from './paper-of-manifest.ts'

const pageRows = 200

/** What arrived from the mail room, as the lists of its days are compared with it. */
export function arrivalsOf(context: Pick<HostContext, 'backbone'>): Arrivals {
  const { readSide } = context.backbone
  const outcomes = createOutcomes(context)
  return {
    async find(_, id) {
      const row = await outcomes.rowOf(paperIdOf(id))
      return row && arrivedOf(row)
    },
    async *onDay(source, date) {
      let after: string | undefined
      do {
        const query = { table: 'envelopes', index: 'day', value: `${source}/${date}`, limit: pageRows }
        const answer = await readSide.list('intake-post', { ...query, ...(after !== undefined && { after }) })
        if (answer.state === 'rebuilding') throw rebuilding()
        for (const { data } of answer.found.rows) yield arrivedOf(data as EnvelopeRow)
        after = answer.found.next
      } while (after !== undefined)
    },
  }
}

const arrivedOf = ({ envelopeId: id, pages, contentHash, manifestHash, outcome }: EnvelopeRow): Arrived => ({
  ...{ id, pages, isRefused: outcome === 'REFUSED' },
  hashes: [contentHash, ...(manifestHash === null ? [] : [manifestHash])],
})
