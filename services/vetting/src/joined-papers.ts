import type { Context, Outgoing } from '@icms/backbone/aggregate'
import type { ApplicationState, JoinedPaper } from '@icms/schemas/generated/vetting-state-v1'
import type { PaperObstacle } from '@icms/schemas/generated/vetting-events-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { isFinal } from './application-end.ts'
import type { ApplicationOutput } from './application-messages.ts'
import { openSupplement } from './supplement.ts'

type Outputs = readonly Outgoing<ApplicationOutput>[]

/** Papers that are with one application. */
const papersMax = 200

/**
 * Takes a paper that asks, and tells it so (R32b, R33). By itself none joins an application that has ended; staff may
 * file it there, which changes nothing of the application. What comes while an answer is awaited is the answer (R34d).
 * Who asks again is answered again; a paper listens once.
 */
export const takeOffer = (
  { paperId, channel, receivedAt, by, role }: MessageOf<'OfferPaper'>['data'],
  state: ApplicationState | undefined,
  { key: applicationId, at, reference }: Context,
): Outputs => {
  const notTaken = (reason: PaperObstacle): Outputs => [
    { type: 'PaperNotTaken', key: paperId, data: { paperId, applicationId, at, reason } },
  ]
  if (!state) return notTaken('NO_SUCH_APPLICATION')
  if (state.papers.some(joined => joined.paperId === paperId)) return []
  if (state.erasure) return notTaken('APPLICATION_ERASED')
  if (isFinal(state) && by === null) return notTaken('APPLICATION_ENDED')
  if (state.papers.length >= papersMax) return notTaken('TOO_MANY_PAPERS')
  const open = openSupplement(state)
  const outputs: Outgoing<ApplicationOutput>[] = [
    { type: 'PaperJoined', data: { applicationId, at, paperId, channel, receivedAt, by, role } },
    { type: 'PaperTaken', key: paperId, data: { paperId, applicationId, at, isDecided: isFinal(state) } },
  ]
  if (!open) return outputs
  // Whatever came before it was asked for counts from the question: vetting goes on from there (A3).
  const answer = { requestId: open.requestId, text: null, documents: [], referenceVersion: reference.version }
  const paper = { paperId, receivedAt: Math.max(receivedAt, open.askedAt) }
  return [...outputs, { type: 'SupplementReceived', data: { applicationId, at, ...answer, ...paper } }]
}

/** An application that staff typed in from a paper: received when the paper was (A32), and the paper is with it (R32b). */
export const receiveFromPaper = (
  filed: MessageOf<'FilePaperApplication'>['data'],
  state: ApplicationState | undefined,
  { at }: Context,
): Outputs => {
  if (state) return []
  const { applicationId, paperId, personId, channel, receivedAt, form, by, role } = filed
  const received = { applicationId, at, personId, submittedAt: receivedAt, form }
  return [
    { type: 'ApplicationReceived', data: { ...received, documents: [] } },
    { type: 'ApplicationTranscribed', data: { ...received, channel, paperId } },
    { type: 'PaperJoined', data: { applicationId, at, paperId, channel, receivedAt, by, role } },
    { type: 'ClaimPerson', key: personId, data: { personId, applicationId, at } },
    { type: 'PaperTaken', key: paperId, data: { paperId, applicationId, at, isDecided: false } },
  ]
}

/** A paper that was taken out again; where it was taken as the answer, that is awaited as before. */
export const removePaper = (
  { paperId }: MessageOf<'ReleasePaper'>['data'],
  state: ApplicationState | undefined,
  { key: applicationId, at }: Context,
): Outputs => {
  if (!state?.papers.some(joined => joined.paperId === paperId)) return []
  const removed: ApplicationOutput = { type: 'PaperRemoved', data: { applicationId, at, paperId } }
  const last = state.supplements.at(-1)
  if (state.status !== 'VETTING' || last?.paperId !== paperId) return [removed]
  const { requestId } = last
  return [removed, { type: 'SupplementReopened', data: { applicationId, at, requestId, paperId } }]
}

/** What the papers of an application are told beside what is put out: that it has ended, or that they are erased with it. */
export const withPapersTold = (
  outputs: Outputs,
  state: ApplicationState | undefined,
  { key: applicationId, at }: Context,
): Outputs => {
  const papers = state?.papers ?? []
  if (papers.length === 0) return outputs
  const told = outputs.flatMap((output): Outputs => {
    switch (output.type) {
      case 'ApplicationApproved':
      case 'ApplicationRejected':
      case 'ApplicationWithdrawn':
        return papers.map(({ paperId }) => ({
          type: 'SettlePaper',
          key: paperId,
          data: { paperId, applicationId, at },
        }))
      case 'ApplicationErasureDecided': {
        const { decidedBy, role, reason } = output.data
        const erase = { applicationId, at, decidedBy, role, reason }
        return papers.map(({ paperId }) => ({ type: 'ErasePaper', key: paperId, data: { paperId, ...erase } }))
      }
      default:
        return []
    }
  })
  return [...outputs, ...told]
}

/** The papers after one joined or was taken out. */
export const evolvePapers = (
  papers: readonly JoinedPaper[],
  { type, data }: MessageOf<'PaperJoined' | 'PaperRemoved'>,
): readonly JoinedPaper[] => {
  const others = papers.filter(({ paperId }) => paperId !== data.paperId)
  if (type === 'PaperRemoved') return others
  const { paperId, channel, receivedAt, at: joinedAt, by } = data
  return [...others, { paperId, channel, receivedAt, joinedAt, by }]
}
