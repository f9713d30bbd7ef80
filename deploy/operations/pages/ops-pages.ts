import type { Backbone } from '@icms/backbone/port'
import { readWaiting } from '@icms/backbone/waiting-inputs'
import type { FastifyPluginAsync } from 'fastify'
import type { Audit } from '../audit.ts'
import type { Operations } from '../operations.ts'
import { auditPage } from './audit-page.ts'
import { findPage } from './find-page.ts'
import { heldPage } from './held-page.ts'
import { type LetterParts, letterPage } from './letter-page.ts'
import { lettersPage } from './letters-page.ts'
import { mailsPage } from './mails-page.ts'
import { createOpsPages } from './ops-frame.ts'
import { type OverviewParts, overviewPage } from './overview-page.ts'
import { replayGroupPage } from './replay-group-page.ts'
import { resolvePages } from './resolve-page.ts'
import { timelinePage } from './timeline-page.ts'
import { topicsPages } from './topics-page.ts'

export type OpsPagesParts = Pick<OverviewParts, 'clock' | 'running'> & {
  readonly backbone: Pick<Backbone, 'codec' | 'read' | 'readSide' | 'edgeMemory'>
  readonly operations: Operations
  readonly audit: Pick<Audit, 'trail'>
}

/** `/ops`: the pages of operations. */
export function opsPages(parts: OpsPagesParts): FastifyPluginAsync {
  const { backbone, operations, audit } = parts
  const { readSide, edgeMemory } = backbone
  const pages = createOpsPages()
  const waiting: LetterParts['waiting'] = (queue, limit) => readWaiting(backbone, queue, limit)
  return async server => {
    await server.register(overviewPage(parts, pages))
    await server.register(lettersPage(operations, pages))
    await server.register(letterPage({ operations, waiting }, pages))
    await server.register(resolvePages({ operations, edgeMemory }, pages))
    await server.register(replayGroupPage({ operations, edgeMemory }, pages))
    await server.register(heldPage(operations, pages))
    await server.register(mailsPage(readSide, pages))
    await server.register(topicsPages(operations, pages))
    await server.register(findPage(operations, pages))
    await server.register(timelinePage(operations, pages))
    await server.register(auditPage(audit, pages))
  }
}
