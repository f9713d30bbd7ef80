import type { Deployable } from '@icms/backbone/deployable'
import type { FastifyPluginAsync } from 'fastify'
import type { ServiceName } from './settings.ts'

/** Loads only what is hosted: a process that hosts vetting never loads the mail templates. */
const load: Readonly<Record<ServiceName, () => Promise<{ deployable: Deployable<FastifyPluginAsync> }>>> = {
  'reference-data': () => import('@icms/reference-data/main'),
  'intake-web': () => import('@icms/intake-web/main'),
  vetting: () => import('@icms/vetting/main'),
  identity: () => import('@icms/identity/main'),
  accounts: () => import('@icms/accounts/main'),
  'court-cases': () => import('@icms/court-cases/main'),
  'case-linking': () => import('@icms/case-linking/main'),
  notification: () => import('@icms/notification/main'),
  email: () => import('@icms/email/main'),
}

export async function loadDeployable(name: ServiceName): Promise<Deployable<FastifyPluginAsync>> {
  return (await load[name]()).deployable
}
