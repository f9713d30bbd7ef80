import type { Aggregate, Context, Row, RuntimeInput } from '@icms/backbone/aggregate'
import type { FilingConfirmed } from '@icms/schemas/generated/accounts-events-v1'
import type { CaseState } from '@icms/schemas/generated/case-linking-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { whyNoLink } from './automatic-link.ts'

export type CaseInput = MessageOf<'FilingConfirmed'>
export type CaseOutput = MessageOf<'CaseLinked' | 'LinkKept' | 'LinkRefused'>

/** Refusals that are kept to be shown, and ids of filings by which a repeat is recognised. */
const refusalsMax = 20
const rememberedMax = 200

/** A filing that its account confirmed links the account to the case by itself, or says why not (R40e, R40f). */
function decide(
  input: CaseInput | RuntimeInput,
  state: CaseState | undefined,
  context: Context,
): readonly CaseOutput[] {
  if (input.type !== 'FilingConfirmed') return []
  const filing = input.data
  if (state?.answered.includes(filing.filingId)) return []
  const held = state?.links.find(link => link.accountId === filing.accountId)
  const reason = whyNoLink(filing, held, context.reference)
  if (!reason && held) return [{ type: 'LinkKept', data: keptOf(filing, context) }]
  const decided = {
    caseId: context.key,
    caseNumber: filing.caseNumber,
    accountId: filing.accountId,
    registrantId: filing.registrantId,
    party: filing.party,
    role: filing.role,
    filingId: filing.filingId,
    at: context.at,
    referenceVersion: context.reference.version,
  }
  return [reason ? { type: 'LinkRefused', data: { ...decided, reason } } : { type: 'CaseLinked', data: decided }]
}

const keptOf = ({ caseNumber, accountId, filingId }: FilingConfirmed, { key: caseId, at }: Context) => ({
  caseId,
  caseNumber,
  accountId,
  filingId,
  at,
})

function evolve(state: CaseState | undefined, output: CaseOutput): CaseState {
  const { caseId, caseNumber, filingId } = output.data
  const before = state ?? { caseId, caseNumber, links: [], refusals: [], answered: [] }
  const after = { ...before, answered: [...before.answered, filingId].slice(-rememberedMax) }
  switch (output.type) {
    case 'LinkKept':
      return after
    case 'CaseLinked': {
      const { accountId, registrantId, party, role, at: linkedAt } = output.data
      return { ...after, links: [...before.links, { accountId, registrantId, party, role, filingId, linkedAt }] }
    }
    case 'LinkRefused': {
      const { accountId, role, reason, at: refusedAt } = output.data
      const refusal = { accountId, role, filingId, refusedAt, reason }
      return { ...after, refusals: [...before.refusals, refusal].slice(-refusalsMax) }
    }
  }
}

/** `links`, by case and account, and `refusals`, by filing: each found by its account or its case. */
function rows({ caseNumber, links, refusals }: CaseState, caseId: string): readonly Row[] {
  const indexes = (accountId: string, order: number) => ({
    account: { value: accountId, order },
    case: { value: caseId, order },
  })
  return [
    ...links.map(link => ({
      table: 'links',
      id: `${caseId}/${link.accountId}`,
      data: { ...link, caseId, caseNumber, status: 'LINKED' },
      indexes: indexes(link.accountId, link.linkedAt),
    })),
    ...refusals.map(refusal => ({
      table: 'refusals',
      id: refusal.filingId,
      data: { ...refusal, caseId, caseNumber },
      indexes: indexes(refusal.accountId, refusal.refusedAt),
    })),
  ]
}

/** One case: which accounts are linked to it. Only filings that their account confirmed come here. */
export const courtCase: Aggregate<CaseState, CaseInput, CaseOutput> = {
  name: 'case',
  state: 'icms.caselinking.CaseState',
  inputs: [
    {
      topic: 'accounts.events.v1',
      types: ['FilingConfirmed'],
      key: (input: MessageOf<'FilingConfirmed'>) => input.data.caseId,
    },
  ],
  outputs: ['CaseLinked', 'LinkKept', 'LinkRefused'],
  decide,
  evolve,
  rows,
}
