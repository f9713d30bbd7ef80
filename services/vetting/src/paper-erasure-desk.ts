import type { HostContext } from '@icms/backbone/deployable'
import { dayOf } from '@icms/schemas/calendar-day'
import type { PaperCommandRefused } from '@icms/schemas/generated/vetting-events-v1'
import { keptUntil } from '@icms/schemas/retention'
import { type Erasable, type ErasureDesk, parseErasure, readDue } from '@icms/web/erasure-desk'
import { ProblemError, rebuilding } from '@icms/web/problem'
import { sendCommand } from '@icms/web/sent-command'
import type { ListedPaper } from './paper-worklist.ts'

const outcomes: Partial<Record<ListedPaper['status'], string>> = { NOT_FOR_US: 'notForUs', UNREADABLE: 'unreadable' }

/** What the Judiciary Administrator erases of paper of which nothing came. What is with an application is erased with that. */
export function createPaperErasureDesk({ backbone, commands, clock, retention }: HostContext): ErasureDesk {
  const { readSide } = backbone

  function shown({ paperId: id, status, statusAt, channel, receivedAt }: ListedPaper): Erasable {
    const outcome = outcomes[status]
    const until = outcome ? keptUntil(statusAt, retention.paper) : null
    return {
      ...{ id, reference: id, name: `${channel} ${dayOf(receivedAt)}`, outcome: outcome ?? 'open' },
      endedAt: outcome ? statusAt : null,
      keptUntil: until,
      obstacle: until === null ? 'NOT_DISMISSED' : until < clock.now() ? null : 'RETENTION_RUNS',
    }
  }

  return {
    due: after =>
      readDue(readSide, {
        ...{ service: 'vetting', table: 'paper-list', after },
        shown: data => shown(data as unknown as ListedPaper),
        isTooYoung: ({ endedAt }) => keptUntil(endedAt ?? 0, retention.paper) >= clock.now(),
      }),

    async find(typed) {
      if (!/^[\w.:-]{1,100}$/.test(typed)) return undefined
      // Of all of it, so that what was erased is answered as that.
      const answer = await readSide.get('vetting', 'papers', typed)
      if (answer.state === 'rebuilding') throw rebuilding()
      if (!answer.found) return undefined
      const listed = await readSide.get('vetting', 'paper-list', typed)
      return listed.state === 'ready' && listed.found ? shown(listed.found.data as unknown as ListedPaper) : undefined
    },

    async erase({ id: paperId, commandId, actor, body }) {
      const form = parseErasure(body)
      if (!form.ok) return { kind: 'invalid', defects: form.defects }
      const data = { paperId, reason: form.value.reason, retentionDays: retention.paper }
      const command = { id: commandId, type: 'ErasePaperKept', key: paperId, data, actor }
      const told = await sendCommand(commands, 'vetting', command)
      if (!told) return { kind: 'processing' }
      const refused = told.find(({ type }) => type === 'PaperCommandRefused')
      if (!refused) return { kind: 'decided' }
      const { reason, until } = refused.data as PaperCommandRefused
      if (reason === 'NO_SUCH_PAPER') throw new ProblemError('not-found')
      if (reason === 'ERASED') throw new ProblemError('erased')
      return { kind: 'refused', reason, until }
    },
  }
}
