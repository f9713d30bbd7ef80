import type { Context } from '@icms/backbone/aggregate'
import { instructionsAt } from '@icms/reference-data/reference-view'
import { dayOf } from '@icms/schemas/calendar-day'
import type { LinkRequested } from '@icms/schemas/generated/accounts-events-v1'
import type { LinkDecisionRefusalReason } from '@icms/schemas/generated/case-linking-events-v1'
import type { CaseState, LinkRequest } from '@icms/schemas/generated/case-linking-state-v1'
import type { MessageOf } from '@icms/schemas/message-of'
import { isEnded } from './access-end.ts'
import { isInEProceeding } from './automatic-link.ts'
import type { CaseOutput } from './case.ts'

export type LinkCommand = MessageOf<'LinkAccount' | 'RefuseLinkRequest'>

const closed = { code: 'ACCOUNT_CLOSED', textEn: null, textZh: null }

/** What the holder asked for in the application waits for court support staff (R40c, R40d). */
export function takeRequest(
  asked: LinkRequested,
  state: CaseState | undefined,
  context: Context,
): readonly CaseOutput[] {
  const { caseNumber, accountId, registrantId, requestId, party, life } = asked
  if (state?.answered.includes(requestId) || state?.requests.some(r => r.requestId === requestId)) return []
  const { key: caseId, at, reference } = context
  const request = { caseId, caseNumber, accountId, requestId, at }
  if (isEnded(state, asked))
    return [
      { type: 'LinkRequestRefused', data: { ...request, reasons: [closed], referenceVersion: reference.version } },
    ]
  if (state?.links.some(link => link.accountId === accountId))
    return [{ type: 'LinkKept', data: { caseId, caseNumber, accountId, filingId: requestId, at, life } }]
  return [{ type: 'LinkRequestRecorded', data: { ...request, registrantId, party, life } }]
}

/** Court support staff link or refuse what was asked, each decision with its record (R3-5, R40c). */
export function decideForStaff(
  command: LinkCommand,
  state: CaseState | undefined,
  context: Context,
): readonly CaseOutput[] {
  const { key: caseId, at } = context
  const { accountId, requestId } = command.data
  const request = state?.requests.find(one => one.requestId === requestId && one.accountId === accountId)
  const reason = !state ? 'NO_SUCH_CASE' : request ? whyNot(command, state, context) : whyGone(accountId, state)
  if (!state || !request || reason) {
    const refusal = { caseId, accountId, command: command.type, reason: reason ?? 'NO_SUCH_REQUEST', at } as const
    return [{ type: 'LinkDecisionRefused', data: refusal }]
  }
  return [recordOf(command, context), consequence(command, state, request, context)]
}

function whyGone(accountId: string, { closed: ended, links }: CaseState): LinkDecisionRefusalReason {
  if (ended.some(one => one.accountId === accountId)) return 'ACCOUNT_CLOSED'
  return links.some(link => link.accountId === accountId) ? 'ALREADY_LINKED' : 'NO_SUCH_REQUEST'
}

function whyNot(
  { type, data }: LinkCommand,
  { caseNumber }: CaseState,
  { at, reference }: Context,
): LinkDecisionRefusalReason | undefined {
  if (type === 'RefuseLinkRequest') return data.reasons.length === 0 ? 'NO_REASONS' : undefined
  return isInEProceeding({ caseNumber, venue: null }, dayOf(at), reference) ? undefined : 'NOT_AN_E_PROCEEDING'
}

function recordOf({ type: command, data }: LinkCommand, { key: caseId, at, actor, reference }: Context): CaseOutput {
  const instructions = instructionsAt(reference, at)
  return {
    type: 'LinkDecisionRecorded',
    data: {
      caseId,
      accountId: data.accountId,
      command,
      decidedBy: actor.id,
      role: actor.role ?? null,
      note: data.note,
      instructionsVersion: instructions?.version ?? null,
      instructionsFrom: instructions?.effectiveFrom ?? null,
      at,
      referenceVersion: reference.version,
    },
  }
}

function consequence(
  { type, data }: LinkCommand,
  { caseNumber, disposedAt }: CaseState,
  { accountId, registrantId, requestId, party, life }: LinkRequest,
  { key: caseId, at, reference }: Context,
): CaseOutput {
  const decided = { caseId, caseNumber, accountId, requestId, at, referenceVersion: reference.version }
  if (type === 'RefuseLinkRequest')
    return { type: 'LinkRequestRefused', data: { ...decided, reasons: [...data.reasons] } }
  const link = { registrantId, party: data.party ?? party, role: data.role, filingId: requestId, filedAt: null, life }
  return { type: 'CaseLinked', data: { ...decided, ...link, disposedAt } }
}
