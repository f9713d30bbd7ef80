import type { Aggregate, Context, RuntimeInput } from '@icms/backbone/aggregate'
import type { CaseState } from '@icms/schemas/generated/case-linking-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { endAccess } from './access-end.ts'
import { changeStanding } from './case-standing.ts'
import { rowsOfCase } from './case-rows.ts'
import { evolveCase } from './evolve-case.ts'
import { decideConfirmed } from './filing-link.ts'
import { decideForStaff, type LinkCommand, takeRequest } from './link-request.ts'

type FromAccount = MessageOf<'FilingConfirmed' | 'LinkRequested' | 'CaseAccessEnded'>

type FromCourt = MessageOf<'CaseDisposed' | 'CaseReopened'>

export type CaseInput = FromAccount | FromCourt | LinkCommand

const outputs = [
  'CaseLinked',
  'LinkKept',
  'LinkRefused',
  'LinkRequestRecorded',
  'LinkRequestRefused',
  'LinkEnded',
  'LinkDecisionRecorded',
  'LinkDecisionRefused',
  'CaseStandingChanged',
  'LinkedCaseChanged',
] as const

export type CaseOutput = MessageOf<(typeof outputs)[number]>

function decide(
  input: CaseInput | RuntimeInput,
  state: CaseState | undefined,
  context: Context,
): readonly CaseOutput[] {
  switch (input.type) {
    case 'FilingConfirmed':
      return decideConfirmed(input.data, state, context)
    case 'LinkRequested':
      return takeRequest(input.data, state, context)
    case 'CaseAccessEnded':
      return endAccess(input.data, state, context)
    case 'CaseDisposed':
    case 'CaseReopened':
      return changeStanding(input, state, context)
    case 'LinkAccount':
    case 'RefuseLinkRequest':
      return decideForStaff(input, state, context)
    default:
      return []
  }
}

/**
 * One case: which accounts are linked to it, and which ask to be. Only what their account said comes here, so that an
 * account that was closed is linked to nothing, in whatever order the news arrive (I5).
 */
export const courtCase: Aggregate<CaseState, CaseInput, CaseOutput> = {
  name: 'case',
  state: 'icms.caselinking.CaseState',
  inputs: [
    {
      topic: 'accounts.events.v1',
      types: ['FilingConfirmed', 'LinkRequested', 'CaseAccessEnded'],
      key: (input: FromAccount) => input.data.caseId,
    },
    { topic: 'court-cases.events.v1', types: ['CaseDisposed', 'CaseReopened'] },
    { topic: 'case-linking.commands.v1', types: ['LinkAccount', 'RefuseLinkRequest'] },
  ],
  outputs,
  decide,
  evolve: evolveCase,
  rows: rowsOfCase,
}
