import type { Clock } from '@icms/backbone/clock'
import type { Backbone, RunningService } from '@icms/backbone/port'
import { createPages } from '@icms/web/page'
import { requireOperation } from '@icms/web/require-session'
import type { FastifyPluginAsync } from 'fastify'
import type { Operations } from './operations.ts'
import { opsMessages } from './ops-messages.ts'
import { undeliveredMails } from './undelivered-mails.ts'

type Parts = {
  readonly context: { readonly backbone: Pick<Backbone, 'readSide'>; readonly clock: Pick<Clock, 'now'> }
  readonly operations: Pick<Operations, 'deadLetters' | 'heldKeys'>
  readonly running: ReadonlyMap<string, Pick<RunningService, 'status'>>
}

/** Rows of a table on the page; the command line lists all of them. */
const rowsMax = 100

/** `/ops`, for operators to read: what waits, what is held and why, which mails did not arrive. It changes nothing. */
export function opsPage({ context, operations, running }: Parts): FastifyPluginAsync {
  const { backbone, clock } = context
  const pages = createPages({ views: new URL('./views/', import.meta.url), messages: opsMessages })
  const onRequest = requireOperation('ops.read')

  return async server => {
    server.get('/ops', { onRequest }, async (request, reply) => {
      const [services, letters, held, mails] = await Promise.all([
        lagOf(running),
        operations.deadLetters(),
        operations.heldKeys(),
        undeliveredMails(backbone.readSide),
      ])
      return pages.send(request, reply, 'ops/ops.njk', {
        title: pages.translate(request)('ops.title'),
        at: clock.now(),
        services,
        deadLetters: firstOf(letters.deadLetters),
        heldKeys: firstOf(held),
        mails,
        rebuilding: [...letters.rebuilding, ...(mails.rebuilding ? ['email'] : [])],
      })
    })

    server.get('/api/v1/ops/mails', { config: { json: true }, onRequest }, () => undeliveredMails(backbone.readSide))
  }
}

/** What waits to be read, by service, topic and partition. */
async function lagOf(running: Parts['running']) {
  return Promise.all(
    [...running].map(async ([service, { status }]) => {
      const { open, lag } = await status()
      const waiting = lag.filter(part => part.lag > 0)
      return {
        service,
        open: open.toSorted((a, b) => a - b),
        waiting: waiting.toSorted((a, b) => a.topic.localeCompare(b.topic, 'en') || a.partition - b.partition),
      }
    }),
  )
}

const firstOf = <T>(rows: readonly T[]) => ({ rows: rows.slice(0, rowsMax), left: Math.max(0, rows.length - rowsMax) })
