import type { HeldQueue, WaitingInput } from '@icms/backbone/waiting-inputs'
import type { Pages } from '@icms/web/page'
import { ProblemError } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import { tellShown } from '@icms/web/staff-views'
import type { FastifyPluginAsync } from 'fastify'
import { OperationError } from '../operation-error.ts'
import type { Operations } from '../operations.ts'
import { subjectsOf } from '../shown-subjects.ts'
import { letterSubject, letterView, waitingRow } from './letter-view.ts'
import { frame } from './ops-frame.ts'
import { personalDataOn } from './personal-data.ts'

const told = ['REPLAYED', 'FAILED_AGAIN', 'DISCARDED', 'PROCESSING', 'NOTHING', 'REPEATED'] as const

/** What became of an act, as the page that is led to after it tells. */
export type Told = (typeof told)[number]

export const letterHref = (deadLetterId: string): string => `/ops/dead-letters/${encodeURIComponent(deadLetterId)}`

/** Waiting inputs that a page shows. */
const waitingMax = 50

export type LetterParts = {
  readonly operations: Pick<Operations, 'letters'>
  /** What waits behind a dead letter, in order, at most so many. */
  readonly waiting: (queue: HeldQueue, limit: number) => Promise<readonly WaitingInput[]>
}

/** `/ops/dead-letters/ID`: why an input was set aside, what it says, what was done about it and what came of that. */
export function letterPage({ operations: { letters }, waiting }: LetterParts, pages: Pages): FastifyPluginAsync {
  return async server => {
    server.get<{ Params: { deadLetterId: string }; Querystring: { done?: unknown } }>(
      '/ops/dead-letters/:deadLetterId',
      { onRequest: requireOperation('ops.read') },
      async (request, reply) => {
        const personal = personalDataOn(request)
        const story = await letters.show(request.params.deadLetterId, personal.reading).catch(unknownIsNotFound)
        const { input, putOut, letter, queued } = story
        const { service, partition } = letter
        const queue = { service, partition, key: input.key ?? '' }
        const behind = letter.status === 'OPEN' && input.key !== null ? await waiting(queue, waitingMax) : []
        tellShown(request, subjectsOf([letterSubject({ ...input, service }), ...putOut]))
        return pages.send(request, reply, 'ops/letter.njk', {
          ...frame(request, pages, 'deadLetters', 'letters.one'),
          ...{ letter: letterView(story), personal },
          ...{ waiting: behind.map(waitingRow), left: Math.max(0, (queued ?? 0) - behind.length) },
          href: letterHref(letter.deadLetterId),
          done: told.find(one => one === request.query.done),
        })
      },
    )
  }
}

function unknownIsNotFound(error: unknown): never {
  throw error instanceof OperationError ? new ProblemError('not-found', { cause: error }) : error
}
