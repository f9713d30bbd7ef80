import type { Paper } from '@icms/schemas/generated/common'
import type { EnvelopeReceived } from '@icms/schemas/generated/intake-post-events-v1'
import type { EnvelopeState } from '@icms/schemas/generated/intake-post-state-v1'
import { blocksOf } from './control-numbers.ts'
import type { EnvelopeOutput } from './envelope.ts'

/** Rescans that are remembered to have asked; more of one envelope are a mistake of the mail room. */
const answeredMax = 50

export const askOf = (paperId: string, attempt: number) => `${paperId}/${attempt}`

/** The envelope that is taken, or being looked at: other content under the same id is refused. Undefined for a refused one. */
export const liveOf = (state: EnvelopeState | undefined): EnvelopeState | undefined =>
  state === undefined || state.status === 'REFUSED' || state.status === 'UNKNOWN' ? undefined : state

/** Control numbers of an envelope: those of its items, and of what cannot be scanned. */
export const numbersOf = ({ documents, nonScannable }: Paper): readonly string[] => [
  ...documents.flatMap(({ controlNumber }) => (controlNumber === null ? [] : [controlNumber])),
  ...nonScannable.map(({ controlNumber }) => controlNumber).filter(number => number !== ''),
]

export const pagesOf = ({ kept }: Pick<EnvelopeState, 'kept'>): number =>
  kept.reduce((sum, { pages }) => sum + pages, 0)

export function evolveEnvelope(state: EnvelopeState | undefined, output: EnvelopeOutput): EnvelopeState | undefined {
  switch (output.type) {
    case 'EnvelopeReceived':
      return ofReceived(output.data, state)
    case 'EnvelopeRefused':
      return ofRefused(output.data, state)
    case 'RescanAnswered': {
      const { paperId, attempt, rescanOf } = output.data
      const known = state ?? blank(rescanOf, '')
      return { ...known, answeredRescans: [...known.answeredRescans, askOf(paperId, attempt)].slice(-answeredMax) }
    }
    default:
      return state && withOutput(state, output)
  }
}

function withOutput(state: EnvelopeState, output: EnvelopeOutput): EnvelopeState {
  switch (output.type) {
    case 'ClaimControlNumbers':
      // With the first claim the rescan is answered.
      return { ...state, status: 'CLAIMING_NUMBERS', rootId: output.data.rootId }
    case 'EnvelopeQuestioned': {
      const { blockId, problems } = output.data
      const awaited = state.awaited.filter(block => block !== blockId)
      return { ...state, awaited, problems: [...state.problems, ...problems] }
    }
    case 'EnvelopeAccepted':
      return { ...state, status: 'PREPARING', decidedAt: output.data.at, awaited: [], problems: [] }
    case 'PaperPagesPrepared': {
      const { documents, round } = output.data
      const { paper, prepared } = state
      const made = (paper?.documents ?? []).map((document, i) => ({ ...document, ...documents[i - prepared] }))
      const counts = { prepared: prepared + documents.length, round: round + 1, tries: 0, retryAt: null }
      return { ...state, ...counts, paper: paper && { ...paper, documents: made } }
    }
    case 'PaperPreparationFailed': {
      const { at, round, tries } = output.data
      return { ...state, round: round + 1, tries, retryAt: at + retryMs(tries) }
    }
    case 'PaperPreparationRetried':
      return { ...state, retryAt: null }
    case 'ScannedPaperReceived':
      return { ...state, status: 'HANDED_ON', paper: null }
    default:
      return state
  }
}

/** Half a minute, then twice as long each time. */
const retryMs = (tries: number) => 30_000 * 2 ** (tries - 1)

function ofReceived(data: EnvelopeReceived, before: EnvelopeState | undefined): EnvelopeState {
  const { paperId, envelopeId, attempt, contentHash, manifestHash, paper, pageCounts, at } = data
  const { evidenceIds, rescanOf, applicationId, box } = data
  const blocks = [...blocksOf(paper.source, numbersOf(paper)).keys()]
  return {
    ...blank(paperId, envelopeId),
    ...{ attempt, contentHash, manifestHash, evidenceIds, rescanOf, applicationId, box, paper },
    status: rescanOf === null ? 'CLAIMING_NUMBERS' : 'ASKING_RESCAN',
    firstReceivedAt: before?.contentHash === contentHash ? before.firstReceivedAt : at,
    openedAt: paper.receivedAt,
    source: paper.source,
    channel: paper.channel,
    kept: paper.documents.map(({ documentId, controlNumber }, i) => ({
      ...{ documentId, controlNumber, pages: pageCounts[i] ?? 0 },
    })),
    ...{ awaited: blocks, blocks, answeredRescans: before?.answeredRescans ?? [] },
  }
}

function ofRefused(
  data: Extract<EnvelopeOutput, { readonly type: 'EnvelopeRefused' }>['data'],
  before: EnvelopeState | undefined,
): EnvelopeState {
  const { paperId, envelopeId, attempt, contentHash, problems, at } = data
  return {
    ...(before ?? blank(paperId, envelopeId)),
    ...{ envelopeId, attempt, contentHash, problems, decidedAt: at, status: 'REFUSED' },
    firstReceivedAt: before?.contentHash === contentHash ? before.firstReceivedAt : at,
    ...{ paper: null, kept: [], evidenceIds: [], awaited: [], blocks: [], manifestHash: null },
  }
}

const blank = (paperId: string, envelopeId: string): EnvelopeState => ({
  ...{ paperId, envelopeId, attempt: 0, contentHash: '', manifestHash: null, status: 'UNKNOWN' },
  ...{ firstReceivedAt: 0, decidedAt: null, openedAt: 0, source: '', channel: 'POST', box: '', paper: null, kept: [] },
  ...{ evidenceIds: [], rescanOf: null, rootId: paperId, applicationId: null, awaited: [], blocks: [] },
  ...{ problems: [], answeredRescans: [], round: 0, prepared: 0, tries: 0, retryAt: null },
})
