import { partitionOf } from '@icms/backbone/partitioner'
import type { Observed } from '../observation.ts'
import type { Drained, MakeRule } from './rule.ts'

type Status =
  | 'UNASSIGNED'
  | 'JOINING'
  | 'ASSIGNED'
  | 'CHECKING'
  | 'EXCEPTION'
  | 'NOT_FOR_US'
  | 'UNREADABLE'
  | 'REPLACED'
  | 'RETURNED'

/** From which statuses an event may be, and to which it leads; undefined where that follows from the event. */
const moves: Readonly<Record<string, readonly [readonly Status[], Status | undefined]>> = {
  PaperOffered: [['UNASSIGNED', 'EXCEPTION', 'CHECKING', 'ASSIGNED'], 'JOINING'],
  PaperAssigned: [['JOINING', 'ASSIGNED', 'REPLACED'], undefined],
  PaperNotAssigned: [['JOINING', 'REPLACED'], undefined],
  PaperSetAside: [['UNASSIGNED'], 'EXCEPTION'],
  PaperTakenOut: [['ASSIGNED'], 'UNASSIGNED'],
  PaperTyped: [['UNASSIGNED', 'EXCEPTION'], 'CHECKING'],
  PaperCheckDiffered: [['CHECKING'], 'UNASSIGNED'],
  PaperDismissed: [['UNASSIGNED', 'EXCEPTION'], undefined],
  PaperReopened: [['NOT_FOR_US', 'UNREADABLE', 'CHECKING'], 'UNASSIGNED'],
  PaperSplit: [['UNASSIGNED', 'EXCEPTION', 'ASSIGNED'], undefined],
  PaperPutBack: [['UNASSIGNED', 'EXCEPTION', 'ASSIGNED', 'NOT_FOR_US', 'UNREADABLE'], 'RETURNED'],
  PaperPutTogether: [['UNASSIGNED', 'EXCEPTION'], 'RETURNED'],
  PaperExtended: [['UNASSIGNED', 'EXCEPTION'], undefined],
  PaperTakenApart: [['UNASSIGNED', 'EXCEPTION', 'ASSIGNED', 'NOT_FOR_US', 'UNREADABLE', 'REPLACED'], undefined],
  PaperSeparated: [['RETURNED'], undefined],
  PaperReplaced: [
    ['UNASSIGNED', 'JOINING', 'ASSIGNED', 'CHECKING', 'EXCEPTION', 'NOT_FOR_US', 'UNREADABLE'],
    'REPLACED',
  ],
}

type Paper = {
  status: Status
  readonly channel: string
  readonly receivedAt: number
  /** Receipts of papers that were put together with it: the earliest of all counts. */
  readonly others: Map<string, number>
  readonly partOf: string | null
  /** The application that it is with, until it is taken out. */
  applicationId: string | null
  isErasing: boolean
  isErased: boolean
  offer: { readonly by: string | null; readonly backTo: Status } | undefined
  typedBy: string | undefined
}

/** The graph of a paper; two people where a form is typed in; no cover sheet into what has ended; what is undone is undone (R32b, I6). */
export const papers: MakeRule = violate => {
  const known = new Map<string, Paper>()
  const ended = new Set<string>()
  /** By application: the papers that it says it has. */
  const joined = new Map<string, Set<string>>()
  const papersOf = (applicationId: string) => {
    const found = joined.get(applicationId) ?? new Set()
    joined.set(applicationId, found)
    return found
  }

  function arrive({ key, data: { paper, partOf } }: Observed) {
    const before = known.get(key)
    if (before && before.status !== 'RETURNED') violate('I6', `paper ${key} is received though it is ${before.status}`)
    const { channel, receivedAt } = paper
    const nothing = { applicationId: null, isErasing: false, isErased: false, offer: undefined, typedBy: undefined }
    known.set(key, { status: 'UNASSIGNED', channel, receivedAt, others: new Map(), partOf, ...nothing })
  }

  function move(paper: Paper, { type, key, data }: Observed) {
    const [from, to] = moves[type] ?? []
    if (!from) return
    const { status } = paper
    if (!from.includes(status)) violate('I6', `${type} of ${key} though it is ${status}`)
    if (to) paper.status = to
    switch (type) {
      case 'PaperOffered':
        if (data.isNew && data.by === paper.typedBy) violate('R32b', `${key} is typed in and checked by ${data.by}`)
        paper.offer = { by: data.by, backTo: status }
        return
      case 'PaperAssigned':
        if (status === 'JOINING') paper.status = 'ASSIGNED'
        paper.applicationId = data.applicationId
        return
      case 'PaperNotAssigned':
        if (status === 'JOINING') paper.status = paper.offer?.by === null ? 'EXCEPTION' : paper.offer!.backTo
        return
      case 'PaperTyped':
        paper.typedBy = data.by
        return
      case 'PaperExtended':
        return void paper.others.set(data.otherId, data.receivedAt)
      case 'PaperTakenApart':
        return void paper.others.delete(data.otherId)
      case 'PaperSeparated':
        paper.status = data.obstacle === null ? 'UNASSIGNED' : 'EXCEPTION'
        return
      case 'PaperDismissed':
        paper.status = data.as
        return
      case 'PaperTakenOut':
      case 'PaperPutBack':
        paper.applicationId = null
    }
  }

  function transcribe({ key, data }: Observed) {
    const paper = known.get(data.paperId)
    if (paper?.status !== 'JOINING') violate('I6', `${key} comes of paper ${data.paperId}, which is ${paper?.status}`)
    const receivedAt = paper && Math.min(paper.receivedAt, ...paper.others.values())
    if (data.submittedAt !== receivedAt || data.channel !== paper?.channel)
      violate('I4', `${key} was not received when and as its paper was (A32)`)
  }

  function join({ key, data: { paperId, by } }: Observed) {
    if (by === null && ended.has(key)) violate('R32b', `paper ${paperId} joins ${key} by itself, which has ended`)
    papersOf(key).add(paperId)
  }

  /** A paper goes with the application that it is with; what is left of a part that was put back, with the whole. */
  function erase(paper: Paper, { key, data }: Observed) {
    const isMeant =
      data.applicationId === null ? paper.status === 'RETURNED' : paper.applicationId === data.applicationId
    if (!isMeant) violate('R3', `paper ${key} is erased with ${data.applicationId}, and is with ${paper.applicationId}`)
    paper.isErasing = true
  }

  /** A whole waits for the parts that are elsewhere: they lie in the same files. */
  const isWhole = (paperId: string) =>
    ![...known.values()].some(part => part.partOf === paperId && part.status !== 'RETURNED' && !part.isErased)

  function erased(paper: Paper, { key, data }: Observed) {
    if (!paper.isErasing) violate('R3', `paper ${key} is erased though nobody decided that`)
    if (data.isErased && !isWhole(key)) violate('R3', `paper ${key} is erased with a part of it that is elsewhere`)
    paper.isErased ||= data.isErased
  }

  /** Lists show each paper where it is, as of the last commit. */
  async function listIsRight({ world }: Drained, paperId: string, { status }: Paper) {
    const partition = partitionOf(paperId, world.partitions)
    if (world.readSide.tagOf('vetting', partition) !== world.task('vetting', partition).tag) return
    const answer = await world.readSide.readSide.get('vetting', 'paper-list', paperId)
    if (answer.state !== 'ready') return
    if (!answer.found) return violate('I1', `no list shows paper ${paperId}, which is ${status}`)
    // What is encrypted shows by its index alone; what is erased, by none.
    const { data, indexes } = answer.found
    const shown = typeof data.status === 'string' ? data.status : (indexes?.status?.value ?? status)
    if (shown !== status) violate('L1', `lists show paper ${paperId} as ${shown}, and it is ${status}`)
  }

  return {
    see(event) {
      const { topic, type, key, data } = event
      if (topic !== 'vetting.events.v1') return
      const paper = known.get(key)
      switch (type) {
        case 'PaperReceived':
          return arrive(event)
        case 'ApplicationRejected':
        case 'ApplicationWithdrawn':
        case 'ApplicationApproved':
          return void ended.add(key)
        case 'ApplicationTranscribed':
          return transcribe(event)
        case 'PaperJoined':
          return join(event)
        case 'PaperErasureDecided':
          return paper && erase(paper, event)
        case 'PaperErased':
          return paper && erased(paper, event)
        case 'PaperRemoved':
          if (!papersOf(key).delete(data.paperId)) violate('I6', `${data.paperId} leaves ${key} and was not there`)
          return
      }
      if (paper) move(paper, event)
      else if (moves[type]) violate('I6', `${type} of ${key}, which was never received`)
    },
    async drained(drained) {
      for (const [paperId, paper] of known) {
        const { status, applicationId } = paper
        if (status === 'JOINING') violate('L1', `paper ${paperId} is asked for and was never answered`)
        if (status === 'ASSIGNED' && applicationId === null) violate('I1', `paper ${paperId} is with no application`)
        const says = [...joined].filter(([, of]) => of.has(paperId)).map(([id]) => id)
        if (says.join(' ') !== (applicationId ?? ''))
          violate('I1', `paper ${paperId} is with '${applicationId ?? ''}', and '${says.join(' ')}' have it`)
        if (paper.isErasing && !paper.isErased && isWhole(paperId))
          violate('L1', `paper ${paperId} is to be erased and was not`)
        await listIsRight(drained, paperId, paper)
      }
    },
  }
}
