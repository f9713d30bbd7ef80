import type { Defect, RefusalCode } from '@icms/schemas/refusal'
import type { FastifySchemaValidationError } from 'fastify'

const codes: Readonly<Record<string, RefusalCode>> = {
  required: 'MISSING',
  additionalProperties: 'NOT_WANTED',
  enum: 'NOT_ONE_OF',
  const: 'NOT_ONE_OF',
  maxLength: 'TOO_LONG',
  minLength: 'TOO_SHORT',
  maxItems: 'TOO_MANY',
  uniqueItems: 'REPEATED',
}

const defectsMax = 100
const prefixes: Readonly<Record<string, string>> = { params: 'path.', querystring: 'query.', headers: 'header.' }

/** The first 100 mistakes that a JSON schema found, by path; those outside the body start with `path.`, `query.` or `header.`. */
export function schemaDefects(errors: readonly FastifySchemaValidationError[], context = 'body'): readonly Defect[] {
  return errors.slice(0, defectsMax).map(({ keyword, instancePath, params }) => {
    const field = params.missingProperty ?? params.additionalProperty
    const path = [...instancePath.split('/').slice(1), ...(typeof field === 'string' ? [field] : [])].join('.')
    return { path: (prefixes[context] ?? '') + path.slice(0, 200), code: codes[keyword] ?? 'WRONG_SHAPE' }
  })
}
