import { ownPath } from '@icms/web/own-origin'
import { ProblemError } from '@icms/web/problem'
import { allowingRole, type Operation } from '@icms/web/roles'
import { staffActor } from '@icms/web/staff'
import type { FastifyRequest } from 'fastify'
import type { Reading } from '../decoded-record.ts'

const operation = 'ops.personal-data' satisfies Operation

/** How records are shown on this page, and the address that shows them the other way; none for who may not. */
export type PersonalData = { readonly reading: Reading; readonly isShown: boolean; readonly href: string | undefined }

/**
 * Personal data is masked unless `?personalData=true` asks for it, which is recorded as seen by that role. Throws
 * `not-allowed` for who may not.
 */
export function personalDataOn(request: FastifyRequest): PersonalData {
  const { pathname, searchParams } = new URL(ownPath(request.url), 'http://own')
  const may = allowingRole(request.staff?.roles ?? [], operation) !== undefined
  const isShown = searchParams.get('personalData') === 'true'
  if (isShown && !may) throw new ProblemError('not-allowed')
  if (isShown) request.viewer = { actor: staffActor(request, operation), operation }
  if (isShown) searchParams.delete('personalData')
  else searchParams.set('personalData', 'true')
  const question = searchParams.toString()
  const href = may ? pathname + (question && `?${question}`) : undefined
  return { reading: isShown ? 'personal' : 'masked', isShown, href }
}
