import type { HostContext } from '@icms/backbone/deployable'
import { ProblemError, rebuilding } from '@icms/web/problem'
import type {} from '@icms/web/web-context'
import type { FastifyInstance } from 'fastify'
import { type DailySide, dailyIdOf } from './daily.ts'
import type { DailyRow } from './daily-state.ts'
import { machineActor, requireMachine } from './machine-gate.ts'
import { createDailyTaker, dailyBytesMax } from './take-daily.ts'

type ByDate = { Params: { date: string }; Querystring: { source?: unknown } }

const dateForm = /^\d{4}-\d{2}-\d{2}$/

/**
 * `PUT /<area>/daily/{date}`: what the other side says it sent that day, by the schema `daily-reconciliation`; answered 202,
 * since it is compared after that, or 422 with everything that is wrong. `GET …?source=NAME` says how it stands.
 */
export function declareDaily(
  server: FastifyInstance,
  context: Pick<HostContext, 'backbone' | 'documents' | 'commands' | 'machines'>,
  { area, service, side }: { readonly area: 'fax' | 'scan'; readonly service: string; readonly side: DailySide },
): void {
  const takeDaily = createDailyTaker(context, service, side)
  const onRequest = requireMachine(context.machines, area)
  const path = `/${area}/daily/:date`
  const params = { type: 'object', required: ['date'], properties: { date: { type: 'string', format: 'date' } } }
  const answer = { type: 'object', description: 'The day, its sender, and how it stands' }
  const declared = { path, access: 'public', idempotent: false, params } as const
  server.web.operations.push(
    {
      ...{ ...declared, id: `put${side}Daily`, method: 'PUT', answers: { 202: answer, 422: answer } },
      summary:
        'What was sent on a day, to be compared with what arrived; a later list of the day takes its place (R32b)',
    },
    {
      ...{ ...declared, id: `get${side}Daily`, method: 'GET', answers: { 200: answer } },
      summary: 'How what was sent on a day and what arrived compare',
      query: { type: 'object', required: ['source'], properties: { source: { type: 'string', maxLength: 40 } } },
    },
  )

  server.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: dailyBytesMax }, (_, body, done) =>
      done(null, body),
    )
    scope.put<ByDate>(path, { onRequest, bodyLimit: dailyBytesMax }, async (request, reply) => {
      const { date } = request.params
      if (!dateForm.test(date))
        throw new ProblemError('wrong-shape', { defects: [{ path: 'date', code: 'DATE_FORM' }] })
      const content = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const taken = await takeDaily(content, date, machineActor(request))
      if (!taken.ok) return reply.code(422).send({ problems: taken.problems })
      const { source, sent } = taken
      return reply.code(202).send({ date, source, sent })
    })
  })

  server.get<ByDate>(path, { onRequest }, async (request, reply) => {
    const { date } = request.params
    const { source } = request.query
    if (typeof source !== 'string' || !dateForm.test(date)) throw new ProblemError('not-found')
    const found = await context.backbone.readSide.get(service, 'dailies', dailyIdOf(source, date))
    if (found.state === 'rebuilding') throw rebuilding()
    const row = found.found?.data as DailyRow | undefined
    if (!row) throw new ProblemError('not-found')
    const { standing, sent, differing, differences, comparedAt } = row
    const when = comparedAt === null ? null : new Date(comparedAt).toISOString()
    return reply.send({ date, source, standing, sent, differing, comparedAt: when, differences })
  })
}
