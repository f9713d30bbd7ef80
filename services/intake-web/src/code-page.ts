import type { Defect } from '@icms/schemas/refusal'
import type { Fields } from '@icms/web/form-fields'
import type { Pages } from '@icms/web/page'
import { problemStatus } from '@icms/web/problem'
import type { FastifyReply, FastifyRequest } from 'fastify'

type CodeForm = {
  /** Where the code is sent with what is carried. */
  readonly action: string
  readonly carried: Fields
  readonly defects?: readonly Defect[]
}

/** Asks for the code that was mailed. What it is asked for goes along in the page. */
export function showCodeForm(
  request: FastifyRequest,
  reply: FastifyReply,
  pages: Pages,
  { action, carried, defects = [] }: CodeForm,
) {
  return pages.send(request, reply, 'apply/email-code.njk', {
    title: pages.translate(request)('code.title'),
    status: defects.length > 0 ? problemStatus.refused : 200,
    form: { defects },
    action,
    email: carried.email,
    carried: Object.entries(carried).flatMap(([name, value]) => [value].flat().map(each => [name, each])),
  })
}
