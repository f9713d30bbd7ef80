import { timingSafeEqual } from 'node:crypto'
import type { Actor } from '@icms/backbone/actor'
import { ProblemError } from '@icms/web/problem'
import { requireOperation } from '@icms/web/require-session'
import { mayDo, type Operation, type StaffRole } from '@icms/web/roles'
import { staffActor } from '@icms/web/staff'
import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import type { Reading } from './decoded-record.ts'
import { OperationError } from './operation-error.ts'

/**
 * What lets the operators' command line in. `operations` follows from the deployment's secret; `personalData` is set apart
 * from it (`ICMS_OPERATOR_PERSONAL_DATA`) and given to those alone who may read personal data.
 */
export type OperatorTokens = { readonly operations: string; readonly personalData?: string | undefined }

/** Header by which the command line says who works with it. */
export const operatorHeader = 'icms-operator'

const operatorForm = /^[\w.:@-]{1,60}$/

/** Who may do what of the JSON API: staff by their roles, the command line by its tokens. */
export function createAccess(tokens: OperatorTokens) {
  const roles = [
    [tokens.operations, 'operations'],
    [tokens.personalData, 'operations-personal-data'],
  ] as const

  function roleOf(request: FastifyRequest): StaffRole | undefined {
    const given = Buffer.from(request.headers.authorization ?? '')
    return roles.find(([token]) => {
      const wanted = Buffer.from(`Bearer ${token}`)
      return token !== undefined && given.length === wanted.length && timingSafeEqual(given, wanted)
    })?.[1]
  }

  /** The command line, if it is it; with the name that it gives, which nobody has proven. */
  function commandLineActor(request: FastifyRequest, operation: Operation): Actor | undefined {
    const role = roleOf(request)
    if (!role) return undefined
    if (!mayDo(role, operation)) throw new ProblemError('not-allowed')
    const name = request.headers[operatorHeader]
    if (name === undefined && operation === 'ops.personal-data')
      throw new OperationError('who reads personal data says who it is: set ICMS_OPERATOR to your staff id')
    if (name === undefined) return { kind: 'staff', id: 'command-line', role }
    if (typeof name !== 'string' || !operatorForm.test(name))
      throw new OperationError('ICMS_OPERATOR is a staff id: at most 60 letters, digits or ._:@-')
    return { kind: 'staff', id: `command-line/${name}`, role }
  }

  const hookFor = (operationOf: (request: FastifyRequest) => Operation): onRequestAsyncHookHandler =>
    async function readers(request, reply) {
      const operation = operationOf(request)
      const actor = commandLineActor(request, operation)
      if (!actor) return requireOperation(operation).call(this, request, reply)
      request.viewer = { actor, operation }
    }

  return {
    /** Who may look; with `?personalData=true` who may see personal data as well. */
    readers: hookFor(request => (wantsPersonalData(request) ? 'ops.personal-data' : 'ops.read')),
    /** Who may do what the request says, such as `ops.replay`. */
    acting: (operation: Operation) => hookFor(() => operation),
    commandLine: (async request => {
      const actor = commandLineActor(request, 'ops.replay')
      if (!actor) throw new ProblemError('not-allowed')
      request.viewer = { actor, operation: 'ops.replay' }
    }) satisfies onRequestAsyncHookHandler,
  }
}

const wantsPersonalData = (request: FastifyRequest): boolean =>
  (request.query as { personalData?: unknown }).personalData === 'true'

export const readingOf = (request: FastifyRequest): Reading => (wantsPersonalData(request) ? 'personal' : 'masked')

/** Whoever a hook let through, to be named as the actor of what is done. */
export const actorOfRequest = (request: FastifyRequest): Actor =>
  request.viewer?.actor ?? staffActor(request, 'ops.replay')
