import type { Deployable } from '@icms/backbone/deployable'
import type { EffectHandler } from '@icms/backbone/runtime'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import type { FastifyPluginAsync } from 'fastify'
import { declareApi } from './api.ts'
import { keepToAddress } from './applicant-session.ts'
import { declareAnswerApi } from './answer-api.ts'
import { declareDocumentApi } from './document-api.ts'
import { discardDocument } from './draft.ts'
import { declareDraftApi } from './draft-api.ts'
import { acceptFiles } from './multipart-form.ts'
import { createIntakeOperations } from './operations.ts'
import { declarePages } from './pages.ts'
import { intakeWebUnder } from './service.ts'
import { sweepDocuments } from './sweep-documents.ts'

/** The online intake with its edge: `/apply` and `/api/v1/applications`. */
export const deployableUnder = (policy: Policy): Deployable<FastifyPluginAsync> => ({
  service: intakeWebUnder(policy),
  async start(context) {
    const operations = createIntakeOperations(context)
    const plugin: FastifyPluginAsync = async server => {
      await acceptFiles(server)
      keepToAddress(server.web.sessions, context.backbone.readSide)
      declareApi(server, operations)
      declareDraftApi(server, operations)
      declareDocumentApi(server, operations)
      declareAnswerApi(server, operations)
      declarePages(server, operations, policy)
    }
    const discard: EffectHandler = async ({ applicationId, documentId }) => {
      await context.documents.store.delete(String(applicationId), String(documentId))
      return {}
    }
    let endSweeping = () => {}
    return {
      effects: { [discardDocument]: discard },
      edges: [{ prefix: '', plugin }],
      running: async () => {
        endSweeping = sweepDocuments(context)
      },
      stop: async () => endSweeping(),
    }
  },
})

export const deployable = deployableUnder(defaultPolicy)
