import { createPages } from '@icms/web/page'
import type { FastifyPluginAsync } from 'fastify'
import { frontMessages } from './front-messages.ts'

type Hosted = {
  /** Names of the services that this process hosts. */
  readonly services: readonly string[]
  /** Staff are those of the built-in demonstration issuer. */
  readonly builtInStaff: boolean
  /** Mails stay in the built-in mailbox. */
  readonly builtInMailbox: boolean
}

type Link = { readonly href: string; readonly text: `link.${string}`; readonly more: `more.${string}` }

const link = (href: string, key: string): Link => ({ href, text: `link.${key}`, more: `more.${key}` })

/** `/`: what this is, and the ways in to what is hosted here. */
export function frontPage({ services, builtInStaff, builtInMailbox }: Hosted): FastifyPluginAsync {
  const pages = createPages({ views: new URL('./views/', import.meta.url), messages: frontMessages })
  const links = (service: string, ...ways: readonly Link[]) => (services.includes(service) ? ways : [])
  const forApplicants = [
    ...links('intake-web', link('/apply', 'apply'), link('/apply/status', 'status')),
    ...links('accounts', link('/account/activate', 'activate'), link('/account/sign-in', 'signIn')),
    ...links('case-linking', link('/cases', 'cases')),
  ]
  const forStaff = [
    ...links('intake-post', link('/desk/counter', 'counter')),
    ...links('vetting', link('/desk/vetting', 'vetting')),
    ...links('identity', link('/desk/identity', 'identity')),
    ...links('accounts', link('/desk/accounts', 'accounts')),
    ...links('case-linking', link('/desk/cases', 'linkRequests')),
    ...links('notification', link('/desk/print', 'letters')),
    ...links('reference-data', link('/desk/reference', 'reference')),
    link('/ops', 'ops'),
    ...(builtInMailbox ? links('email', link('/mail', 'mail')) : []),
  ]

  return async server => {
    server.get('/', async (request, reply) => {
      const title = pages.translate(request)('front.title')
      return pages.send(request, reply, 'front/front.njk', { title, forApplicants, forStaff, builtInStaff })
    })
  }
}
