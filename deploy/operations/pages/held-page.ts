import type { Pages } from '@icms/web/page'
import { requireOperation } from '@icms/web/require-session'
import type { FastifyPluginAsync } from 'fastify'
import type { Operations } from '../operations.ts'
import { firstOf, frame } from './ops-frame.ts'

/** `/ops/held-keys`: keys that wait behind a dead letter, and how much waits. */
export function heldPage(operations: Pick<Operations, 'heldKeys'>, pages: Pages): FastifyPluginAsync {
  return async server => {
    server.get('/ops/held-keys', { onRequest: requireOperation('ops.read') }, async (request, reply) =>
      pages.send(request, reply, 'ops/held.njk', {
        ...frame(request, pages, 'heldKeys'),
        held: firstOf(await operations.heldKeys()),
      }),
    )
  }
}
