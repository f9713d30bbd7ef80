import {
  type AvroEnum,
  type AvroField,
  type AvroRecord,
  type AvroSchema,
  fullNameOf,
  isNamed,
  isScalarName,
  isUnion,
} from './avro-schema.ts'

/** A place in a record: its path, what may stand there, and the field that it is, if it is one. */
export type Place = {
  /**
   * Field names joined by dots; `[]` for the items of a list or a map, `{full name}` for one of several records, such
   * as `reasons[].textEn` or `content.{icms.reference.Closure}.from`.
   */
  readonly path: string
  /** The schema of the place, names of types looked up; a union as it is. */
  readonly schema: AvroSchema
  readonly field: AvroField | undefined
}

/** Every place of a self-contained schema, in its order. A type within itself is not entered again. */
export const placesIn = (record: AvroRecord): readonly Place[] => {
  const places: Place[] = []
  const named = new Map<string, AvroRecord | AvroEnum>()
  const lookUp = (part: AvroSchema, within: string | undefined): AvroSchema => {
    if (typeof part === 'string') return (isScalarName(part) ? undefined : named.get(fullNameOf(part, within))) ?? part
    if (!isNamed(part)) return part
    const namespace = part.namespace ?? within
    const found = namespace === undefined ? part : { ...part, namespace }
    named.set(fullNameOf(part.name, namespace), found)
    return found
  }
  const walk = (
    part: AvroSchema,
    path: string,
    within: string | undefined,
    field?: AvroField,
    above: string[] = [],
  ): void => {
    const schema = lookUp(part, within)
    if (path !== '') places.push({ path, schema, field })
    if (typeof schema === 'string') return
    if (isUnion(schema)) {
      const several = schema.filter(branch => branch !== 'null').length > 1
      for (const branch of schema) {
        if (branch === 'null') continue
        walk(branch, several ? `${path}.{${nameOf(lookUp(branch, within))}}` : `${path}?`, within, undefined, above)
      }
    } else if (isNamed(schema)) {
      const name = nameOf(schema)
      if (schema.type === 'enum' || above.includes(name)) return
      for (const inner of schema.fields) {
        walk(inner.type, join(path, inner.name), schema.namespace, inner, [...above, name])
      }
    } else if ('items' in schema) walk(schema.items, `${path}[]`, within, undefined, above)
    else if ('values' in schema) walk(schema.values, `${path}[]`, within, undefined, above)
  }
  walk(record, '', undefined)
  return places
}

const nameOf = (schema: AvroSchema): string =>
  typeof schema === 'string' ? schema : isNamed(schema) ? fullNameOf(schema.name, schema.namespace) : ''

const join = (path: string, name: string): string => (path === '' ? name : `${path.replace(/\?$/, '')}.${name}`)
