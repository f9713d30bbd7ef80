import type { Type } from 'avsc'

/** Types never change, and every backbone of a process registers the same ones. */
const known = new WeakMap<Type, object>()

/** What a type is registered by, made once in a process. */
export function schemaOf(type: Type): object {
  const schema = known.get(type) ?? (type.schema({ exportAttrs: true }) as object)
  known.set(type, schema)
  return schema
}
