import type { HostContext } from '@icms/backbone/deployable'
import { groupReference, readReference } from '@icms/schemas/application-reference'
import type { ApplicationState } from '@icms/schemas/generated/vetting-state-v1'
import type { DecisionRefused } from '@icms/schemas/generated/vetting-events-v1'
import type { PersonName } from '@icms/schemas/generated/common'
import { keptUntil } from '@icms/schemas/retention'
import { type Erasable, type ErasureDesk, parseErasure, readDue } from '@icms/web/erasure-desk'
import { ProblemError, rebuilding } from '@icms/web/problem'
import { sendCommand } from '@icms/web/sent-command'
import { isFinal } from './application-end.ts'
import { outcomeOf } from './erasure.ts'

type Row = Pick<ApplicationState, 'applicationId' | 'status' | 'statusAt' | 'rejectedAtStage'> & {
  readonly name: PersonName
}

/** What the Judiciary Administrator erases of applications that no account came of. */
export function createErasureDesk({ backbone, commands, clock, retention }: HostContext): ErasureDesk {
  const { readSide } = backbone

  function shown(row: Row): Erasable {
    const { applicationId: id, statusAt, name } = row
    const outcome = outcomeOf(row)
    const until = outcome ? keptUntil(statusAt, retention[outcome]) : null
    const isOver = until !== null && until < clock.now()
    const obstacle = outcome ? (isOver ? null : 'RETENTION_RUNS') : isFinal(row) ? 'HAS_ACCOUNT' : 'NOT_FINAL'
    return {
      id,
      reference: groupReference(id),
      name: [name.surnameEn, name.givenNameEn, name.nameZh].filter(Boolean).join(' '),
      outcome: outcome ?? (isFinal(row) ? 'approved' : 'open'),
      endedAt: isFinal(row) ? statusAt : null,
      keptUntil: until,
      obstacle,
    }
  }

  return {
    due: after =>
      readDue(readSide, {
        ...{ service: 'vetting', table: 'applications', after },
        shown: data => shown(data as unknown as Row),
        isTooYoung: ({ endedAt }) => {
          const { rejected, lapsed, withdrawn } = retention
          return keptUntil(endedAt ?? 0, Math.min(rejected, lapsed, withdrawn)) >= clock.now()
        },
      }),

    async find(typed) {
      const id = readReference(typed) ?? (/^[\w.:-]{1,100}$/.test(typed) ? typed : undefined)
      if (id === undefined) return undefined
      const answer = await readSide.get('vetting', 'applications', id)
      if (answer.state === 'rebuilding') throw rebuilding()
      return answer.found && shown(answer.found.data as unknown as Row)
    },

    async erase({ id: applicationId, commandId, actor, body }) {
      const form = parseErasure(body)
      if (!form.ok) return { kind: 'invalid', defects: form.defects }
      const { rejected, lapsed, withdrawn } = retention
      const data = { applicationId, reason: form.value.reason, retention: { rejected, lapsed, withdrawn } }
      const command = { id: commandId, type: 'EraseApplication', key: applicationId, data, actor }
      const told = await sendCommand(commands, 'vetting', command)
      if (!told) return { kind: 'processing' }
      const refused = told.find(({ type }) => type === 'DecisionRefused')
      if (!refused) return { kind: 'decided' }
      const { reason, until } = refused.data as DecisionRefused
      if (reason === 'NO_SUCH_APPLICATION') throw new ProblemError('not-found')
      if (reason === 'ERASED') throw new ProblemError('erased')
      return { kind: 'refused', reason, until }
    },
  }
}
