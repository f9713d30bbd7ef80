import type { Actor } from '@icms/backbone/actor'
import type { Context, Outgoing } from '@icms/backbone/aggregate'
import type { PaperState, PaperStatus } from '@icms/schemas/generated/vetting-state-v1'
import type { Policy } from '@icms/schemas/policy'
import { keptUntil } from '@icms/schemas/retention'
import { answerOf } from './paper-answer.ts'
import { decideErased, markPages } from './paper-erasure.ts'
import { documentsOfOthers, findCombiningRefusal, putTogether, takeApart } from './paper-combining.ts'
import type { PaperCommand, PaperOutput, PaperRefusalReason } from './paper-messages.ts'
import { among, leavesOf } from './paper-pages.ts'
import { partsMax, putBack, split } from './paper-parts.ts'
import { offer, release } from './paper-placing.ts'
import { check, isFormInOrder, isSavedMeanwhile, save, transcribe } from './paper-transcription.ts'

type Outputs = readonly Outgoing<PaperOutput>[]

/** Where each command is possible at all. */
const possibleIn = {
  JoinPaper: ['UNASSIGNED', 'EXCEPTION', 'CHECKING', 'ASSIGNED'],
  TakeOutPaper: ['ASSIGNED'],
  SplitPaper: ['UNASSIGNED', 'EXCEPTION', 'ASSIGNED'],
  PutBackPaper: ['UNASSIGNED', 'EXCEPTION', 'ASSIGNED', 'NOT_FOR_US', 'UNREADABLE'],
  CombinePaper: ['UNASSIGNED', 'EXCEPTION'],
  TakeApartPaper: ['UNASSIGNED', 'EXCEPTION', 'ASSIGNED', 'NOT_FOR_US', 'UNREADABLE', 'REPLACED'],
  DismissPaper: ['UNASSIGNED', 'EXCEPTION'],
  ReopenPaper: ['NOT_FOR_US', 'UNREADABLE', 'CHECKING'],
  TranscribePaper: ['UNASSIGNED', 'EXCEPTION'],
  SaveTranscription: ['UNASSIGNED', 'EXCEPTION'],
  CheckTranscription: ['CHECKING'],
  SetPaperAssignee: ['UNASSIGNED', 'EXCEPTION', 'CHECKING', 'ASSIGNED', 'JOINING'],
  MarkIdentityPages: ['UNASSIGNED', 'EXCEPTION', 'CHECKING', 'ASSIGNED', 'JOINING'],
  ErasePaperKept: ['NOT_FOR_US', 'UNREADABLE'],
} as const satisfies Readonly<Record<PaperCommand['type'], readonly PaperStatus[]>>

/** Whether a command is possible where a paper stands, as pages offer it. */
export const isPossible = (command: PaperCommand['type'], status: PaperStatus): boolean =>
  (possibleIn[command] as readonly PaperStatus[]).includes(status)

const wrongPlace: Partial<Record<PaperCommand['type'], PaperRefusalReason>> = {
  TakeOutPaper: 'NOT_ASSIGNED',
  ReopenPaper: 'NOT_DISMISSED',
  CheckTranscription: 'NOT_CHECKING',
  ErasePaperKept: 'NOT_DISMISSED',
}

/** What staff want of a paper: done, or refused with nothing changed. */
export const decidePaper = (
  command: PaperCommand,
  state: PaperState | undefined,
  context: Context,
  policy: Policy,
): Outputs => {
  const { key: paperId, at } = context
  const refused = (reason: PaperRefusalReason, until: number | null = null): Outputs => [
    { type: 'PaperCommandRefused', data: { paperId, at, command: command.type, reason, until } },
  ]
  if (!state) return refused('NO_SUCH_PAPER')
  if (state.erasure) return refused('ERASED')
  if (!isPossible(command.type, state.status))
    return refused(state.status === 'JOINING' ? 'BUSY' : (wrongPlace[command.type] ?? 'NOT_OPEN'))
  if (command.type === 'ErasePaperKept') {
    const until = keptUntil(state.statusAt, command.data.retentionDays)
    if (at <= until) return refused('RETENTION_RUNS', until)
  }
  const reason = findRefusal(command, state, context)
  return reason ? refused(reason) : consequences(command, state, context, policy)
}

/** What of the command itself does not fit the paper. */
const findRefusal = (command: PaperCommand, state: PaperState, context: Context): PaperRefusalReason | undefined => {
  switch (command.type) {
    case 'JoinPaper':
      return command.data.applicationId === state.applicationId ? 'ALREADY_THERE' : undefined
    case 'SplitPaper': {
      const leaves = leavesOf(state.paper.documents)
      const chosen = among(command.data.pages)
      const taken = leaves.filter(chosen)
      if (taken.length === 0 || !command.data.pages.every(among(leaves))) return 'NO_SUCH_PAGES'
      if (taken.some(among(leavesOf(documentsOfOthers(state))))) return 'PAGES_OF_ANOTHER'
      if (taken.length === leaves.length) return 'NO_PAGES_LEFT'
      return state.parts.length >= partsMax ? 'TOO_MANY_PARTS' : undefined
    }
    case 'MarkIdentityPages':
      return command.data.pages.every(among(leavesOf(state.paper.documents))) ? undefined : 'NO_SUCH_PAGES'
    case 'PutBackPaper':
      if (state.partOf === null) return 'NOT_A_PART'
      return state.combined.length > 0 ? 'HAS_OTHERS' : undefined
    case 'CombinePaper':
      return findCombiningRefusal(command.data.into, state)
    case 'TakeApartPaper':
      return state.combined.some(one => one.otherId === command.data.otherId) ? undefined : 'NOT_COMBINED'
    case 'DismissPaper':
      return command.data.reasons.length === 0 ? 'NO_REASONS' : undefined
    case 'SaveTranscription':
      return isSavedMeanwhile(command.data.basedOn, state) ? 'SAVED_MEANWHILE' : undefined
    case 'TranscribePaper':
      if (isSavedMeanwhile(command.data.basedOn, state)) return 'SAVED_MEANWHILE'
      return isFormInOrder(command.data.form, state, context) ? undefined : 'FORM_NOT_IN_ORDER'
    case 'CheckTranscription':
      // Two pairs of eyes (R32b): who typed it in does not check it.
      return context.actor.id === state.typed?.by ? 'SAME_PERSON' : undefined
    default:
      return undefined
  }
}

const consequences = (
  command: PaperCommand,
  state: PaperState,
  context: Context,
  { paperSecondCheck }: Policy,
): Outputs => {
  const { key: paperId, at, actor } = context
  const staff = { ...whoOf(actor), note: 'note' in command.data ? command.data.note : null }
  switch (command.type) {
    case 'JoinPaper':
      return offer(state.paper, command.data.applicationId, staff, context)
    case 'TakeOutPaper': {
      const applicationId = state.applicationId!
      const out: PaperOutput = { type: 'PaperTakenOut', data: { paperId, at, applicationId, ...staff } }
      return [out, release(applicationId, paperId, at)]
    }
    case 'SplitPaper':
      return split(state, command.data.pages, staff, context)
    case 'PutBackPaper':
      return putBack({ ...state, partOf: state.partOf! }, staff, context)
    case 'CombinePaper':
      return putTogether(state, command.data.into, staff, context)
    case 'TakeApartPaper':
      return takeApart(state, command.data.otherId, staff, context)
    case 'DismissPaper': {
      const { as, reasons } = command.data
      const answer = answerOf(command.data, state, at)
      return [{ type: 'PaperDismissed', data: { paperId, at, as, reasons, ...staff, answer } }]
    }
    case 'ReopenPaper':
      return [{ type: 'PaperReopened', data: { paperId, at, ...staff } }]
    case 'SaveTranscription':
      return save(command.data, staff, context)
    case 'TranscribePaper':
      return transcribe(command.data, state, staff, context, paperSecondCheck)
    case 'CheckTranscription':
      return check(command.data, { ...state, typed: state.typed! }, staff, context)
    case 'SetPaperAssignee': {
      const { assignee } = command.data
      return [{ type: 'PaperAssigneeChanged', data: { paperId, at, assignee, by: actor.id } }]
    }
    case 'MarkIdentityPages':
      return markPages(state, command.data.pages, staff, context)
    case 'ErasePaperKept': {
      const { reason, retentionDays } = command.data
      const { by: decidedBy, role } = staff
      return decideErased({ applicationId: null, decidedBy, role, reason, retentionDays }, state, context)
    }
  }
}

const whoOf = ({ id, role }: Actor): { readonly by: string; readonly role: string | null } => ({
  by: id,
  role: role ?? null,
})
