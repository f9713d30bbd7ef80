import type { Aggregate, Context, Outgoing, RuntimeInput, Timer } from '@icms/backbone/aggregate'
import type { ReceiveFax } from '@icms/schemas/generated/intake-fax-commands-v1'
import type { FaxState } from '@icms/schemas/generated/intake-fax-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { evolveFax } from './evolve-fax.ts'
import { offerDue, offered, offerTimers, offerTo } from './fax-joining.ts'
import { paperOf } from './fax-paper.ts'
import { preparationDue, preparationEffects, preparationSettled, preparationTimers } from './fax-preparation.ts'
import { faxRows } from './fax-rows.ts'

export type FaxInput = MessageOf<
  'ReceiveFax' | 'RecordFaxRefusal' | 'OfferFax' | 'FaxOfferTaken' | 'FaxOfferRefused' | 'FaxCallNoted'
>
export type FaxOutput = MessageOf<
  | 'FaxReceived'
  | 'FaxRepeated'
  | 'FaxRefused'
  | 'FaxSenderNoted'
  | 'FaxAwaited'
  | 'FaxJoined'
  | 'FaxCompletionMissed'
  | 'FaxBecamePart'
  | 'FaxStandsAlone'
  | 'FaxPagesPrepared'
  | 'FaxPreparationDelayed'
  | 'FaxPreparationResumed'
  | 'FaxPaperReceived'
  | 'OfferFax'
  | 'FaxOfferTaken'
  | 'FaxOfferRefused'
  | 'NoteFaxCall'
>

type Outputs = readonly Outgoing<FaxOutput>[]
const hourMs = 3_600_000
const completionTimer = 'completion'

function decide(
  input: FaxInput | RuntimeInput,
  state: FaxState | undefined,
  context: Context,
  waitMs: number,
): Outputs {
  const { key: faxId, at } = context
  switch (input.type) {
    case 'ReceiveFax':
      return received(input.data, state, context, waitMs)
    case 'RecordFaxRefusal':
      // What was refused of a job that was taken before is on record, and changes nothing of it.
      if (state?.received && input.data.code !== 'JOB_CONFLICT') return []
      return [{ type: 'FaxRefused', data: { ...input.data, at } }]
    case 'OfferFax':
      return offered(input.data, state, context, waitMs)
    case 'FaxOfferTaken':
      if (state?.status !== 'OFFERED') return []
      return [{ type: 'FaxBecamePart', data: { faxId, at, paperId: input.data.paperId } }]
    case 'FaxOfferRefused': {
      if (state?.status !== 'OFFERED') return []
      const { reason, paperId: continuesId } = input.data
      const { call, at: acceptedAt } = state.received!
      const waitsUntil = call.isPartial ? Math.max(acceptedAt + waitMs, at) : null
      return [{ type: 'FaxStandsAlone', data: { faxId, at, reason, continuesId, waitsUntil } }]
    }
    case 'FaxCallNoted':
      if (!state?.received || state.isNoted) return []
      return [{ type: 'FaxSenderNoted', data: { faxId, at, likelyWith: input.data.likelyWith } }]
    case 'TimerFired': {
      const { name } = input.data
      if (!state) return []
      if (name === completionTimer)
        return state.waitsUntil === null ? [] : [{ type: 'FaxCompletionMissed', data: { faxId, at } }]
      return [...offerDue(name, state, context), ...preparationDue(name, state, context)]
    }
    case 'EffectSettled':
      return state ? preparationSettled(input, state, context) : []
  }
}

/** A job that was taken is not taken twice: it has its first receipt, and another document under its id is refused. */
function received(data: ReceiveFax, state: FaxState | undefined, context: Context, waitMs: number): Outputs {
  const { key: faxId, at } = context
  const { gateway, senderId } = data
  const { jobId, sha256, receivedAt } = data.call
  if (state?.received?.call.sha256 === sha256)
    return [{ type: 'FaxRepeated', data: { faxId, at, acceptedAt: state.received.at } }]
  if (state?.received)
    return [{ type: 'FaxRefused', data: { faxId, at, gateway, jobId, receivedAt, sha256, code: 'JOB_CONFLICT' } }]
  const continuesId = data.call.continuesId === faxId ? null : data.call.continuesId
  // A gateway's clock may be wrong: it was received when we accepted it at the latest.
  const call = { ...data.call, continuesId, receivedAt: Math.min(receivedAt, at) }
  const waitsUntil = continuesId === null && call.isPartial ? at + waitMs : null
  const outputs: Outgoing<FaxOutput>[] = [{ type: 'FaxReceived', data: { ...data, call, at, waitsUntil } }]
  if (continuesId !== null) outputs.push(offerTo(continuesId, call, at, 0))
  if (senderId !== null) {
    const { isPartial, pagesDeclared, pagesFound } = call
    const noted = { senderId, at, faxId, isPartial, pagesDeclared, pagesFound, continuesId }
    outputs.push({ type: 'NoteFaxCall', key: senderId, data: noted })
  }
  // Calls that came before the one that they continue.
  let now = outputs.reduce<FaxState | undefined>(
    (before, { type, data: of }) => evolveFax(before, { type, data: of } as FaxOutput),
    state,
  )
  for (const offer of state?.offers ?? []) {
    now = now && { ...now, offers: now.offers.filter(({ call: { callId } }) => callId !== offer.call.callId) }
    const answer = offered(offer, now, context, waitMs)
    outputs.push(...answer)
    now = answer.reduce(evolveFax, now)
  }
  return outputs
}

/** Hands the paper over in the commit in which the last that it waited for came. */
const decideUnder =
  ({ faxCompletionHours }: Pick<Policy, 'faxCompletionHours'>): Aggregate<FaxState, FaxInput, FaxOutput>['decide'] =>
  (input, state, context) => {
    const outputs = decide(input, state, context, faxCompletionHours * hourMs)
    const after = outputs.reduce(evolveFax, state)
    const isReady =
      outputs.length > 0 && after?.status === 'PREPARING' && after.isNoted && after.calls.every(call => call.isPrepared)
    if (!isReady) return outputs
    const { key: paperId, at } = context
    return [...outputs, { type: 'FaxPaperReceived', data: { paperId, at, paper: paperOf(after) } }]
  }

const due = (state: FaxState): readonly Timer[] => [
  ...(state.waitsUntil === null ? [] : [{ name: completionTimer, at: state.waitsUntil }]),
  ...offerTimers(state),
  ...preparationTimers(state),
]

/**
 * One fax by the id that its gateway and job make (R32b): taken once, its pages prepared, and handed over to vetting. A call that
 * broke off waits for those that complete it; they name the one before, may come in any order, and are one paper. What
 * comes too late, or for what never comes, is a paper of its own that names the other. Nothing that was taken is left out.
 */
export const fax: Aggregate<FaxState, FaxInput, FaxOutput> = {
  name: 'fax',
  state: 'icms.intakefax.FaxState',
  inputs: [
    { topic: 'intake-fax.commands.v1', types: ['ReceiveFax', 'RecordFaxRefusal'] },
    { topic: 'intake-fax.rekeyed.v1', types: ['OfferFax', 'FaxOfferTaken', 'FaxOfferRefused', 'FaxCallNoted'] },
  ],
  outputs: [
    'FaxReceived',
    'FaxRepeated',
    'FaxRefused',
    'FaxSenderNoted',
    'FaxAwaited',
    'FaxJoined',
    'FaxCompletionMissed',
    'FaxBecamePart',
    'FaxStandsAlone',
    'FaxPagesPrepared',
    'FaxPreparationDelayed',
    'FaxPreparationResumed',
    'FaxPaperReceived',
    'OfferFax',
    'FaxOfferTaken',
    'FaxOfferRefused',
    'NoteFaxCall',
  ],
  decide: decideUnder(defaultPolicy),
  evolve: evolveFax,
  due,
  pending: preparationEffects,
  rows: faxRows,
  standing: ({ status }) => status,
}

export const faxUnder = (policy: Policy): typeof fax => ({ ...fax, decide: decideUnder(policy) })
