import compileValidators from '@fastify/ajv-compiler'
import compileSerializers from '@fastify/fast-json-stringify-compiler'
import type { Route } from './server-routes.ts'

/** Compiles what every address takes and answers, as servers do when it is first used; throws at what cannot be. How many. */
export function compileSchemas(routes: readonly Route[]): number {
  const check = compileValidators()({}, { customOptions: { coerceTypes: false, removeAdditional: false } })
  const write = compileSerializers()({})
  let compiled = 0
  for (const { method, url, schema: { response = {}, body, params, querystring } = {} } of routes)
    try {
      for (const part of [body, params, querystring]) {
        if (part === undefined) continue
        check({ schema: part } as never)
        compiled += 1
      }
      for (const [httpStatus, schema] of Object.entries(response)) {
        write({ method, url, httpStatus, schema })
        compiled += 1
      }
    } catch (cause) {
      throw new Error(`${method} ${url} has a schema that cannot be compiled`, { cause })
    }
  return compiled
}
