import type { Actor } from '@icms/backbone/actor'
import type { CommandPort } from '@icms/backbone/edge'
import { type Entropy, randomId } from '@icms/backbone/entropy'
import type { SeenPart } from '@icms/schemas/generated/common'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from './roles.ts'

/** Whose record is shown. */
export type Subject = { readonly kind: 'application' | 'account' | 'paper'; readonly id: string }

/** One part of a record, as it is about to be shown. */
export type View = { readonly subject: Subject; readonly part: SeenPart; readonly documentId: string | null }

export type Viewer = { readonly actor: Actor; readonly operation: Operation }

/** Makes views durable. Throws `NotNow`: then nothing is shown. */
export type RecordViews = (actor: Actor, views: readonly View[]) => Promise<void>

type Area = Operation extends infer O ? (O extends `${infer A}.${string}` ? A : never) : never

/** What staff see by the operations of an area; null where it is nobody's record. The mailbox is a stand-in for people's own. */
const parts: Readonly<Record<Area, SeenPart | null>> = {
  vetting: 'APPLICATION',
  identity: 'ATTENDANCE',
  documents: 'DOCUMENT',
  accounts: 'ACCOUNT',
  cases: 'CASE',
  letters: 'LETTER',
  ops: 'AUDIT_TRAIL',
  // Receipts and days: numbers, times and pages, and nothing of a person.
  counter: null,
  reference: null,
  mail: null,
}

/** Who owns a subject, and how it is told. */
const owners = {
  application: { service: 'vetting', type: 'RecordApplicationView', key: 'applicationId' },
  account: { service: 'accounts', type: 'RecordAccountView', key: 'accountId' },
  paper: { service: 'vetting', type: 'RecordPaperView', key: 'paperId' },
} as const

/** Says whose records the answer shows, where the path does not name one; none for a list. */
export function tellShown(request: FastifyRequest, subjects: readonly Subject[]): void {
  request.shown = subjects
}

/**
 * Records who of the staff sees whose record, before it is shown. This is the one place that does: whatever
 * `requireOperation` let through and whose path has a parameter names a subject, by `:applicationId`, `:accountId` or
 * `:paperId`, or by `tellShown`, or fails. Paper that is with an application is a part of that one's record as well.
 */
export function recordStaffViews(server: FastifyInstance, record: RecordViews): void {
  server.decorateRequest('viewer', null)
  server.decorateRequest('shown', null)
  server.addHook('onSend', async (request, reply, payload) => {
    const { viewer } = request
    if (!viewer || !showsSomething(request, reply)) return payload
    const views = viewsOf(request, viewer.operation)
    if (views.length > 0) await record(viewer.actor, views)
    return payload
  })
}

/** A page or a document, or the header with its name; not the answer to a command, which names ids only, nor a redirect or a problem. */
function showsSomething({ method, routeOptions }: FastifyRequest, { statusCode }: FastifyReply): boolean {
  if (method === 'GET' || method === 'HEAD') return statusCode < 300
  // The page of a form that is shown again.
  return !routeOptions.config.json && (statusCode === 200 || statusCode === 409 || statusCode === 422)
}

/** Paper is a part of its own, but for a letter to who sent it: that shows nothing of its pages. */
const partOf = ({ kind }: Subject, part: SeenPart): SeenPart => (kind === 'paper' && part !== 'LETTER' ? 'PAPER' : part)

function viewsOf(request: FastifyRequest, operation: Operation): readonly View[] {
  const { applicationId, accountId, paperId, documentId = null, ...others } = request.params as Record<string, string>
  const part = paperId === undefined ? parts[operation.slice(0, operation.indexOf('.')) as Area] : 'PAPER'
  if (part === null) return []
  if (request.shown) return request.shown.map(subject => ({ subject, part: partOf(subject, part), documentId }))
  if (applicationId !== undefined) return [{ subject: { kind: 'application', id: applicationId }, part, documentId }]
  if (accountId !== undefined) return [{ subject: { kind: 'account', id: accountId }, part, documentId }]
  if (paperId !== undefined) return [{ subject: { kind: 'paper', id: paperId }, part, documentId }]
  if (documentId !== null || Object.keys(others).length > 0)
    throw new Error(`${request.routeOptions.url} shows staff a record and does not say whose; call tellShown`)
  return []
}

/** Records views as commands to the owners of their subjects: one publishing for each owner, waiting for no decision. */
export function viewsBy(commands: Pick<CommandPort, 'publish'>, entropy: Entropy): RecordViews {
  return async (actor, views) => {
    const told = views.map(({ subject: { kind, id }, part, documentId }) => {
      const { service, type, key } = owners[kind]
      const data = { [key]: id, part, documentId }
      return { service, command: { id: randomId(entropy), type, key: id, data, actor } }
    })
    const byService = Map.groupBy(told, ({ service }) => service)
    const publishing = [...byService].map(([service, all]) =>
      commands.publish(
        service,
        all.map(({ command }) => command),
      ),
    )
    await Promise.all(publishing)
  }
}
