import { readFields } from '@icms/web/form-fields'
import type { Pages } from '@icms/web/page'
import { problemStatus } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Again, frame } from './desk-frame.ts'
import type { VettingOperations } from './operations.ts'

/** Finds an application. What is looked for is in the body of the request, so that no address has it. */
export function declareSearch(server: FastifyInstance, operations: VettingOperations, pages: Pages): void {
  const reading = { onRequest: requireOperation('vetting.read') }

  server.get('/desk/vetting/search', reading, (request, reply) => showSearch(request, reply))
  server.post('/desk/vetting/search', reading, (request, reply) => {
    const fields = readFields(request.body)
    const text = String(fields.text ?? '').trim()
    return text === ''
      ? showSearch(request, reply, {
          status: problemStatus.refused,
          form: { fields, defects: [{ path: 'text', code: 'MISSING' }] },
        })
      : showFound(request, reply, text, { form: { fields } })
  })

  async function showFound(request: FastifyRequest, reply: FastifyReply, text: string, extra: Again) {
    return showSearch(request, reply, { ...extra, applications: await operations.search(text) })
  }

  async function showSearch(request: FastifyRequest, reply: FastifyReply, extra: Again = {}) {
    return pages.send(request, reply, 'vetting/search.njk', { ...frame(request, pages, 'vetting.search'), ...extra })
  }
}
