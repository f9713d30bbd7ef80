import { hourMs } from '../draw.ts'
import type { Observed } from '../observation.ts'
import { apartMsMax, type MakeRule } from './rule.ts'

type Call = {
  readonly sha256: string
  readonly pages: number
  readonly isPartial: boolean
  readonly continuesId: string | null
  readonly receivedAt: number
  /** Until when it waits for what completes it. */
  waitsUntil: number | null
  /** Paper that it came to be in. */
  paperId?: string
}

type Document = { readonly subjectId: string; readonly pages: readonly { readonly page: number }[] }

/** A call that broke off waits so long for the next. */
const waitMs = 2 * hourMs
/** Deadlines wait so long for what was written before. */
const gateMs = 5_000

/**
 * A job is taken once, whoever repeats it; each call that was taken is in one paper with all of its pages, in the order in
 * which calls continue each other, whichever came first; and what came in time is not overtaken by the end of waiting
 * (R32b, I1, I4).
 */
export const faxCalls: MakeRule = (violate, plan) => {
  const hashes = new Map<string, string>()
  const taken = new Map<string, Call>()
  const handedOver = new Set<string>()
  /** By fax: what offered to complete it while it waited, and is not answered. */
  const offered = new Map<string, Map<string, Observed>>()

  function take({ key, data }: Observed) {
    const { sha256, pagesFound: pages, isPartial, continuesId, receivedAt } = data.call
    if (taken.has(key)) violate('I1', `fax ${key} is taken twice`)
    if (receivedAt > data.at) violate('R32b', `fax ${key} was received after it was taken`)
    const until = isPartial && continuesId === null ? data.at + waitMs : null
    if (data.waitsUntil !== until) violate('I4', `fax ${key} of ${data.at} waits until ${data.waitsUntil} (R32b)`)
    taken.set(key, { sha256, pages, isPartial, continuesId, receivedAt, waitsUntil: data.waitsUntil })
  }

  function repeat({ type, key, data, cause }: Observed) {
    const said = hashes.get(cause ?? '')
    if (said === undefined || (type === 'FaxRefused' && data.code !== 'JOB_CONFLICT')) return
    const isSame = taken.get(key)?.sha256 === said
    if (!taken.has(key) || isSame !== (type === 'FaxRepeated'))
      violate('R32b', `${type} of ${key}, which ${taken.has(key) ? 'was taken' : 'was not taken'} before`)
  }

  function offer(event: Observed) {
    const { key, id, at, now, data } = event
    if (key === data.call.callId) return
    const until = taken.get(key)?.waitsUntil ?? null
    if (until === null || at >= until - apartMsMax(plan) || now >= until) return
    offered.set(key, (offered.get(key) ?? new Map()).set(id, event))
  }

  function miss({ key, at, now }: Observed) {
    const call = taken.get(key)
    if (at !== call?.waitsUntil) violate('I4', `fax ${key} waits until ${at}, not until ${call?.waitsUntil} (R32b)`)
    const inTime = [...(offered.get(key)?.values() ?? [])].find(({ now: told }) => told < now - gateMs)
    if (inTime) violate('I4', `fax ${key} waits no more though ${inTime.data.call.callId} came in time (R32b)`)
    if (call) call.waitsUntil = null
  }

  function refuse({ data: { faxId, reason, paperId } }: Observed) {
    const prior = taken.get(taken.get(faxId)?.continuesId ?? '')
    const isWrong =
      (reason === 'NEVER_CAME' && taken.has(paperId)) ||
      (reason === 'HANDED_OVER' && !handedOver.has(paperId)) ||
      (reason === 'NOTHING_MISSING' && prior?.isPartial)
    if (isWrong) violate('R32b', `${faxId} is not joined to ${paperId} as ${reason}, which is not so`)
  }

  function handOver({ key, data: { paper } }: Observed) {
    if (handedOver.has(key)) violate('I1', `fax ${key} is handed over twice`)
    handedOver.add(key)
    const documents: readonly Document[] = paper.documents
    const inOrder = documents.map(({ subjectId }) => subjectId)
    if (inOrder[0] !== key || paper.receivedAt !== taken.get(key)?.receivedAt)
      violate('R32b', `fax ${key} does not begin with its own call, or was not received with it`)
    for (const [place, { subjectId, pages }] of documents.entries()) {
      const call = taken.get(subjectId)
      if (!call) return violate('I1', `fax ${key} has ${subjectId}, which nobody took`)
      if (call.paperId !== undefined) violate('I1', `${subjectId} is in ${call.paperId} and in ${key}`)
      call.paperId = key
      const numbers = pages.map(({ page }) => page).join(' ')
      if (numbers !== Array.from({ length: call.pages }, (_, i) => i + 1).join(' '))
        violate('I1', `${subjectId} has ${call.pages} pages, and '${numbers}' are handed over`)
      if (place > 0 && !inOrder.slice(0, place).includes(call.continuesId ?? ''))
        violate('R32b', `${subjectId} stands in ${key} before what it continues`)
    }
    const isMissing = (callId: string) =>
      taken.get(callId)?.isPartial && !inOrder.some(other => taken.get(other)?.continuesId === callId)
    if (paper.isWhole !== (paper.continuesId === null && !inOrder.some(isMissing)))
      violate('R32b', `fax ${key} is said to be ${paper.isWhole ? '' : 'not '}whole`)
  }

  return {
    see(event) {
      const { topic, type, key, id, data, cause } = event
      if (type === 'ReceiveFax') hashes.set(id, data.call.sha256)
      if (!topic.startsWith('intake-fax.')) return
      if (type !== 'OfferFax' && cause !== undefined) offered.get(key)?.delete(cause)
      for (const waiting of offered.values()) if (cause !== undefined) waiting.delete(cause)
      const call = taken.get(key)
      switch (type) {
        case 'FaxReceived':
          return take(event)
        case 'FaxRepeated':
        case 'FaxRefused':
          return repeat(event)
        case 'OfferFax':
          return offer(event)
        case 'FaxOfferRefused':
          return refuse(event)
        case 'FaxJoined':
        case 'FaxStandsAlone':
          if (call) call.waitsUntil = data.waitsUntil
          return
        case 'FaxCompletionMissed':
          return miss(event)
        case 'FaxPaperReceived':
          return handOver(event)
      }
    },
    answered({ type, key, result }) {
      if (type === 'ReceiveFax' && result.kind === 'decided' && result.outputs.length === 0)
        violate('I1', `fax ${key} was neither taken nor refused`)
    },
    drained() {
      for (const [key, { paperId }] of taken)
        if (paperId === undefined) violate('I1', `fax ${key} was taken and is in no paper`)
    },
  }
}
