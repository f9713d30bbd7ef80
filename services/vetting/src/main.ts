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
import { declarePaperApi } from './paper-api.ts'
import { findLikePapers } from './paper-comparison.ts'
import { declarePaperDesk } from './paper-desk.ts'
import { createPaperErasureDesk } from './paper-erasure-desk.ts'
import { declarePaperFiles } from './paper-files.ts'
import { comparePaper, type PaperLooks } from './paper-likeness.ts'
import { createPaperOperations } from './paper-operations.ts'
import { paperPageMessages } from './paper-page-messages.ts'
import { declarePaperTyping } from './paper-typing-desk.ts'
import { createSearchHash } from './search-hash.ts'
import { hashSearchTerms, type SearchTexts } from './search-terms.ts'
import { vettingUnder } from './service.ts'

/** Vetting with its edge: `/desk/vetting` and `/api/v1/vetting`. */
export const deployableUnder = (policy: Policy): Deployable<FastifyPluginAsync> => ({
  service: vettingUnder(policy),
  async start(context) {
    const operations = createVettingOperations(context)
    const papers = createPaperOperations(context)
    const views = new URL('../views/', import.meta.url)
    const pages = createPages({ views, messages: vettingMessages, values: policy })
    const paperPages = createPages({ views, messages: paperPageMessages, values: policy })
    const plugin: FastifyPluginAsync = async server => {
      declareApi(server, operations, pages)
      declarePaperApi(server, papers, paperPages)
      declarePaperDesk(server, papers, paperPages)
      declarePaperTyping(server, papers, paperPages)
      declarePaperFiles(server, papers)
      declareDesk(server, operations, pages, papers)
      declareErasures(server, {
        ...{ desk: createErasureDesk(context), pages, operation: 'vetting.erase', frame },
        ...{ page: '/desk/vetting', api: '/api/v1/vetting', things: 'applications', name: 'Application' },
        subject: 'application',
      })
      declareErasures(server, {
        ...{ desk: createPaperErasureDesk(context), pages: paperPages, operation: 'vetting.erase', frame },
        ...{ page: '/desk/vetting/papers', api: '/api/v1/vetting', things: 'papers', name: 'Paper' },
        subject: 'paper',
      })
    }
    const { termsOf } = createSearchHash(context.secret('search'))
    return {
      effects: {
        [hashSearchTerms]: async request => termsOf(request as SearchTexts),
        [comparePaper]: async request => ({
          likenesses: await findLikePapers(context.backbone.readSide, request as PaperLooks),
        }),
      },
      edges: [{ prefix: '', plugin }],
    }
  },
})

export const deployable = deployableUnder(defaultPolicy)
