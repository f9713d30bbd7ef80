import type { Actor } from '@icms/backbone/actor'
import { deriveId } from '@icms/backbone/record'
import { type Add, command } from './acts.ts'
import { dayMs, drawFrom, hourMs, minuteMs } from './draw.ts'
import { documentOf } from './envelope-acts.ts'
import { documentIdOf, leavesOf, type OnPaper } from './on-paper.ts'

/** A list of a day, as whoever sends paper says it. */
export type DailyList = {
  readonly source: string
  readonly date: string
  readonly sent: readonly { readonly id: string; readonly pages: number }[]
}

type Item = { readonly id: string; readonly pages: number; readonly at: number }

/** What may be wrong with the list of a day that is sent in the evening; C never comes. */
const faults = ['none', 'none', 'none', 'B is left out', 'B is left out', 'A has other pages', 'names C'] as const

/**
 * A gateway or a mail room of its own, which says in the evening what it sent that day, rightly or not, and mends within the
 * hour what is wrong (R32b). Of the day after it tells in time, late, or never.
 */
export function dailyActs(seed: number, start: number, add: Add): OnPaper[] {
  const draw = drawFrom(seed, 'daily')
  const isFax = draw.chance(0.5)
  const source = isFax ? 'gateway-of-lists' : 'mail-room-of-lists'
  const machine: Actor = { kind: 'machine', id: source }
  const dayOf = (days: number) => new Date(start + days * dayMs + 8 * hourMs).toISOString().slice(0, 10)
  const first = draw.upTo(35)
  /** Midnight in Hong Kong before the first day: a plan starts at eight. */
  const midnight = start + first * dayMs - 8 * hourMs
  const evening = midnight + 18 * hourMs + draw.upTo(20) * minuteMs
  const fault = draw.oneOf(faults)
  const itemOf = (name: string, at: number): Item => ({ id: `${name}-${seed}`, pages: draw.between(1, 2), at })
  const a = itemOf('A', midnight + 10 * hourMs + draw.upTo(hourMs))
  // What was said to be sent may come after the list: then both agree without anybody's help.
  const b = itemOf('B', draw.chance(0.6) ? evening + 25 * minuteMs : midnight + 15 * hourMs)
  const papers = [a, b].map(item =>
    isFax ? sendFax(source, item, machine, add) : sendEnvelope(source, item, machine, add),
  )

  let lists = 0
  function tell(days: number, at: number, items: readonly Item[]) {
    const date = dayOf(days)
    const dailyId = deriveId('daily', source, date)
    const documentId = `list-${seed}-${lists++}`
    const list: DailyList = { source, date, sent: items.map(({ id, pages }) => ({ id, pages })) }
    const files = [{ subjectId: dailyId, documentId, content: JSON.stringify({ version: 1, ...list }) }]
    const data = { dailyId, source, date, documentId, sent: items.length }
    const [service, type] = isFax ? ['intake-fax', 'RecordFaxDaily'] : ['intake-post', 'RecordScanDaily']
    add(
      at,
      command(service!, type!, dailyId, machine, () => data, files),
    )
  }
  const wrong: Record<(typeof faults)[number], readonly Item[] | undefined> = {
    none: undefined,
    'B is left out': [a],
    'A has other pages': [{ ...a, pages: a.pages + 1 }, b],
    'names C': [a, b, itemOf('C', evening)],
  }
  tell(first, evening, wrong[fault] ?? [a, b])
  if (wrong[fault]) tell(first, evening + 50 * minuteMs, [a, b])
  const after = draw.oneOf([undefined, evening + dayMs, evening + 5 * dayMs])
  if (after !== undefined) tell(first + 1, after, [])
  return papers
}

function sendFax(gateway: string, { id: jobId, pages, at }: Item, machine: Actor, add: Add): OnPaper {
  const faxId = deriveId('fax', gateway, jobId)
  const documentId = documentIdOf(jobId, pages, [])
  const about = { faxId, gateway, sender: '+85223456789', senderId: null, calledNumber: null }
  const call = {
    ...{ callId: faxId, jobId, receivedAt: at - minuteMs, documentId, mediaType: 'image/tiff', bytes: 1_000 },
    ...{ sha256: `hash-of-${documentId}`, scan: 'CLEAN', pagesDeclared: null, pagesReceived: pages, pagesFound: pages },
    ...{ isPartial: false, continuesId: null },
  }
  add(
    at,
    command('intake-fax', 'ReceiveFax', faxId, machine, () => ({ ...about, call })),
  )
  return { paperId: faxId, channel: 'FAX', at, receivedAt: call.receivedAt, leaves: leavesOf(faxId, documentId) }
}

function sendEnvelope(source: string, { id: envelopeId, pages, at }: Item, machine: Actor, add: Add): OnPaper {
  const paperId = deriveId('envelope', envelopeId)
  const documentId = documentIdOf(envelopeId, pages, [])
  const receivedAt = at - 20 * minuteMs
  const paper = {
    ...{ paperId, channel: 'POST', receivedAt, source, sender: null, postmarkedOn: null, isWhole: true },
    ...{ continuesId: null, likelyWith: null, nonScannable: [] },
    documents: [documentOf(paperId, envelopeId, { documentId, controlNumber: null })],
  }
  const data = {
    ...{ paperId, envelopeId, contentHash: 'first', manifestHash: 'manifest-of-first', evidenceIds: [], paper },
    ...{ pageCounts: [pages], rescanOf: null, applicationId: null, box: 'PO-2' },
  }
  add(
    at,
    command('intake-post', 'ReceiveEnvelope', paperId, machine, () => data),
  )
  return { paperId, channel: 'POST', at, receivedAt, leaves: leavesOf(paperId, documentId) }
}
