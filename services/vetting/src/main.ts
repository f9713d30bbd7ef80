import type { Deployable } from '@icms/backbone/deployable'
import { declareErasures } from '@icms/web/erasures'
import { createPages } from '@icms/web/page'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import type { FastifyPluginAsync } from 'fastify'
import { declareApi } from './api.ts'
import { declareDesk } from './desk.ts'
import { frame } from './desk-frame.ts'
import { createErasureDesk } from './erasure-desk.ts'
import { vettingMessages } from './messages.ts'
import { createVettingOperations } from './operations.ts'
import { createSearchHash } from './search-hash.ts'
import { hashSearchTerms, type SearchTexts } from './search-terms.ts'
import { vettingUnder } from './service.ts'

/** Vetting with its edge: `/desk/vetting` and `/api/v1/vetting`. */
export const deployableUnder = (policy: Policy): Deployable<FastifyPluginAsync> => ({
  service: vettingUnder(policy),
  async start(context) {
    const operations = createVettingOperations(context)
    const pages = createPages({
      views: new URL('../views/', import.meta.url),
      messages: vettingMessages,
      values: policy,
    })
    const plugin: FastifyPluginAsync = async server => {
      declareApi(server, operations, pages)
      declareDesk(server, operations, pages)
      declareErasures(server, {
        ...{ desk: createErasureDesk(context), pages, operation: 'vetting.erase', frame },
        ...{ page: '/desk/vetting', api: '/api/v1/vetting', things: 'applications', name: 'Application' },
        subject: 'application',
      })
    }
    const { termsOf } = createSearchHash(context.secret('search'))
    return {
      effects: { [hashSearchTerms]: async request => termsOf(request as SearchTexts) },
      edges: [{ prefix: '', plugin }],
    }
  },
})

export const deployable = deployableUnder(defaultPolicy)
