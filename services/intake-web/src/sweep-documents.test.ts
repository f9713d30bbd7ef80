import { BackboneError } from '@icms/backbone/errors'
import { manualClock } from '@icms/backbone/manual-clock'
import type { Documents } from '@icms/backbone/documents'
import type { Backbone } from '@icms/backbone/port'
import { expect, test, vi } from 'vitest'
import { sweepDocuments } from './sweep-documents.ts'

const dayMs = 24 * 3_600_000

/** What a sweep is told of the documents of each subject, where `get` answers for them. */
async function named(subjects: readonly string[], get: (table: string, id: string, service: string) => object) {
  const told = new Map<string, readonly string[]>()
  const lines: string[] = []
  const clock = manualClock(0)
  const store = {
    async sweep(_: number, namedOf: (subject: string) => Promise<ReadonlySet<string>>) {
      for (const subject of subjects) told.set(subject, [...(await namedOf(subject))])
      return []
    },
  }
  const stop = sweepDocuments({
    backbone: {
      readSide: { get: async (service: string, table: string, id: string) => get(table, id, service) },
    } as unknown as Backbone,
    documents: { store } as unknown as Documents,
    clock,
    log: message => void lines.push(message),
  })
  clock.advanceTo(dayMs)
  await vi.waitFor(() => expect(told.size + lines.length).toBeGreaterThan(0))
  await new Promise(resolve => setTimeout(resolve, 5))
  stop()
  return { told, lines }
}

const row = (...documentIds: readonly string[]) => ({
  state: 'ready',
  found: { data: { documents: documentIds.map(documentId => ({ documentId })) } },
})
const none = { state: 'ready', found: undefined }

test('drafts and applications name their documents; what was erased names none and keeps nobody from being swept (R33)', async () => {
  const { told, lines } = await named(['app-1', 'app-erased', 'app-2'], (table, id) => {
    if (id === 'app-erased') throw new BackboneError('Erased', 'a subject that was erased')
    if (id === 'app-1') return table === 'submissions' ? row('d-1', 'd-2') : none
    return table === 'drafts' ? row('d-3') : none
  })
  expect(Object.fromEntries(told)).toEqual({ 'app-1': ['d-1', 'd-2'], 'app-erased': [], 'app-2': ['d-3'] })
  expect(lines).toEqual([])
})

test('while rows are written again nothing is swept, and it is said', async () => {
  const { told, lines } = await named(['app-1'], () => ({ state: 'rebuilding' }))
  expect([told.size, lines]).toEqual([0, ['documents were not swept; again in a day']])
})

test('faxes and envelopes name what is stored under them, in the folder that all services share (R32b)', async () => {
  const swept = await named(['fax-1', 'paper-1'], (table, id, service) => {
    const of = `${service}/${table}/${id}`
    if (of === 'intake-fax/faxes/fax-1') return { state: 'ready', found: { data: { documentIds: ['o-1', 'p-1'] } } }
    if (of === 'intake-post/envelopes/paper-1') return { state: 'ready', found: { data: { documentIds: ['o-2'] } } }
    return none
  })
  expect(Object.fromEntries(swept.told)).toEqual({ 'fax-1': ['o-1', 'p-1'], 'paper-1': ['o-2'] })
})

test('the rows of a service that does not run are not known, so nothing of anybody is swept', async () => {
  const { told, lines } = await named(['app-1', 'fax-1'], (_, __, service) =>
    service === 'intake-post' ? { state: 'rebuilding' } : none,
  )
  expect([told.size, lines]).toEqual([0, ['documents were not swept; again in a day']])
})
