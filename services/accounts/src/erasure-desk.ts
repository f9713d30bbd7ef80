import type { HostContext } from '@icms/backbone/deployable'
import type { AccountCommandRefused } from '@icms/schemas/generated/accounts-events-v1'
import { keptUntil } from '@icms/schemas/retention'
import { type Erasable, type ErasureDesk, parseErasure, readDue } from '@icms/web/erasure-desk'
import { ProblemError } from '@icms/web/problem'
import { sendCommand } from '@icms/web/sent-command'
import type { AccountDesk, DeskAccount } from './desk-operations.ts'
import type { AccountRow } from './held-account-row.ts'

/** What the Judiciary Administrator erases of accounts that have ended, each with the application that it came of. */
export function createErasureDesk(
  { backbone, commands, clock, retention }: HostContext,
  desk: Pick<AccountDesk, 'find'>,
): ErasureDesk {
  function shown({ accountId: id, loginName, name, status, closedAt }: DeskAccount): Erasable {
    const until = closedAt === null ? null : keptUntil(closedAt, retention.account)
    const isOver = until !== null && until < clock.now()
    return {
      id,
      reference: loginName,
      name: [name.surnameEn, name.givenNameEn, name.nameZh].filter(Boolean).join(' '),
      outcome: status === 'TERMINATED' ? 'terminated' : status === 'DEACTIVATED' ? 'deactivated' : 'open',
      endedAt: closedAt,
      keptUntil: until,
      obstacle: until === null ? 'NOT_CLOSED' : isOver ? null : 'RETENTION_RUNS',
    }
  }

  return {
    due: after =>
      readDue(backbone.readSide, {
        ...{ service: 'accounts', table: 'accounts', after },
        shown: data => shown(data as unknown as AccountRow),
        isTooYoung: ({ obstacle }) => obstacle !== null,
      }),

    async find(typed) {
      const [account] = await desk.find(typed)
      return account && shown(account)
    },

    async erase({ id: accountId, commandId, actor, body }) {
      const form = parseErasure(body)
      if (!form.ok) return { kind: 'invalid', defects: form.defects }
      const data = { accountId, reason: form.value.reason, retentionDays: retention.account }
      const command = { id: commandId, type: 'EraseAccount', key: accountId, data, actor }
      const told = await sendCommand(commands, 'accounts', command)
      if (!told) return { kind: 'processing' }
      const refused = told.find(({ type }) => type === 'AccountCommandRefused')
      if (!refused) return { kind: 'decided' }
      const { reason, until } = refused.data as AccountCommandRefused
      if (reason === 'NO_SUCH_ACCOUNT') throw new ProblemError('not-found')
      if (reason === 'ERASED') throw new ProblemError('erased')
      return { kind: 'refused', reason, until }
    },
  }
}
