import { annexBChoices } from '@icms/schemas/annex-b'
import { groundChoices } from '@icms/schemas/annex-b-ground'
import { groupReference } from '@icms/schemas/application-reference'
import { identityDocumentKinds } from '@icms/schemas/identity-document'
import type { Defect } from '@icms/schemas/refusal'
import { commandIdOf } from '@icms/web/idempotency'
import type { Pages } from '@icms/web/page'
import { problemStatus } from '@icms/web/problem'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { limitCodes, limitCodeTries } from './applicant-limits.ts'
import { currentDraft, openTo, provenSubject } from './applicant-session.ts'
import { showCodeForm } from './code-page.ts'
import { caseRows, caseRowsOf, type PageForm, pageDefects, readPageForm } from '@icms/web/annex-b-page'
import { emailOf, type HeldDraft } from './held-drafts.ts'
import { type IntakeOperations, isSameAddress } from './operations.ts'
import { languageOfForm } from './page-language.ts'

const choices = {
  kinds: identityDocumentKinds,
  languages: annexBChoices.preferredLanguage,
  grounds: groundChoices.eligibility,
  roles: groundChoices.role,
}

/**
 * The form: sent or saved once its address is proven. The question for the code takes the form along, since nothing is
 * kept of it before; a form that was saved before keeps the proof, as long as its address stays.
 */
export function declareFormPages(server: FastifyInstance, operations: IntakeOperations, pages: Pages): void {
  server.get('/apply/form', async (request, reply) => {
    const draft = await currentDraft(request, operations)
    return showForm(request, reply, readPageForm(draft?.fields ?? {}), draft)
  })

  server.post('/apply/form', async (request, reply) => {
    const form = readPageForm(request.body)
    const draft = await currentDraft(request, operations)
    if (form.draftId && !draft && (await provenSubject(request)) === form.draftId)
      return reply.redirect(`/apply/received/${form.draftId}`, 303)
    if (form.moreCaseRows !== undefined || form.instead === 'edit') return showForm(request, reply, form, draft)
    const commandId = commandIdOf(request, 'submitApplication')
    const email = emailOf(form.received)
    const defects = defectsOf(form)
    if (defects.length > 0 || !email.ok) return showForm(request, reply, form, draft, defects)
    const isProven = draft && isSameAddress(draft.email, email.value)
    if (!isProven && (form.emailProof === undefined || form.instead === 'again')) {
      await limitCodes(request, email.value)
      await operations.emailCodes.request(email.value, languageOfForm(request, form), commandId)
      return askForCode(request, reply, form)
    }
    if (!isProven) await limitCodeTries(request)
    const proof = { draft, emailCode: form.emailProof, draftId: form.draftId }
    const done = form.isToSave ? await save(request, form, proof, commandId) : await send(form, proof, commandId)
    if ('defects' in done) {
      const ofCode = done.defects.filter(({ path }) => path === 'emailProof')
      return ofCode.length === done.defects.length
        ? askForCode(request, reply, form, ofCode)
        : showForm(request, reply, form, draft, pageDefects(done.defects))
    }
    await openTo(request, done.applicationId, true)
    return reply.redirect(form.isToSave ? '/apply/saved' : `/apply/received/${done.applicationId}`, 303)
  })

  type Proof = Parameters<IntakeOperations['submit']>[1]
  const send = ({ received }: PageForm, proof: Proof, commandId: string) =>
    operations.submit(received, proof, commandId)
  const save = (request: FastifyRequest, form: PageForm, proof: Proof, commandId: string) =>
    operations.save(
      { received: form.received, fields: form.fields, language: languageOfForm(request, form) },
      proof,
      commandId,
    )

  /** To be saved a form needs its address only. */
  function defectsOf({ received, isToSave }: PageForm): readonly Defect[] {
    if (isToSave) {
      const email = emailOf(received)
      return email.ok ? [] : [{ path: 'email', code: email.code }]
    }
    const checked = operations.check(received)
    return checked.ok ? [] : pageDefects(checked.defects)
  }

  function askForCode(request: FastifyRequest, reply: FastifyReply, form: PageForm, defects: readonly Defect[] = []) {
    const own = { ...(form.isToSave && { _do: 'save' }), ...(form.draftId && { _draft: form.draftId }) }
    return showCodeForm(request, reply, pages, { action: '/apply/form', carried: { ...form.fields, ...own }, defects })
  }

  function showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    form: PageForm,
    draft: HeldDraft | undefined,
    defects: readonly Defect[] = [],
  ) {
    const rows = caseRowsOf(form)
    return pages.send(request, reply, 'apply/form.njk', {
      title: pages.translate(request)('apply.formTitle'),
      status: defects.length > 0 ? problemStatus.refused : 200,
      form: { fields: form.fields, defects },
      terms: operations.terms(),
      caseRows: rows,
      moreCaseRows: Math.min(caseRows.max, rows + caseRows.more),
      isMore: rows < caseRows.max,
      hasRepresentative: 'personalRepresentative' in form.received,
      draft,
      reference: draft && groupReference(draft.applicationId),
      ...choices,
    })
  }
}
