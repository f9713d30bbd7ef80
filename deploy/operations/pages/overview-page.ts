import type { Clock } from '@icms/backbone/clock'
import type { Backbone, RunningService } from '@icms/backbone/port'
import type { Translate } from '@icms/web/messages'
import type { Pages } from '@icms/web/page'
import { requireOperation } from '@icms/web/require-session'
import type { FastifyPluginAsync } from 'fastify'
import { groupsOf } from '../letter-groups.ts'
import type { Operations } from '../operations.ts'
import { undeliveredMails } from '../undelivered-mails.ts'
import { ageText } from './age-text.ts'
import { exactTime } from './exact-time.ts'
import { type LagRow, lagRows, withAge } from './lag-rows.ts'
import { firstOf, frame } from './ops-frame.ts'

export type OverviewParts = {
  readonly backbone: Pick<Backbone, 'read' | 'readSide'>
  readonly clock: Pick<Clock, 'now'>
  readonly operations: Pick<Operations, 'deadLetters' | 'heldKeys' | 'topics'>
  readonly running: ReadonlyMap<string, Pick<RunningService, 'status'>>
}

/** Without JavaScript a page loads itself again this often, and ends with that: nobody's session lasts by it for long. */
const reloadSeconds = 30
const reloadsMax = 40

/** `/ops`: what needs somebody, and lag as it moves. It changes nothing. */
export function overviewPage(parts: OverviewParts, pages: Pages): FastifyPluginAsync {
  const { clock } = parts
  let reading: ReturnType<typeof readOverview> | undefined

  /** However many look on, it is read once at a time. */
  function read(): ReturnType<typeof readOverview> {
    reading ??= readOverview(parts).finally(() => {
      reading = undefined
    })
    return reading
  }

  return async server => {
    server.get<{ Querystring: { reload?: unknown } }>(
      '/ops',
      { onRequest: requireOperation('ops.read') },
      async (request, reply) => {
        const t = pages.translate(request)
        const at = clock.now()
        const { lag, ...rest } = await read()
        const reloads = reloadsLeft(request.query.reload)
        if (reloads > 0) reply.header('refresh', `${reloadSeconds}; url=/ops?reload=${reloads - 1}`)
        return pages.send(request, reply, 'ops/overview.njk', {
          ...frame(request, pages, 'overview'),
          ...{
            at: exactTime(at),
            reloads,
            reloadsMax,
            reloadSeconds,
            reloadMinutes: (reloadSeconds * reloadsMax) / 60,
          },
          ...rest,
          told: toldOf(lag, t),
          waiting: firstOf(lag.map(row => ({ ...row, age: row.oldestAt && ageText(at - row.oldestAt, t) }))),
        })
      },
    )
  }
}

async function readOverview({ backbone, operations, running }: OverviewParts) {
  const [topics, letters, held, mails, services] = await Promise.all([
    operations.topics(),
    operations.deadLetters(),
    operations.heldKeys(),
    undeliveredMails(backbone.readSide),
    Promise.all([...running].map(async ([service, one]) => ({ service, open: (await one.status()).open }))),
  ])
  return {
    lag: await withAge(backbone, lagRows(topics)),
    letters: letters.deadLetters.length,
    causes: groupsOf(letters.deadLetters).length,
    held: held.length,
    queued: held.reduce((sum, { queued }) => sum + queued, 0),
    mails,
    services: services.map(({ service, open }) => ({ service, open: open.toSorted((a, b) => a - b) })),
    rebuilding: [...letters.rebuilding, ...(mails.rebuilding ? ['email'] : [])],
  }
}

/** The sentence that is read aloud when it changes. */
function toldOf(lag: readonly LagRow[], t: Translate): string {
  const total = lag.reduce((sum, row) => sum + (row.lag ?? 0), 0)
  if (total > 0) return t('overview.someWait', { n: total })
  return t(lag.length > 0 ? 'overview.notKnown' : 'overview.allRead')
}

function reloadsLeft(typed: unknown): number {
  const left = typeof typed === 'string' && /^\d{1,3}$/.test(typed) ? Number(typed) : 0
  return Math.min(left, reloadsMax)
}
