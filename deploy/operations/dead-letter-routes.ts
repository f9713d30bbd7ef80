import { tellShown } from '@icms/web/staff-views'
import type { FastifyPluginAsync } from 'fastify'
import type { DeadLetters } from './dead-letters.ts'
import { groupsOf } from './letter-groups.ts'
import { type LetterFilter, listHeldKeys } from './open-dead-letters.ts'
import type { OperationsParts } from './operations-parts.ts'
import { actorOfRequest, type createAccess, readingOf } from './operator-access.ts'
import { subjectsOf } from './shown-subjects.ts'

type ById = { Params: { deadLetterId: string } }
type Action = 'replay' | 'discard'

const actions: readonly Action[] = ['replay', 'discard']
const text = (maxLength: number) => ({ type: 'string', maxLength })

/** `/api/v1/ops/dead-letters`: what could not be taken, why, what would become of it, and an operator's word on it. */
export function deadLetterRoutes(
  { backbone }: Pick<OperationsParts, 'backbone'>,
  letters: DeadLetters,
  access: ReturnType<typeof createAccess>,
): FastifyPluginAsync {
  return async server => {
    const json = { config: { json: true }, onRequest: access.readers }
    const filtered = {
      querystring: { type: 'object', properties: { service: text(60), reason: text(60), cause: text(500) } },
    }

    server.get<{ Querystring: LetterFilter }>(
      '/api/v1/ops/dead-letters',
      { ...json, schema: filtered },
      ({ query: { service, reason, cause } }) => letters.list({ service, reason, cause }),
    )

    server.get('/api/v1/ops/dead-letters/groups', json, async () => {
      const { deadLetters, rebuilding } = await letters.list()
      return { groups: groupsOf(deadLetters), rebuilding }
    })

    server.get('/api/v1/ops/held-keys', json, () => listHeldKeys(backbone))

    server.get<ById>('/api/v1/ops/dead-letters/:deadLetterId', json, async request => {
      const story = await letters.show(request.params.deadLetterId, readingOf(request))
      tellShown(request, subjectsOf([story.input, ...story.putOut]))
      return story
    })

    server.get<ById & { Querystring: { action?: Action } }>(
      '/api/v1/ops/dead-letters/:deadLetterId/dry-run',
      { ...json, schema: { querystring: { type: 'object', properties: { action: { enum: actions } } } } },
      async request => {
        const action = request.query.action === 'discard' ? 'DISCARD' : 'REPLAY'
        const run = await letters.preview(request.params.deadLetterId, action, actorOfRequest(request))
        tellShown(request, subjectsOf([run.letter, ...run.outputs]))
        return run
      },
    )

    for (const action of actions)
      server.post<ById & { Body: { reason?: string } }>(
        `/api/v1/ops/dead-letters/:deadLetterId/${action}`,
        {
          config: { json: true },
          onRequest: access.acting(`ops.${action}`),
          schema: { body: { type: 'object', additionalProperties: false, properties: { reason: text(2_000) } } },
        },
        request =>
          letters.resolve(request.params.deadLetterId, action === 'replay' ? 'REPLAY' : 'DISCARD', {
            reason: request.body.reason,
            actor: actorOfRequest(request),
          }),
      )
  }
}
