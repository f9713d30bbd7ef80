import { createEdgeMemoryInProcess } from '@icms/backbone/edge-memory-in-process'
import { manualClock } from '@icms/backbone/manual-clock'
import type { WaitingInput } from '@icms/backbone/waiting-inputs'
import type { Subject } from '@icms/web/staff-views'
import { createTestServer } from '@icms/web/test-server'
import type { LetterStory } from '../dead-letter-story.ts'
import type { DryRun, Resolved, Word } from '../dead-letters.ts'
import type { DecodedRecord } from '../decoded-record.ts'
import type { OpenLetter } from '../open-dead-letters.ts'
import { OperationError } from '../operation-error.ts'
import type { Operations } from '../operations.ts'
import { letterPage } from './letter-page.ts'
import { lettersPage } from './letters-page.ts'
import { createOpsPages } from './ops-frame.ts'
import { replayGroupPage } from './replay-group-page.ts'
import { resolvePages } from './resolve-page.ts'

/** Dead letters that pages are tried with, and what operators said to them. For tests only. */
export const at = Date.parse('2026-11-23T09:00:00+08:00')
export const officer = 'staff;id=ops-1;role=operations'

export const letter = (rest: Partial<OpenLetter> = {}): OpenLetter => ({
  ...{ deadLetterId: 'letter-1', service: 'vetting', reason: 'CORE_THREW', cause: 'no such day <b>\n  more', at },
  ...{ attempts: 1, kind: 'RECORD', topic: 'identity.events.v1', partition: 3, offset: 41, key: 'application-1' },
  ...rest,
})

export const record = (offset: number, rest: Partial<DecodedRecord> = {}): DecodedRecord => ({
  ...{ topic: 'vetting.events.v1', partition: 3, offset, key: 'application-1', at: new Date(at).toISOString() },
  ...{ id: `event-${offset}`, type: 'ApplicationVetted', actor: officer, data: { applicationId: 'application-1' } },
  ...rest,
})

export const story = (of: OpenLetter, rest: Partial<LetterStory> & { status?: string } = {}): LetterStory => {
  const { status = 'OPEN', ...others } = rest
  const { deadLetterId, service, reason, cause, attempts } = of
  const told = { deadLetterId, service, status, reason, cause, at: of.at, attempts, partition: 3 }
  const input = record(of.offset, { topic: of.topic, key: of.key, type: 'AttendanceRecorded', data: { name: '•••' } })
  return {
    letter: told as LetterStory['letter'],
    input: { ...input, kind: of.kind, headers: { ce_id: 'event-41', icms_actor: officer } },
    history: [{ at: new Date(of.at).toISOString(), what: 'OPENED', actor: 'system;id=gateway', why: cause }],
    queued: 7,
    putOut: [],
    ...others,
  }
}

export const dryRun = (of: OpenLetter, rest: Partial<DryRun> = {}): DryRun => ({
  ...{ letter: of, outcome: 'TAKEN', failure: null, outputs: [record(-1, { id: 'event-would' })] },
  timers: { set: [{ aggregate: 'application', name: 'vetting-target', at }], gone: [] },
  effects: [{ aggregate: 'application', kind: 'purge', id: 'purge-1' }],
  behind: { queued: 7, tried: 7, failure: null },
  ...rest,
})

type State = {
  readonly open?: readonly OpenLetter[]
  readonly rebuilding?: readonly string[]
  readonly stories?: readonly LetterStory[]
  readonly runs?: readonly DryRun[]
  readonly outcome?: Resolved['outcome']
  readonly waiting?: readonly WaitingInput[]
}

export type Said = { readonly id: string; readonly action: string } & Word

/** A server with the pages of dead letters over these; answers what operators said, and whose records were shown. */
export async function startLetters(state: State) {
  const { open = [], rebuilding = [], stories = [], runs = [], outcome = 'REPLAYED', waiting = [] } = state
  const said: Said[] = []
  const seen: Subject[] = []
  const clock = manualClock(at)
  const letters: Pick<Operations['letters'], 'show' | 'preview' | 'resolve'> = {
    async show(id) {
      const found = stories.find(one => one.letter.deadLetterId === id)
      if (!found) throw new OperationError(`there is no dead letter '${id}'`)
      return found
    },
    async preview(id) {
      const found = runs.find(one => one.letter.deadLetterId === id)
      if (!found) throw new OperationError(`dead letter '${id}' is not open`)
      return found
    },
    async resolve(id, action, word) {
      const known = [...open, ...stories.map(one => one.letter)].some(one => one.deadLetterId === id)
      if (!known) throw new OperationError(`there is no dead letter '${id}'`)
      said.push({ id, action, ...word })
      return { deadLetterId: id, outcome, attempts: 2, reason: 'CORE_THREW', cause: '', by: null }
    },
  }
  const operations = {
    letters: letters as Operations['letters'],
    deadLetters: async () => ({ deadLetters: [...open], rebuilding: [...rebuilding] }),
  }
  const memory = createEdgeMemoryInProcess(clock)
  const pages = createOpsPages()
  const kit = await createTestServer(
    async server => {
      await server.register(lettersPage(operations, pages))
      await server.register(letterPage({ operations, waiting: async (_, limit) => waiting.slice(0, limit) }, pages))
      await server.register(resolvePages({ operations, edgeMemory: memory }, pages))
      await server.register(replayGroupPage({ operations, edgeMemory: memory }, pages))
    },
    {},
    clock,
    memory,
    async (_, views) => void seen.push(...views.map(({ subject }) => subject)),
  )
  return { ...kit, said, seen }
}
