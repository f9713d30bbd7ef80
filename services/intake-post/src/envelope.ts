import type { Aggregate, Context, EffectSettled, Outgoing, RuntimeInput } from '@icms/backbone/aggregate'
import type { EnvelopeState } from '@icms/schemas/generated/intake-post-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { claimsOf, concluded, startOf } from './envelope-claims.ts'
import { counterSource, envelopeRows } from './envelope-rows.ts'
import { askOf, evolveEnvelope, liveOf } from './envelope-state.ts'
import { preparationSettled, preparing } from './envelope-pages.ts'
import { whyNotHandedInAt } from './hand-in-hours.ts'

export type EnvelopeInput = MessageOf<
  'ReceiveEnvelope' | 'RefuseEnvelope' | 'AskRescan' | 'RescanAnswered' | 'ControlNumbersAnswered'
>

export type EnvelopeOutput = MessageOf<
  | 'EnvelopeReceived'
  | 'EnvelopeQuestioned'
  | 'EnvelopeAccepted'
  | 'EnvelopeRefused'
  | 'EnvelopeConflictRefused'
  | 'PaperPagesPrepared'
  | 'PaperPreparationFailed'
  | 'PaperPreparationRetried'
  | 'ScannedPaperReceived'
  | 'AskRescan'
  | 'RescanAnswered'
  | 'ClaimControlNumbers'
  | 'ReleaseControlNumbers'
>

type Decided = readonly Outgoing<EnvelopeOutput>[]

const decide = (input: EnvelopeInput | RuntimeInput, state: EnvelopeState | undefined, context: Context): Decided => {
  switch (input.type) {
    case 'ReceiveEnvelope':
      return received(input.data, state, context)
    case 'RefuseEnvelope':
      return refused(input.data, state, context)
    case 'AskRescan':
      return asked(input.data, state, context)
    case 'RescanAnswered': {
      const { attempt, isKnown, rootId } = input.data
      if (state?.status !== 'ASKING_RESCAN' || state.attempt !== attempt) return []
      return claimsOf(state, isKnown ? rootId : state.paperId, isKnown, context)
    }
    case 'ControlNumbersAnswered': {
      const { attempt, blockId } = input.data
      if (state?.status !== 'CLAIMING_NUMBERS' || state.attempt !== attempt || !state.awaited.includes(blockId))
        return []
      return concluded(state, input.data, context)
    }
    case 'TimerFired':
      return state ? woken(input.data.name, state, context) : []
    case 'EffectSettled':
      return settled(input, state, context)
    default:
      return []
  }
}

function received(
  data: MessageOf<'ReceiveEnvelope'>['data'],
  state: EnvelopeState | undefined,
  { at, reference }: Context,
): Decided {
  const { paperId, envelopeId, contentHash, manifestHash, paper } = data
  const live = liveOf(state)
  if (live) {
    const isSame = contentHash === live.contentHash || (manifestHash !== null && manifestHash === live.manifestHash)
    return isSame ? [] : [conflict({ paperId, envelopeId, contentHash, at, problems: [] })]
  }
  const attempt = (state?.attempt ?? 0) + 1
  // The mail room stamps what it was given; a clerk's own entry is held to the hours of the counter.
  const code = paper.source === counterSource ? whyNotHandedInAt(paper.receivedAt, at, reference) : undefined
  if (!code) return startOf({ type: 'EnvelopeReceived', data: { ...data, at, attempt } }, at)
  const problems = [{ code, where: null, message: 'paper is handed in over the counter in office hours only' }]
  return [{ type: 'EnvelopeRefused', data: { paperId, at, envelopeId, attempt, contentHash, problems } }]
}

function refused(
  data: MessageOf<'RefuseEnvelope'>['data'],
  state: EnvelopeState | undefined,
  { at }: Context,
): Decided {
  const { contentHash, problems } = data
  const live = liveOf(state)
  if (live) return contentHash === live.contentHash ? [] : [conflict({ ...data, at })]
  // The same again has the first outcome, unless it is another one by now: a key came to be known, a scanner learnt.
  const codes = (of: typeof problems) => of.map(({ code, where }) => `${code} ${where}`).join('\n')
  if (state?.contentHash === contentHash && codes(state.problems) === codes(problems)) return []
  return [{ type: 'EnvelopeRefused', data: { ...data, at, attempt: (state?.attempt ?? 0) + 1 } }]
}

function conflict(data: MessageOf<'EnvelopeConflictRefused'>['data']): Outgoing<EnvelopeOutput> {
  const message =
    'an envelope with this id and other content is taken already; give this one an id of its own, or name that one in rescanOf'
  const problems = [{ code: 'ENVELOPE_CONFLICT', where: '/envelopeId', message }, ...data.problems]
  return { type: 'EnvelopeConflictRefused', data: { ...data, problems } }
}

/** A rescan asks whether this envelope came and was not refused. It may be looked at still: that takes moments. */
function asked(
  { paperId: rescanOf, askedBy, attempt }: MessageOf<'AskRescan'>['data'],
  state: EnvelopeState | undefined,
  { at }: Context,
): Decided {
  if (state?.answeredRescans.includes(askOf(askedBy, attempt))) return []
  const rootId = state?.rootId || rescanOf
  const data = { paperId: askedBy, attempt, rescanOf, isKnown: liveOf(state) !== undefined, rootId, at }
  return [{ type: 'RescanAnswered', key: askedBy, data }]
}

function woken(name: string, state: EnvelopeState, context: Context): Decided {
  const { paperId, round } = state
  if (name === 'prepare' && state.retryAt !== null)
    return [{ type: 'PaperPreparationRetried', data: { paperId, at: context.at, round: round + 1 } }]
  return []
}

function settled({ data }: EffectSettled, state: EnvelopeState | undefined, context: Context): Decided {
  const isWanted = state && preparing(state).some(({ id }) => id === data.effect)
  return isWanted ? preparationSettled(data, state, context) : []
}

/**
 * One envelope of the mail room, or what one person handed in over the counter: taken or refused, once, whatever else
 * comes under its id; then its pages are prepared and it is handed on (R32b). What is wrong by itself the edge finds; here
 * is decided what needs others: that it is no other one, its control numbers, the envelope whose place it takes. A refused
 * envelope may come again, corrected or as it was.
 */
export const envelope: Aggregate<EnvelopeState, EnvelopeInput, EnvelopeOutput> = {
  name: 'envelope',
  state: 'icms.intakepost.EnvelopeState',
  inputs: [
    { topic: 'intake-post.commands.v1', types: ['ReceiveEnvelope', 'RefuseEnvelope'] },
    { topic: 'intake-post.rekeyed.v1', types: ['AskRescan', 'RescanAnswered', 'ControlNumbersAnswered'] },
  ],
  outputs: [
    'EnvelopeReceived',
    'EnvelopeQuestioned',
    'EnvelopeAccepted',
    'EnvelopeRefused',
    'EnvelopeConflictRefused',
    'PaperPagesPrepared',
    'PaperPreparationFailed',
    'PaperPreparationRetried',
    'ScannedPaperReceived',
    'AskRescan',
    'RescanAnswered',
    'ClaimControlNumbers',
    'ReleaseControlNumbers',
  ],
  decide,
  evolve: evolveEnvelope,
  due: ({ retryAt }) => (retryAt === null ? [] : [{ name: 'prepare', at: retryAt }]),
  pending: preparing,
  rows: envelopeRows,
  standing: state => state.status.toLowerCase(),
}
