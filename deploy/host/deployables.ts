import type { Deployable } from '@icms/backbone/deployable'
import type { Policy } from '@icms/schemas/policy'
import type { FastifyPluginAsync } from 'fastify'
import type { ServiceName } from './settings.ts'

/** What a service's `main.ts` has: what is hosted, and where the policy of the deployment tells on it, that under a policy. */
type Loaded = {
  readonly deployable: Deployable<FastifyPluginAsync>
  readonly deployableUnder?: (policy: Policy) => Deployable<FastifyPluginAsync>
}

/** Loads only what is hosted: a process that hosts vetting never loads the mail templates. */
const load: Readonly<Record<ServiceName, () => Promise<Loaded>>> = {
  'reference-data': () => import('@icms/reference-data/main'),
  'intake-web': () => import('@icms/intake-web/main'),
  'intake-fax': () => import('@icms/intake-fax/main'),
  'intake-post': () => import('@icms/intake-post/main'),
  vetting: () => import('@icms/vetting/main'),
  identity: () => import('@icms/identity/main'),
  accounts: () => import('@icms/accounts/main'),
  'court-cases': () => import('@icms/court-cases/main'),
  'case-linking': () => import('@icms/case-linking/main'),
  notification: () => import('@icms/notification/main'),
  email: () => import('@icms/email/main'),
}

export async function loadDeployable(name: ServiceName, policy: Policy): Promise<Deployable<FastifyPluginAsync>> {
  const { deployable, deployableUnder } = await load[name]()
  return deployableUnder?.(policy) ?? deployable
}
