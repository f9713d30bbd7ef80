import compileValidators from '@fastify/ajv-compiler'
import compileSerializers from '@fastify/fast-json-stringify-compiler'
import type { FastifyServerOptions } from 'fastify'

type Factories = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>
type BuildValidator = NonNullable<Factories['buildValidator']>
type BuildSerializer = NonNullable<Factories['buildSerializer']>
type Check = ((data: unknown) => unknown) & { errors?: unknown }

/**
 * What fastify makes of the schemas of a route, made when the route is first used: hundreds of schemas are an eighth of a
 * start. That each can be compiled is tried by a test, on every route.
 */
export function compiledLate(): { readonly compilersFactory: Factories } {
  const [validators, serializers] = [compileValidators(), compileSerializers()]
  const buildValidator = (...given: Parameters<typeof validators>) => {
    const compile = validators(...given) as unknown as (route: unknown) => Check
    return (route: unknown): Check => {
      let check: Check | undefined
      const late: Check = data => {
        check ??= compile(route)
        const answer = check(data)
        late.errors = check.errors
        return answer
      }
      return late
    }
  }
  const buildSerializer = (...given: Parameters<typeof serializers>) => {
    const compile = serializers(...given)
    return (route: Parameters<typeof compile>[0]) => {
      let write: ReturnType<typeof compile> | undefined
      return (data: unknown) => {
        write ??= compile(route)
        return write(data)
      }
    }
  }
  return {
    compilersFactory: {
      buildValidator: buildValidator as unknown as BuildValidator,
      buildSerializer: buildSerializer as unknown as BuildSerializer,
    },
  }
}
