import type { Deployable } from '@icms/backbone/deployable'
import { keepToAccountEpochs } from '@icms/web/account-epochs'
import { createPages } from '@icms/web/page'
import type { FastifyPluginAsync } from 'fastify'
import { declareApi } from './api.ts'
import { declareDesk } from './desk.ts'
import { declareDeskApi } from './desk-api.ts'
import { createCaseDesk } from './desk-operations.ts'
import { messages } from './messages.ts'
import { createCaseOperations } from './operations.ts'
import { declarePages } from './pages.ts'
import { caseLinking } from './service.ts'

/** Links between accounts and cases with their edge: `/cases` and `/desk/cases`, `/api/v1/cases` and `/api/v1/desk/cases`. */
export const deployable: Deployable<FastifyPluginAsync> = {
  service: caseLinking,
  async start(context) {
    const operations = createCaseOperations(context)
    const desk = createCaseDesk(context)
    const pages = createPages({ views: new URL('../views/', import.meta.url), messages })
    const plugin: FastifyPluginAsync = async server => {
      keepToAccountEpochs(server.web.sessions, context.backbone.readSide)
      declareApi(server, operations)
      declarePages(server, operations, pages)
      declareDeskApi(server, desk, pages)
      declareDesk(server, desk, pages)
    }
    return { edges: [{ prefix: '', plugin }] }
  },
}
