import { isBackboneError } from '@icms/backbone/errors'
import type { Defect } from '@icms/schemas/refusal'
import type { FastifyError } from 'fastify'
import { schemaDefects } from './schema-defects.ts'

/** The closed list of what can go wrong with a request, each with its HTTP status; its words are in `problem-messages.ts`. */
export const problemStatus = {
  'wrong-shape': 400,
  unreadable: 400,
  'sign-in-failed': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'form-expired': 403,
  'cross-site': 403,
  'not-found': 404,
  'idempotency-conflict': 409,
  erased: 410,
  'too-large': 413,
  'wrong-media-type': 415,
  'wrong-host': 421,
  refused: 422,
  'too-many-requests': 429,
  failed: 500,
  rebuilding: 503,
  'not-now': 503,
} as const

export type ProblemKind = keyof typeof problemStatus

export type ProblemDetail = {
  /** Mistakes by field. */
  readonly defects?: readonly Defect[]
  readonly retryAfterSeconds?: number
  readonly cause?: unknown
}

/** Thrown by a handler or a hook; answered as a page or as problem details (RFC 9457), in the reader's language. */
export class ProblemError extends Error {
  readonly kind: ProblemKind
  readonly defects: readonly Defect[]
  readonly retryAfterSeconds: number | undefined
  constructor(kind: ProblemKind, detail: ProblemDetail = {}) {
    super(kind, detail.cause === undefined ? undefined : { cause: detail.cause })
    this.name = 'ProblemError'
    this.kind = kind
    this.defects = detail.defects ?? []
    this.retryAfterSeconds = detail.retryAfterSeconds
  }
}

/** The read side is being rebuilt: what is asked may well exist, so 'not found' would be untrue. */
export const rebuilding = (): ProblemError => new ProblemError('rebuilding', { retryAfterSeconds: 5 })

/** The same idempotency key came with another body. */
export const idempotencyConflict = (): ProblemError => new ProblemError('idempotency-conflict')

/** What a thrown value is to the outside. What is not known is `failed`, and nothing of it is told. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error
  if (isBackboneError(error, 'NotNow') || isBackboneError(error, 'Closed'))
    return new ProblemError('not-now', { retryAfterSeconds: 5, cause: error })
  if (isBackboneError(error, 'Erased')) return new ProblemError('erased', { cause: error })
  const { validation, validationContext, code = '', statusCode = 500 } = (error ?? {}) as Partial<FastifyError>
  if (validation)
    return new ProblemError('wrong-shape', { defects: schemaDefects(validation, validationContext), cause: error })
  if (code.startsWith('FST_CSRF')) return new ProblemError('form-expired', { cause: error })
  const kind = kindOfStatus[statusCode] ?? (statusCode >= 400 && statusCode < 500 ? 'unreadable' : 'failed')
  return new ProblemError(kind, { cause: error, ...(kind === 'not-now' && { retryAfterSeconds: 5 }) })
}

const kindOfStatus: Readonly<Record<number, ProblemKind>> = {
  404: 'not-found',
  413: 'too-large',
  415: 'wrong-media-type',
  429: 'too-many-requests',
  503: 'not-now',
}
