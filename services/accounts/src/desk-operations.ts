import type { Actor } from '@icms/backbone/actor'
import type { HostContext } from '@icms/backbone/deployable'
import { readReference } from '@icms/schemas/application-reference'
import type { AccountCommandRefused, AccountRefusalReason } from '@icms/schemas/generated/accounts-events-v1'
import type { Defect } from '@icms/schemas/refusal'
import { parseLoginName } from '@icms/schemas/registrant-id'
import { ProblemError } from '@icms/web/problem'
import { readRowPage } from '@icms/web/row-page'
import { readSentNotices, type SentNotice } from '@icms/web/sent-notices'
import { sendCommand } from '@icms/web/sent-command'
import { checkReason } from './account-form.ts'
import { type AccountRow, readAccount } from './held-account-row.ts'

/** What may be decided on an account at the desk, by the step in its address. */
export const decisions = {
  terminate: 'TerminateAccount',
  deactivate: 'DeactivateAccount',
  suspend: 'SuspendAccount',
  reinstate: 'ReinstateAccount',
  restore: 'RestoreAccount',
  keep: 'KeepAccountOpen',
} as const
export type Step = keyof typeof decisions
export const steps = Object.keys(decisions) as readonly Step[]

/** How a decision fared. `processing`: it is received, and what came of it is not known yet. */
export type Decided =
  | { readonly kind: 'decided' | 'processing' }
  | { readonly kind: 'invalid'; readonly defects: readonly Defect[] }
  | { readonly kind: 'refused'; readonly reason: AccountRefusalReason }

/** A decision as staff stated it. The same command id is the same decision. */
export type DeskStated = {
  readonly accountId: string
  readonly commandId: string
  readonly actor: Actor
  readonly body: Readonly<Record<string, unknown>>
}

/** An account as the desk sees it: neither code nor password. */
export type DeskAccount = Omit<
  AccountRow,
  'passwordHash' | 'activation' | 'emailChange' | 'sessionEpoch' | 'personId' | 'erasure'
>

export type OneAccount = {
  readonly account: DeskAccount
  readonly others: readonly DeskAccount[]
  readonly notices: readonly SentNotice[]
}

export type AccountDesk = ReturnType<typeof createAccountDesk>

/** What staff do with accounts, for pages and JSON alike. Throws `ProblemError` or `NotNow` where nothing can be said now. */
export function createAccountDesk({ backbone, commands }: HostContext) {
  const { readSide } = backbone

  async function byIndex(index: string, value: string, after?: string) {
    const query = { table: 'accounts', index, value, descending: false, after }
    const { rows, next } = await readRowPage(readSide, 'accounts', query)
    return { accounts: rows.map(({ data }) => shownOf(data as unknown as AccountRow)), next }
  }

  async function send(type: string, { accountId, commandId, actor }: DeskStated, data: object): Promise<Decided> {
    const command = { id: commandId, type, key: accountId, data: { accountId, ...data }, actor }
    const told = await sendCommand(commands, 'accounts', command)
    if (!told) return { kind: 'processing' }
    const refusal = told.find(output => output.type === 'AccountCommandRefused')
    if (!refusal) return { kind: 'decided' }
    const { reason } = refusal.data as AccountCommandRefused
    if (reason === 'NO_SUCH_ACCOUNT') throw new ProblemError('not-found')
    return { kind: 'refused', reason }
  }

  return {
    /** Accounts of a login name, a registrant id or the reference of an application; none where it is none of these. */
    async find(typed: string): Promise<readonly DeskAccount[]> {
      const loginName = parseLoginName(typed)
      const id = loginName.ok ? loginName.value : typed.normalize('NFKC').trim().toUpperCase()
      const account = /^[0-9A-Z]{8}$/.test(id) ? await readAccount(readSide, id) : undefined
      if (account) return [shownOf(account)]
      const reference = readReference(typed)
      return reference ? (await byIndex('application', reference)).accounts : []
    },

    /** Accounts that ended for want of a filing that had been made in time, the longest waiting first (A7). */
    restorable: (after?: string) => byIndex('worklist', 'RESTORABLE', after),

    /** One account, the others of the same person, and what was mailed to its holder. Throws `not-found`. */
    async account(accountId: string): Promise<OneAccount> {
      const account = await readAccount(readSide, accountId)
      if (!account) throw new ProblemError('not-found')
      const [{ accounts }, notices] = await Promise.all([
        byIndex('person', account.personId),
        readSentNotices(readSide, accountId),
      ])
      return { account: shownOf(account), others: accounts.filter(other => other.accountId !== accountId), notices }
    },

    async decide(step: Step, stated: DeskStated): Promise<Decided> {
      const form = checkReason(stated.body)
      if (!form.ok) return { kind: 'invalid', defects: form.defects }
      return send(decisions[step], stated, form.value)
    },

    reissue: (stated: DeskStated): Promise<Decided> => send('ReissueActivation', stated, {}),
  }
}

function shownOf(row: AccountRow): DeskAccount {
  const {
    passwordHash: _,
    activation: __,
    emailChange: ___,
    sessionEpoch: ____,
    personId: _____,
    erasure: ______,
    ...shown
  } = row
  return shown
}

/** What fits an account as it is now; the account itself has the last word. */
export const fittingSteps = ({ status, isRestorable, deactivation }: DeskAccount): readonly Step[] => {
  const isOpen = status !== 'TERMINATED' && status !== 'DEACTIVATED'
  const fits: Readonly<Record<Step, boolean>> = {
    terminate: isOpen,
    deactivate: isOpen,
    suspend: status === 'ACTIVE',
    reinstate: status === 'SUSPENDED',
    restore: isRestorable,
    keep: deactivation !== null,
  }
  return steps.filter(step => fits[step])
}

export const mayHaveCode = ({ status }: DeskAccount): boolean => status === 'CREATED' || status === 'ACTIVATION_EXPIRED'
