import type { Deployable } from '@icms/backbone/deployable'
import { keepToAccountEpochs } from '@icms/web/account-epochs'
import type { FastifyPluginAsync } from 'fastify'
import { declareApi } from './api.ts'
import { createCaseOperations } from './operations.ts'
import { declarePages } from './pages.ts'
import { caseLinking } from './service.ts'

/** Links between accounts and cases with their edge: `/cases` and `/api/v1/cases`. */
export const deployable: Deployable<FastifyPluginAsync> = {
  service: caseLinking,
  async start(context) {
    const operations = createCaseOperations(context)
    const plugin: FastifyPluginAsync = async server => {
      keepToAccountEpochs(server.web.sessions, context.backbone.readSide)
      declareApi(server, operations)
      declarePages(server, operations)
    }
    return { edges: [{ prefix: '', plugin }] }
  },
}
