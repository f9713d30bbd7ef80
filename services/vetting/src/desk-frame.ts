import type { FormState } from '@icms/web/form-view'
import type { PageData, Pages } from '@icms/web/page'
import { allowingRole, type Operation } from '@icms/web/roles'
import type { FastifyRequest } from 'fastify'
import type { ListedApplication } from './worklist.ts'

export type ById = { Params: { applicationId: string }; Querystring: { done?: unknown } }

export const path = (applicationId: string, step = '') => `/desk/vetting/${encodeURIComponent(applicationId)}${step}`

/** A page shown again after a post that was not taken. */
export type Again = {
  readonly status?: number
  readonly form?: FormState
  readonly refusal?: string
  readonly applications?: readonly ListedApplication[]
}

export function frame(request: FastifyRequest, pages: Pages, title: string): PageData {
  const t = pages.translate(request)
  const may = (operation: Operation) => allowingRole(request.staff?.roles ?? [], operation) !== undefined
  const isErasing = title === 'erasure.title'
  const isPaper = title.startsWith('papers.')
  return {
    title: t(title),
    navigation: [
      { text: t('vetting.navigation'), href: '/desk/vetting', active: !isErasing && !isPaper },
      ...(may('vetting.read') ? [{ text: t('papers.navigation'), href: '/desk/vetting/papers', active: isPaper }] : []),
      ...(may('letters.read') ? [{ text: t('papers.letters'), href: '/desk/print' }] : []),
      ...(may('identity.read') ? [{ text: t('vetting.identityDesk'), href: '/desk/identity' }] : []),
      ...(may('vetting.erase')
        ? [{ text: t('erasure.navigation'), href: '/desk/vetting/erasures', active: isErasing }]
        : []),
    ],
  }
}
