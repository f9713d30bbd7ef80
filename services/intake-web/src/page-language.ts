import type { Language } from '@icms/schemas/generated/common'
import { languageOf } from '@icms/web/language'
import type { FastifyRequest } from 'fastify'
import type { PageForm } from '@icms/web/annex-b-page'

/** The language of the page, as messages name it. */
export const languageOfPage = (request: FastifyRequest): Language => (languageOf(request) === 'zh' ? 'ZH_HANT' : 'EN')

/** The language that the applicant chose for notices, or else that of the page. */
export function languageOfForm(request: FastifyRequest, { received }: Pick<PageForm, 'received'>): Language {
  const { preferredLanguage: chosen } = received
  return chosen === 'EN' || chosen === 'ZH_HANT' ? chosen : languageOfPage(request)
}
