import type { Context, Outgoing } from '@icms/backbone/aggregate'
import type { Paper, PaperLeaf } from '@icms/schemas/generated/common'
import type { PaperState, WorkingDayClock } from '@icms/schemas/generated/vetting-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import type { PaperOutput } from './paper-messages.ts'
import { referencesOn } from './paper-pages.ts'

type Outputs = readonly Outgoing<PaperOutput>[]

/** Who of the staff wants it, and why; nobody where a cover sheet or the sender says so. */
export type Wanting = { readonly by: string | null; readonly role: string | null; readonly note: string | null }

export const byItself: Wanting = { by: null, role: null, note: null }

type Came = {
  readonly paper: Paper
  /** The application that whoever took it names. */
  readonly applicationId?: string | null
  readonly partOf?: string | null
  readonly replaces?: string | null
  readonly identityPages?: readonly PaperLeaf[]
  /** The clock that it waits by already. */
  readonly waitClock?: WorkingDayClock | null
}

/** Paper that came, or was split off: it is placed by itself where it says where it belongs (R32b). */
export const arrive = (came: Came, context: Context): Outputs => {
  const { paper, applicationId = null, partOf = null, replaces = null, identityPages = [], waitClock = null } = came
  const { key: paperId, at } = context
  const onPages = referencesOn(paper.documents)
  const references = applicationId === null ? onPages : [...new Set([...onPages, applicationId])]
  const data = { paperId, at, paper, references, partOf, replaces, identityPages, waitClock }
  const received: Outgoing<PaperOutput> = { type: 'PaperReceived', data }
  if (replaces !== null)
    return [received, { type: 'ReplacePaper', key: replaces, data: { paperId: replaces, at, replacedBy: paperId } }]
  return [received, ...place(paper, references, context)]
}

/** To the one application that it names; to the exceptions where it names several, or nobody can type in what it is. */
const place = (paper: Paper, references: readonly string[], context: Context): Outputs => {
  const [named, another] = references
  if (another !== undefined) return [setAside('DIFFERENT_APPLICATIONS', context)]
  if (named !== undefined) return offer(paper, named, byItself, context)
  const { documents } = paper
  if (documents.every(({ pages }) => pages.every(({ pictureId }) => pictureId === null)))
    return [setAside('NO_PAGE_READABLE', context)]
  if (documents.some(({ form }) => form === 'ANNEX_C' || form === 'ANNEX_E'))
    return [setAside('FORM_NOT_SUPPORTED_YET', context)]
  return []
}

const setAside = (reason: string, { key: paperId, at }: Context): PaperOutput => ({
  type: 'PaperSetAside',
  data: { paperId, at, reasons: [reason] },
})

/** Asks an application to take the paper. It goes nowhere before that has answered. */
export const offer = (
  { channel, receivedAt }: Paper,
  applicationId: string,
  { by, role, note }: Wanting,
  { key: paperId, at }: Context,
): Outputs => [
  { type: 'PaperOffered', data: { paperId, at, applicationId, isNew: false, by, role, note } },
  { type: 'OfferPaper', key: applicationId, data: { applicationId, paperId, at, channel, receivedAt, by, role } },
]

/** The answer of the application: who moves to another leaves the one before only now. */
export const takePlace = (
  { applicationId, isDecided }: MessageOf<'PaperTaken'>['data'],
  state: PaperState | undefined,
  { key: paperId, at }: Context,
): Outputs => {
  if (state?.offer?.applicationId !== applicationId) return []
  const before = state.applicationId
  const assigned: PaperOutput = { type: 'PaperAssigned', data: { paperId, at, applicationId, isDecided } }
  return before === null || before === applicationId ? [assigned] : [assigned, release(before, paperId, at)]
}

export const release = (applicationId: string, paperId: string, at: number): Outgoing<PaperOutput> => ({
  type: 'ReleasePaper',
  key: applicationId,
  data: { applicationId, paperId, at },
})

export const takeRefusal = (
  { applicationId, reason }: MessageOf<'PaperNotTaken'>['data'],
  state: PaperState | undefined,
  { key: paperId, at }: Context,
): Outputs =>
  state?.offer?.applicationId === applicationId
    ? [{ type: 'PaperNotAssigned', data: { paperId, at, applicationId, reason } }]
    : []

/** The application has ended. */
export const settle = (
  { applicationId }: MessageOf<'SettlePaper'>['data'],
  state: PaperState | undefined,
  { key: paperId, at }: Context,
): Outputs =>
  state && state.applicationId === applicationId && !state.isDecided
    ? [{ type: 'PaperAssigned', data: { paperId, at, applicationId, isDecided: true } }]
    : []

/**
 * A rescan takes the paper's place and inherits where it was. The paper stays visible, and with its application, so that
 * it is erased with it. What is not here yet, or was replaced before, gives nothing: the rescan then waits for staff.
 */
export const giveWay = (
  { replacedBy }: MessageOf<'ReplacePaper'>['data'],
  state: PaperState | undefined,
  { key: paperId, at }: Context,
): Outputs => {
  if (!state || state.erasure || state.status === 'REPLACED' || state.status === 'RETURNED') return []
  const applicationId = state.applicationId ?? state.offer?.applicationId ?? null
  // What else is with it is not on the rescan.
  const isOther = state.parts.some(({ isOut }) => isOut) || state.combined.length > 0
  const obstacle = isOther ? 'REPLACED_WAS_SPLIT' : null
  return [
    { type: 'PaperReplaced', data: { paperId, at, replacedBy } },
    {
      type: 'PaperPlaceGiven',
      key: replacedBy,
      data: { paperId: replacedBy, at, replaces: paperId, applicationId, obstacle },
    },
  ]
}

/** A rescan goes where its own pages say, or else where the paper was that it replaces. */
export const inherit = (
  { applicationId, obstacle }: MessageOf<'PaperPlaceGiven'>['data'],
  state: PaperState | undefined,
  context: Context,
): Outputs => {
  if (state?.status !== 'UNASSIGNED' || state.erasure) return []
  if (obstacle !== null) return [setAside(obstacle, context)]
  const { paper, references } = state
  if (references.length === 0 && applicationId !== null) return offer(paper, applicationId, byItself, context)
  return place(paper, references, context)
}
