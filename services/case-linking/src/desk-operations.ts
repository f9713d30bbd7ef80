import type { Actor } from '@icms/backbone/actor'
import type { HostContext } from '@icms/backbone/deployable'
import { dayOf } from '@icms/schemas/calendar-day'
import { caseIdOf, parseCaseNumber } from '@icms/schemas/case-number'
import { type Received, readForm } from '@icms/schemas/form-reader'
import type { LinkDecisionRefusalReason, LinkDecisionRefused } from '@icms/schemas/generated/case-linking-events-v1'
import type {
  AccountLink,
  CaseHistoryEntry,
  LinkRequest,
  RefusedRequest,
} from '@icms/schemas/generated/case-linking-state-v1'
import type { PartyRole } from '@icms/schemas/generated/common'
import { parseProse } from '@icms/schemas/normalised-text'
import { linkReasons } from '@icms/schemas/reason-words'
import type { Defect, FormResult } from '@icms/schemas/refusal'
import { parseStatedReasons } from '@icms/schemas/stated-reasons'
import { ProblemError, rebuilding } from '@icms/web/problem'
import { readRowPage } from '@icms/web/row-page'
import type { Subject } from '@icms/web/staff-views'
import { sendCommand } from '@icms/web/sent-command'

/** A request that waits, with its case. */
export type WaitingRequest = LinkRequest & { readonly caseId: string; readonly caseNumber: string }

/** A case as the desk sees it. Times are UTC ms. */
export type DeskCase = {
  readonly caseId: string
  readonly caseNumber: string
  readonly history: readonly CaseHistoryEntry[]
  readonly links: readonly AccountLink[]
  readonly requests: readonly WaitingRequest[]
  readonly refusedRequests: readonly RefusedRequest[]
}

/** How a decision fared. `processing`: it is received, and what came of it is not known yet. */
export type Decided =
  | { readonly kind: 'decided' | 'processing' }
  | { readonly kind: 'invalid'; readonly defects: readonly Defect[] }
  | { readonly kind: 'refused'; readonly reason: LinkDecisionRefusalReason }

/** A decision as staff stated it. The same command id is the same decision. */
export type DeskStated = {
  readonly caseId: string
  readonly requestId: string
  readonly commandId: string
  readonly actor: Actor
  readonly body: Received
}

export type CaseDesk = ReturnType<typeof createCaseDesk>

/** Codes of reasons that staff choose from, and the roles in which a party may be. */
export const refusalCodes = Object.keys(linkReasons)
export const roles = [
  ...(['PLAINTIFF', 'DEFENDANT', 'CLAIMANT', 'APPLICANT', 'PETITIONER', 'APPELLANT'] as const),
  ...(['RESPONDENT', 'THIRD_PARTY', 'INTERVENER', 'PROSECUTOR', 'OTHER'] as const),
] satisfies readonly PartyRole[]

type StatedLink = { readonly role: PartyRole; readonly party: string | null; readonly note: string | null }

function checkLink(received: Received): FormResult<StatedLink> {
  const form = readForm(received, ['role', 'party', 'note'])
  const party = form.optionalText('party', parseProse(1, 200))
  const note = form.optionalText('note', parseProse(1, 2_000))
  return form.conclude<StatedLink>({ role: form.choice('role', roles), party, note })
}

/** Accounts that a case names: showing it shows something of each. What happened to the case itself names none. */
export const accountsIn = ({ links, requests, refusedRequests, history }: DeskCase): readonly Subject[] => {
  const named = [...links, ...requests, ...refusedRequests, ...history].map(({ accountId }) => accountId)
  return [...new Set(named.filter(id => id !== ''))].map(id => ({ kind: 'account', id }))
}

/** What court support staff do with link requests, for pages and JSON alike (R40c). */
export function createCaseDesk({ backbone, commands, clock }: HostContext) {
  const { readSide } = backbone

  async function ofCase<T>(table: string, caseId: string): Promise<readonly T[]> {
    const query = { table, index: 'case', value: caseId, descending: false }
    return (await readRowPage(readSide, 'case-linking', query)).rows.map(({ data }) => data as T)
  }

  /** Whose request it is, also after it was settled: the same decision again has to be the same command. */
  async function accountOf(caseId: string, requestId: string): Promise<string> {
    const request = await readSide.get('case-linking', 'requests', requestId, caseId)
    if (request.state === 'rebuilding') throw rebuilding()
    if (request.found) return String(request.found.data.accountId)
    const links = await ofCase<AccountLink>('links', caseId)
    return links.find(link => link.filingId === requestId)?.accountId ?? ''
  }

  async function send(type: string, stated: DeskStated, checked: FormResult<object>): Promise<Decided> {
    if (!checked.ok) return { kind: 'invalid', defects: checked.defects }
    const { caseId, requestId, commandId, actor } = stated
    const accountId = await accountOf(caseId, requestId)
    const data = { caseId, accountId, requestId, ...checked.value }
    const told = await sendCommand(commands, 'case-linking', { id: commandId, type, key: caseId, data, actor })
    if (!told) return { kind: 'processing' }
    const refusal = told.find(output => output.type === 'LinkDecisionRefused')
    if (!refusal) return { kind: 'decided' }
    const { reason } = refusal.data as LinkDecisionRefused
    if (reason === 'NO_SUCH_CASE') throw new ProblemError('not-found')
    return { kind: 'refused', reason }
  }

  return {
    /** Requests that wait, the oldest first. */
    async worklist(after?: string) {
      const query = { table: 'requests', index: 'worklist', value: 'REQUESTED', descending: false, after }
      const { rows, next } = await readRowPage(readSide, 'case-linking', query)
      return { requests: rows.map(({ data }) => data as unknown as WaitingRequest), next }
    },

    /** The id of a case that is known here, from its number in any spelling. */
    async find(typed: string): Promise<string | undefined> {
      const number = parseCaseNumber(typed, Number(dayOf(clock.now()).slice(0, 4)))
      if (!number.ok) return undefined
      const caseId = caseIdOf(number.value.canonical)
      const answer = await readSide.get('case-linking', 'cases', caseId)
      if (answer.state === 'rebuilding') throw rebuilding()
      return answer.found && caseId
    },

    /** One case with its links, requests and history. Throws `not-found`. */
    async case(caseId: string): Promise<DeskCase> {
      const answer = await readSide.get('case-linking', 'cases', caseId)
      if (answer.state === 'rebuilding') throw rebuilding()
      if (!answer.found) throw new ProblemError('not-found')
      const { caseNumber, history } = answer.found.data as Pick<DeskCase, 'caseNumber' | 'history'>
      const [links, asked] = await Promise.all([
        ofCase<AccountLink>('links', caseId),
        ofCase<WaitingRequest & RefusedRequest & { readonly status: string }>('requests', caseId),
      ])
      const requests = asked.filter(({ status }) => status === 'REQUESTED')
      const refusedRequests = asked.filter(({ status }) => status === 'REFUSED')
      return { caseId, caseNumber, history, links, requests, refusedRequests }
    },

    link: (stated: DeskStated) => send('LinkAccount', stated, checkLink(stated.body)),
    refuse: (stated: DeskStated) => send('RefuseLinkRequest', stated, parseStatedReasons(stated.body, refusalCodes)),
  }
}
