import type { Deployable } from '@icms/backbone/deployable'
import type { EffectHandler } from '@icms/backbone/runtime'
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
import { intakeWeb } from './service.ts'

/** The online intake with its edge: `/apply` and `/api/v1/applications`. */
export const deployable: Deployable<FastifyPluginAsync> = {
  service: intakeWeb,
  async start(context) {
    const operations = createIntakeOperations(context)
    const plugin: FastifyPluginAsync = async server => {
      await acceptFiles(server)
      keepToAddress(server.web.sessions, context.backbone.readSide)
      declareApi(server, operations)
      declareDraftApi(server, operations)
      declareDocumentApi(server, operations)
      declareAnswerApi(server, operations)
      declarePages(server, operations)
    }
    const discard: EffectHandler = async ({ applicationId, documentId }) => {
      await context.documents.store.delete(String(applicationId), String(documentId))
      return {}
    }
    return { effects: { [discardDocument]: discard }, edges: [{ prefix: '', plugin }] }
  },
}
