import type { Observed } from '../observation.ts'
import type { MakeRule } from './rule.ts'

type Envelope = {
  attempt: number
  status: 'LOOKED_AT' | 'ACCEPTED' | 'REFUSED' | 'HANDED_ON'
  contentHash: string
  /** Pages of each document, as they were counted when it was taken. */
  pageCounts: readonly number[]
  /** Whether anything that it needs of others was denied. */
  isDenied: boolean
}

/**
 * An envelope is taken or refused, once for each time that it was looked at, and handed on once with all of its pages. A
 * control number is one envelope's and its rescans', for as long as that is not refused (R32b, I1).
 */
export const envelopes: MakeRule = violate => {
  const known = new Map<string, Envelope>()
  /** By block and number: who holds it, and which envelope is the first of them. */
  const holders = new Map<string, Map<string, string>>()
  /** What a claim has to be answered, by paper, attempt and block. */
  const expected = new Map<string, string>()
  /** When envelopes were taken, by what everybody could see. */
  const takenAt = new Map<string, number>()
  const asked = new Map<string, number>()

  function receive({ key, data }: Observed) {
    const { attempt, contentHash, pageCounts } = data
    const before = known.get(key)
    if (before && before.status !== 'REFUSED') violate('I6', `envelope ${key} is looked at again though it was taken`)
    known.set(key, { attempt, contentHash, pageCounts, status: 'LOOKED_AT', isDenied: false })
  }

  /** Blocks decide in the order in which they are asked; who was refused before had given its numbers back by then. */
  function claim({ key: blockId, data: { paperId, rootId, attempt, numbers } }: Observed) {
    const repeated: string[] = []
    for (const number of numbers) {
      const name = `${blockId} ${number}`
      const holds = holders.get(name) ?? new Map<string, string>()
      holders.set(name, holds)
      if ([...holds.values()].some(root => root !== rootId)) repeated.push(number)
      else holds.set(paperId, rootId)
    }
    expected.set(`${paperId} ${attempt} ${blockId}`, repeated.join(' '))
  }

  function answered({ data: { paperId, attempt, blockId, repeated } }: Observed) {
    const right = expected.get(`${paperId} ${attempt} ${blockId}`)
    if (right !== repeated.join(' '))
      violate('R32b', `${paperId} is told that '${repeated.join(' ')}' are others' numbers, and '${right}' are`)
    deny(paperId, attempt, repeated.length > 0)
  }

  function rescan({ key, data: { attempt, rescanOf, isKnown }, now }: Observed) {
    const before = takenAt.get(rescanOf)
    if (!isKnown && before !== undefined && before < (asked.get(`${key} ${attempt}`) ?? now))
      violate('R32b', `${key} is told that ${rescanOf} was not taken, and it was`)
    if (isKnown && !known.has(rescanOf)) violate('R32b', `${key} is told of ${rescanOf}, which never came`)
    deny(key, attempt, !isKnown)
  }

  function deny(paperId: string, attempt: number, isDenied: boolean) {
    const envelope = known.get(paperId)
    if (envelope?.attempt === attempt && isDenied) envelope.isDenied = true
  }

  function accept(envelope: Envelope, { key, data, now }: Observed) {
    if (envelope.status !== 'LOOKED_AT') violate('I6', `envelope ${key} is accepted though it is ${envelope.status}`)
    if (envelope.isDenied) violate('R32b', `envelope ${key} is accepted though it was denied what it needs`)
    const pages = envelope.pageCounts.reduce((sum, count) => sum + count, 0)
    if (data.pages !== pages) violate('I1', `envelope ${key} has ${pages} pages, and ${data.pages} are acknowledged`)
    envelope.status = 'ACCEPTED'
    takenAt.set(key, now)
  }

  function refuse(envelope: Envelope | undefined, { key, data: { attempt, problems } }: Observed) {
    if (problems.length === 0) violate('I1', `envelope ${key} is refused without a code`)
    if (!envelope || envelope.attempt !== attempt) return
    if (envelope.status !== 'LOOKED_AT') violate('I1', `envelope ${key} is refused though it is ${envelope.status}`)
    if (!envelope.isDenied) violate('R32b', `envelope ${key} is refused and nothing was denied to it`)
    envelope.status = 'REFUSED'
    for (const holds of holders.values()) holds.delete(key)
  }

  function handOn(envelope: Envelope | undefined, { key, data: { paper } }: Observed) {
    if (envelope?.status !== 'ACCEPTED')
      return violate('I1', `envelope ${key} is handed on though it is ${envelope?.status}`)
    envelope.status = 'HANDED_ON'
    const counts = paper.documents.map(({ pages }: { pages: readonly unknown[] }) => pages.length)
    if (counts.join(' ') !== envelope.pageCounts.join(' '))
      violate('I1', `envelope ${key} has ${envelope.pageCounts} pages, and ${counts} are handed on`)
  }

  return {
    see(event) {
      const { topic, type, key, data, now } = event
      if (!topic.startsWith('intake-post.')) return
      const envelope = known.get(key)
      switch (type) {
        case 'EnvelopeReceived':
          return receive(event)
        case 'ClaimControlNumbers':
          return claim(event)
        case 'ControlNumbersAnswered':
          return answered(event)
        case 'AskRescan':
          return void asked.set(`${data.askedBy} ${data.attempt}`, now)
        case 'RescanAnswered':
          return rescan(event)
        case 'EnvelopeAccepted':
          return envelope ? accept(envelope, event) : violate('I6', `envelope ${key} is accepted and never came`)
        case 'EnvelopeRefused':
          return refuse(envelope, event)
        case 'EnvelopeConflictRefused':
          if (!envelope || envelope.status === 'REFUSED' || envelope.contentHash === data.contentHash)
            violate('R32b', `envelope ${key} is refused for one that is not there, or is the same`)
          return
        case 'ScannedPaperReceived':
          return handOn(envelope, event)
      }
    },
    answered({ type, key, result }) {
      if (type === 'ReceiveEnvelope' && result.kind === 'decided' && result.outputs.length === 0 && !known.has(key))
        violate('I1', `envelope ${key} was neither taken nor refused`)
    },
    drained() {
      for (const [key, { status }] of known)
        if (status !== 'REFUSED' && status !== 'HANDED_ON') violate('I1', `envelope ${key} came and is ${status}`)
    },
  }
}
