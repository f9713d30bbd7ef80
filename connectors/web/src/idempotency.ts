import { createHash } from 'node:crypto'
import { base32 } from '@icms/backbone/base32'
import type { FastifyRequest } from 'fastify'
import { ProblemError } from './problem.ts'

/**
 * The id of the command that a request is: the same for the same key from the same person to the same operation, and
 * for nobody else's. The key is the header `Idempotency-Key` of JSON, or the field `_once` that pages put in forms.
 * Throws `wrong-shape` when it is missing or not 8 to 100 letters, digits or `._-`.
 */
export function commandIdOf(request: FastifyRequest, operation: string): string {
  const body = request.body as { _once?: unknown } | null | undefined
  const key = request.headers['idempotency-key'] ?? body?._once
  const path =
    request.headers['idempotency-key'] === undefined && body?._once !== undefined ? '_once' : 'header.idempotency-key'
  if (key === undefined) throw new ProblemError('wrong-shape', { defects: [{ path, code: 'MISSING' }] })
  if (typeof key !== 'string' || !/^[\w.-]{8,100}$/.test(key))
    throw new ProblemError('wrong-shape', { defects: [{ path, code: 'WRONG_SHAPE' }] })
  const who = request.staff?.id ?? request.accountId ?? ''
  const kind = request.staff ? 'staff' : request.accountId ? 'account' : 'public'
  const hash = createHash('sha256')
    .update(JSON.stringify([operation, kind, who, key]))
    .digest()
  return base32(hash.subarray(0, 16))
}
