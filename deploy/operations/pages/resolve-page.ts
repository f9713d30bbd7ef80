import type { EdgeMemory } from '@icms/backbone/edge-memory'
import type { Resolution } from '@icms/backbone/preview'
import { jsonOf, readFields } from '@icms/web/form-fields'
import type { FormState } from '@icms/web/form-view'
import { commandIdOf } from '@icms/web/idempotency'
import type { Pages } from '@icms/web/page'
import { requireOperation } from '@icms/web/require-session'
import { allowingRole } from '@icms/web/roles'
import { staffActor } from '@icms/web/staff'
import { tellShown } from '@icms/web/staff-views'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Resolved } from '../dead-letters.ts'
import { OperationError } from '../operation-error.ts'
import type { Operations } from '../operations.ts'
import { subjectsOf } from '../shown-subjects.ts'
import { letterHref, type Told } from './letter-page.ts'
import { dryRunView, letterSubject } from './letter-view.ts'
import { frame } from './ops-frame.ts'
import { parseResolution } from './resolve-form.ts'

const acts = {
  replay: { action: 'REPLAY', operation: 'ops.replay' },
  discard: { action: 'DISCARD', operation: 'ops.discard' },
} as const satisfies Record<string, { action: Resolution; operation: string }>

type ById = { Params: { deadLetterId: string } }
type Again = { readonly status?: number; readonly form?: FormState; readonly isChanged?: boolean }

/** How long a form that was sent is known again. */
export const onceMs = 60 * 60_000

export type ResolveParts = {
  readonly operations: Pick<Operations, 'deadLetters' | 'letters'>
  readonly edgeMemory: Pick<EdgeMemory, 'count'>
}

/**
 * `/ops/dead-letters/ID/replay` and `…/discard`: what it would do, before it is done. A post does it, once for each time
 * that the page was shown, and only while the dead letter is as the page showed it.
 */
export function resolvePages({ operations, edgeMemory }: ResolveParts, pages: Pages): FastifyPluginAsync {
  const { letters } = operations
  return async server => {
    for (const [name, { action, operation }] of Object.entries(acts)) {
      const show = async (request: FastifyRequest<ById>, reply: FastifyReply, extra: Again = {}) => {
        const { deadLetterId } = request.params
        const preview = await letters.preview(deadLetterId, action, staffActor(request, 'ops.read')).catch(notOpen)
        // It ended meanwhile, or never was: its own page says which.
        if (!preview) return reply.redirect(letterHref(deadLetterId), 303)
        const { letter, outputs } = preview
        tellShown(request, subjectsOf([letterSubject(letter), ...outputs]))
        return pages.send(request, reply, 'ops/resolve.njk', {
          ...frame(request, pages, 'deadLetters', `resolve.${name}`),
          ...{ action: name, letter, preview: dryRunView(preview), href: letterHref(deadLetterId) },
          mayAct: allowingRole(request.staff?.roles ?? [], operation) !== undefined,
          ...extra,
        })
      }

      const path = `/ops/dead-letters/:deadLetterId/${name}`
      server.get<ById>(path, { onRequest: requireOperation('ops.read') }, (request, reply) => show(request, reply))
      server.post<ById>(path, { onRequest: requireOperation(operation) }, async (request, reply) => {
        const { deadLetterId } = request.params
        const leadTo = (told: Told) => reply.redirect(`${letterHref(deadLetterId)}?done=${told}`, 303)
        const fields = readFields(request.body)
        const stated = parseResolution(jsonOf(fields), action)
        if (!stated.ok) return show(request, reply, { status: 422, form: { fields, defects: stated.defects } })
        const { reason, seen } = stated.value
        const found = (await operations.deadLetters()).deadLetters.find(one => one.deadLetterId === deadLetterId)
        if (found && found.attempts !== seen) return show(request, reply, { status: 409, isChanged: true })
        const { count } = await edgeMemory.count(commandIdOf(request, `${name} ${deadLetterId}`), onceMs)
        if (count > 1) return leadTo('REPEATED')
        const word = { reason: reason ?? undefined, actor: staffActor(request, operation) }
        const resolved = await letters.resolve(deadLetterId, action, word).catch(notOpen)
        return resolved ? leadTo(toldOf(resolved)) : reply.redirect(letterHref(deadLetterId), 303)
      })
    }
  }
}

/** Nothing where a dead letter is not open. */
export function notOpen(error: unknown): undefined {
  if (error instanceof OperationError) return undefined
  throw error
}

export const toldOf = ({ outcome }: Resolved): Told => {
  if (outcome === 'BEING_PROCESSED') return 'PROCESSING'
  return outcome === 'ALREADY_REPLAYED' || outcome === 'ALREADY_DISCARDED' ? 'NOTHING' : outcome
}
