import { groupReference } from '@icms/schemas/application-reference'
import type { Defect } from '@icms/schemas/refusal'
import { type Fields, readFields } from '@icms/web/form-fields'
import { commandIdOf } from '@icms/web/idempotency'
import type { Pages } from '@icms/web/page'
import { problemStatus } from '@icms/web/problem'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { limitCodes, limitCodeTries, limitVainReferences } from './applicant-limits.ts'
import { currentDraft, openTo } from './applicant-session.ts'
import { showCodeForm } from './code-page.ts'
import { emailOf } from './held-drafts.ts'
import type { IntakeOperations } from './operations.ts'
import { languageOfPage } from './page-language.ts'

/**
 * What is saved, and how its applicant comes back to it: a code is sent to whatever address is typed, and only who
 * proved to read mail there is told whether something is saved under the reference. So nothing can be found out.
 */
export function declareDraftPages(server: FastifyInstance, operations: IntakeOperations, pages: Pages): void {
  const { sessions } = server.web
  const text = (request: FastifyRequest, key: string) => pages.translate(request)(key)

  server.get('/apply/saved', async (request, reply) => {
    const draft = await currentDraft(request, operations)
    if (!draft) return reply.redirect('/apply/return', 303)
    return pages.send(request, reply, 'apply/saved.njk', {
      title: text(request, 'draft.savedTitle'),
      draft,
      reference: groupReference(draft.applicationId),
    })
  })

  server.post('/apply/discard', async (request, reply) => {
    const draft = await currentDraft(request, operations)
    if (!draft) return reply.redirect('/apply/return', 303)
    await operations.drafts.discard(draft.applicationId, commandIdOf(request, 'discardDraft'))
    await sessions.end(request, 'applicant')
    return reply.redirect('/apply/discarded', 303)
  })

  server.get('/apply/discarded', (request, reply) =>
    pages.send(request, reply, 'apply/discarded.njk', { title: text(request, 'draft.discarded') }),
  )

  server.get('/apply/return', (request, reply) => showReturn(request, reply, {}))

  server.post('/apply/return', async (request, reply) => {
    const { reference = '', email: typedEmail = '', emailProof } = readFields(request.body)
    const fields = { reference: String(reference), email: String(typedEmail) }
    const instead = (request.body as { _instead?: unknown })._instead
    if (instead === 'edit') return showReturn(request, reply, fields)
    const email = emailOf(fields)
    const defects: readonly Defect[] = [
      ...(fields.reference.trim() === '' ? [{ path: 'reference', code: 'MISSING' } as const] : []),
      ...(email.ok ? [] : [{ path: 'email', code: email.code }]),
    ]
    if (defects.length > 0 || !email.ok) return showReturn(request, reply, fields, defects)
    const commandId = commandIdOf(request, 'returnToDraft')
    const ask = (wrong: readonly Defect[] = []) =>
      showCodeForm(request, reply, pages, { action: '/apply/return', carried: fields, defects: wrong })
    if (emailProof === undefined || instead === 'again') {
      await limitCodes(request, email.value)
      await operations.emailCodes.request(email.value, languageOfPage(request), commandId)
      return ask()
    }
    await limitCodeTries(request)
    const proven = await operations.emailCodes.prove(email.value, String(emailProof), commandId)
    if (proven === undefined) return ask([{ path: 'emailProof', code: 'EMAIL_CODE_NOT_RIGHT' }])
    const found = await operations.findProven(fields.reference, email.value)
    if (!found) {
      await limitVainReferences(request)
      return showReturn(request, reply, fields, [{ path: 'reference', code: 'DRAFT_NOT_FOUND' }])
    }
    await openTo(request, found.applicationId, true)
    return reply.redirect(found.isDraft ? '/apply/form' : '/apply/status', 303)
  })

  function showReturn(request: FastifyRequest, reply: FastifyReply, fields: Fields, defects: readonly Defect[] = []) {
    return pages.send(request, reply, 'apply/return.njk', {
      title: text(request, 'draft.returnTitle'),
      status: defects.length > 0 ? problemStatus.refused : 200,
      form: { fields, defects },
    })
  }
}
