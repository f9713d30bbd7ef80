import type { Aggregate, Context, Outgoing, Row, RuntimeInput } from '@icms/backbone/aggregate'
import type { FilingRefusalReason } from '@icms/schemas/generated/common'
import type { DeliveryState } from '@icms/schemas/generated/court-cases-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { canonicalCaseChange } from './canonical-case-change.ts'
import { canonicalOrder } from './canonical-order.ts'
import { canonicalFiling } from './canonical-filing.ts'

type OrderAnswer = MessageOf<'RestrictionRecorded' | 'RestrictionLifted' | 'RestrictionRefused'>

export type DeliveryInput =
  | OrderAnswer
  | MessageOf<
      | 'ReceiveFiling'
      | 'ReceiveCaseChange'
      | 'ReceiveOrder'
      | 'ReceiveUnreadable'
      | 'FilingRefused'
      | 'CaseLinked'
      | 'LinkKept'
      | 'LinkRefused'
    >
export type DeliveryOutput = MessageOf<
  'FilingLodged' | 'CaseDisposed' | 'CaseReopened' | 'OrderMade' | 'OrderLifted' | 'FilingAnswered'
>

type Origin = Pick<DeliveryState, 'source' | 'sourceId' | 'courtReference' | 'caseNumber'>

/**
 * A filing that was delivered is told on in canonical form, or refused at once; then it waits for its account and its
 * case, and is answered once, whatever comes again. What became of a case is told on and answered at once; an
 * order waits for its account.
 */
function decide(
  input: DeliveryInput | RuntimeInput,
  state: DeliveryState | undefined,
  context: Context,
): readonly Outgoing<DeliveryOutput>[] {
  switch (input.type) {
    case 'ReceiveFiling': {
      if (state) return []
      const filing = canonicalFiling(input.data, context)
      if (filing.ok) return [{ type: 'FilingLodged', data: filing.value, key: filing.value.accountId }]
      return [answer(input.data, filing.reason, context)]
    }
    case 'ReceiveCaseChange': {
      if (state) return []
      const change = canonicalCaseChange(input.data, context)
      if (!change.ok) return [answer(input.data, change.reason, context)]
      const { caseId, caseNumber } = change.value.data
      return [{ ...change.value, key: caseId }, answer({ ...input.data, caseNumber }, null, context)]
    }
    case 'ReceiveOrder': {
      if (state) return []
      const order = canonicalOrder(input.data, context)
      if (order.ok) return [{ ...order.value, key: order.value.data.accountId }]
      return [answer({ ...input.data, caseNumber: input.data.caseNumber ?? '' }, order.reason, context)]
    }
    case 'ReceiveUnreadable':
      return state ? [] : [answer({ ...input.data, caseNumber: '' }, 'INVALID_FILING', context)]
    case 'FilingRefused':
    case 'LinkRefused':
    case 'RestrictionRefused':
      return isOpen(state) ? [answer(state, input.data.reason, context)] : []
    case 'CaseLinked':
    case 'LinkKept':
    case 'RestrictionRecorded':
    case 'RestrictionLifted':
      return isOpen(state) ? [answer(state, null, context)] : []
    default:
      return []
  }
}

const isOpen = (state: DeliveryState | undefined): state is DeliveryState =>
  state !== undefined && state.answer === null

const referenceForm = /^[\x21-\x7e]{1,100}$/

/** Their reference is the key, so that their answers come in order; a reference that is no identifier is not. */
function answer(origin: Origin, reason: FilingRefusalReason | null, { key, at }: Context): Outgoing<DeliveryOutput> {
  const { source, sourceId, courtReference, caseNumber } = origin
  const outcome = reason === null ? 'ACCEPTED' : 'REFUSED'
  return {
    type: 'FilingAnswered',
    data: { source, sourceId, courtReference, at, outcome, reason, caseNumber },
    key: referenceForm.test(courtReference) ? courtReference : key,
  }
}

function evolve(state: DeliveryState | undefined, output: DeliveryOutput): DeliveryState {
  const { source, sourceId, courtReference, at } = output.data
  const caseNumber = output.data.caseNumber ?? ''
  const lodged = state ?? { source, sourceId, courtReference, caseNumber, receivedAt: at, answer: null }
  if (output.type !== 'FilingAnswered') return lodged
  const { outcome, reason } = output.data
  return { ...lodged, answer: { outcome, reason, answeredAt: at } }
}

/** `deliveries`, by delivery: what court systems told us and what became of it. */
const rows = ({ answer: given, ...state }: DeliveryState, key: string): readonly Row[] => [
  {
    table: 'deliveries',
    id: key,
    data: {
      ...state,
      outcome: given?.outcome ?? null,
      reason: given?.reason ?? null,
      answeredAt: given?.answeredAt ?? null,
    },
    indexes: { outcome: { value: given?.outcome ?? 'OPEN', order: state.receivedAt } },
  },
]

/** One message of a court case system, by source and their id for it. */
export const delivery: Aggregate<DeliveryState, DeliveryInput, DeliveryOutput> = {
  name: 'delivery',
  state: 'icms.courtcases.DeliveryState',
  inputs: [
    {
      topic: 'court-cases.commands.v1',
      types: ['ReceiveFiling', 'ReceiveCaseChange', 'ReceiveOrder', 'ReceiveUnreadable'],
    },
    {
      topic: 'accounts.events.v1',
      types: ['FilingRefused'],
      key: (input: MessageOf<'FilingRefused'>) => input.data.filingId,
    },
    {
      topic: 'accounts.events.v1',
      types: ['RestrictionRecorded', 'RestrictionLifted', 'RestrictionRefused'],
      key: (input: OrderAnswer) => input.data.deliveryId,
    },
    {
      topic: 'case-linking.events.v1',
      types: ['CaseLinked', 'LinkKept', 'LinkRefused'],
      key: (input: MessageOf<'CaseLinked' | 'LinkKept' | 'LinkRefused'>) => input.data.filingId,
    },
  ],
  outputs: ['FilingLodged', 'CaseDisposed', 'CaseReopened', 'OrderMade', 'OrderLifted', 'FilingAnswered'],
  decide,
  evolve,
  rows,
}
