import { jsonOf, readFields } from '@icms/web/form-fields'
import type { FormState } from '@icms/web/form-view'
import { commandIdOf } from '@icms/web/idempotency'
import type { Pages } from '@icms/web/page'
import { requireOperation } from '@icms/web/require-session'
import { staffActor } from '@icms/web/staff'
import { tellShown } from '@icms/web/staff-views'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { groupNamed } from '../letter-groups.ts'
import { subjectsOf } from '../shown-subjects.ts'
import { dryRunView, letterSubject } from './letter-view.ts'
import { askedFor, frame } from './ops-frame.ts'
import { groupLimits, replayGroup } from './replay-group.ts'
import { parseResolution } from './resolve-form.ts'
import { notOpen, onceMs, type ResolveParts } from './resolve-page.ts'

type OfGroup = { Querystring: { group?: unknown } }
type Again = { readonly status?: number; readonly form?: FormState }

/**
 * `/ops/dead-letters/replay?group=`: all of one cause, oldest first, with a dry run of the oldest. A post replays those
 * that the page showed, each once: what failed again or came since is left.
 */
export function replayGroupPage({ operations, edgeMemory }: ResolveParts, pages: Pages): FastifyPluginAsync {
  const { letters } = operations
  const path = '/ops/dead-letters/replay'
  const onRequest = requireOperation('ops.replay')

  return async server => {
    const show = async (request: FastifyRequest<OfGroup>, reply: FastifyReply, extra: Again = {}) => {
      const groupId = askedFor(request.query.group)
      const group = groupNamed((await operations.deadLetters()).deadLetters, groupId)
      if (!group) return reply.redirect(groupHref(groupId), 303)
      const oldest = group.letters[0]!
      const actor = staffActor(request, 'ops.replay')
      const preview = await letters.preview(oldest.deadLetterId, 'REPLAY', actor).catch(notOpen)
      tellShown(request, subjectsOf([letterSubject(oldest), ...(preview?.outputs ?? [])]))
      return pages.send(request, reply, 'ops/replay-group.njk', {
        ...frame(request, pages, 'deadLetters', 'letters.replayGroup'),
        ...{
          group,
          href: groupHref(groupId),
          action: `${path}?${new URLSearchParams({ group: groupId })}`,
        },
        ...{ oldest, preview: preview && dryRunView(preview), limits: groupLimits },
        seen: Math.max(...group.letters.map(({ at }) => at)),
        ...extra,
      })
    }

    server.get<OfGroup>(path, { onRequest }, (request, reply) => show(request, reply))
    server.post<OfGroup>(path, { onRequest }, async (request, reply) => {
      const groupId = askedFor(request.query.group)
      const fields = readFields(request.body)
      const stated = parseResolution(jsonOf(fields), 'REPLAY')
      if (!stated.ok) return show(request, reply, { status: 422, form: { fields, defects: stated.defects } })
      const { reason, seen } = stated.value
      const { count } = await edgeMemory.count(commandIdOf(request, `replay group ${groupId}`), onceMs)
      if (count > 1) return reply.redirect(groupHref(groupId), 303)
      const group = groupNamed((await operations.deadLetters()).deadLetters, groupId)
      const shown = group?.letters.filter(({ at }) => at <= seen) ?? []
      const word = { reason: reason ?? undefined, actor: staffActor(request, 'ops.replay') }
      const { replayed, failed, left } = await replayGroup(letters, shown, word)
      const done = new URLSearchParams({ replayed: `${replayed}`, failed: `${failed}`, left: `${left}` })
      return reply.redirect(`${groupHref(groupId)}&${done}`, 303)
    })
  }
}

const groupHref = (groupId: string): string => `/ops/dead-letters?${new URLSearchParams({ group: groupId })}`
