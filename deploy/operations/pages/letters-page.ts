import type { Pages } from '@icms/web/page'
import { requireOperation } from '@icms/web/require-session'
import { allowingRole } from '@icms/web/roles'
import type { FastifyPluginAsync } from 'fastify'
import { groupNamed, groupsOf } from '../letter-groups.ts'
import type { Operations } from '../operations.ts'
import { askedFor, firstOf, frame, placeIn } from './ops-frame.ts'

type Asked = { Querystring: { group?: unknown; replayed?: unknown; failed?: unknown; left?: unknown } }

/** `/ops/dead-letters`: open dead letters by cause, and with `?group=` those of one cause. */
export function lettersPage(operations: Pick<Operations, 'deadLetters'>, pages: Pages): FastifyPluginAsync {
  return async server => {
    server.get<Asked>('/ops/dead-letters', { onRequest: requireOperation('ops.read') }, async (request, reply) => {
      const groupId = askedFor(request.query.group)
      const { deadLetters, rebuilding } = await operations.deadLetters()
      if (groupId === '')
        return pages.send(request, reply, 'ops/dead-letters.njk', {
          ...frame(request, pages, 'deadLetters'),
          groups: firstOf(groupsOf(deadLetters)),
          rebuilding,
        })
      const group = groupNamed(deadLetters, groupId)
      return pages.send(request, reply, 'ops/dead-letter-group.njk', {
        ...frame(request, pages, 'deadLetters', 'letters.ofCause'),
        ...{ group, letters: firstOf(group?.letters ?? []), rebuilding },
        groupId,
        done: doneIn(request.query),
        mayReplay: allowingRole(request.staff?.roles ?? [], 'ops.replay') !== undefined,
      })
    })
  }
}

/** What became of a replay of the whole group, as the redirect after it says. */
function doneIn({ replayed, failed, left }: Asked['Querystring']) {
  if (replayed === undefined) return undefined
  return { replayed: placeIn(replayed), failed: placeIn(failed), left: placeIn(left) }
}
