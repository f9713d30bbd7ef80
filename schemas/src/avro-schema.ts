/** An Avro schema as JSON, with the properties that this project adds: `personal`, `subject`, `format`. */
export type AvroSchema = string | readonly AvroSchema[] | AvroRecord | AvroEnum | AvroArray | AvroMap | AvroScalar

export type AvroRecord = {
  readonly type: 'record'
  readonly name: string
  readonly namespace?: string
  readonly doc?: string
  readonly aliases?: readonly string[]
  /** Field that holds the id whose data key protects the personal fields of the record. */
  readonly subject?: string
  readonly fields: readonly AvroField[]
}

export type AvroField = {
  readonly name: string
  readonly type: AvroSchema
  readonly doc?: string
  readonly default?: unknown
  readonly aliases?: readonly string[]
  /** The field holds personal data: text, or lists and maps of text. */
  readonly personal?: true
}

export type AvroEnum = {
  readonly type: 'enum'
  readonly name: string
  readonly namespace?: string
  readonly doc?: string
  readonly aliases?: readonly string[]
  readonly symbols: readonly string[]
  readonly default?: string
}

export type AvroArray = { readonly type: 'array'; readonly items: AvroSchema }
export type AvroMap = { readonly type: 'map'; readonly values: AvroSchema }
export type AvroScalar = { readonly type: AvroScalarName; readonly logicalType?: string; readonly format?: 'date' }
export type AvroScalarName = 'null' | 'boolean' | 'int' | 'long' | 'float' | 'double' | 'bytes' | 'string'

const scalarNames: ReadonlySet<string> = new Set([
  'null',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'bytes',
  'string',
])

export const isScalarName = (name: string): name is AvroScalarName => scalarNames.has(name)

export const isUnion = (schema: AvroSchema): schema is readonly AvroSchema[] => Array.isArray(schema)

export const isNamed = (schema: AvroSchema): schema is AvroRecord | AvroEnum =>
  typeof schema === 'object' && !isUnion(schema) && (schema.type === 'record' || schema.type === 'enum')

/** The full name of a named type, or of a reference to one, seen from within `namespace`. */
export const fullNameOf = (name: string, namespace: string | undefined): string =>
  name.includes('.') || !namespace ? name : `${namespace}.${name}`

/** The part of a full name after its last dot. */
export const simpleNameOf = (fullName: string): string => fullName.slice(fullName.lastIndexOf('.') + 1)

/** The named types that a schema defines at any depth, itself included, by full name. */
export const definitionsIn = (schema: AvroSchema, namespace?: string): Map<string, AvroRecord | AvroEnum> => {
  const found = new Map<string, AvroRecord | AvroEnum>()
  const walk = (part: AvroSchema, within: string | undefined): void => {
    if (typeof part === 'string') return
    if (isUnion(part)) {
      for (const branch of part) walk(branch, within)
      return
    }
    if (isNamed(part)) {
      const space = part.namespace ?? within
      found.set(fullNameOf(part.name, space), part)
      if (part.type === 'record') for (const field of part.fields) walk(field.type, space)
    } else if (part.type === 'array') walk((part as AvroArray).items, within)
    else if (part.type === 'map') walk((part as AvroMap).values, within)
  }
  walk(schema, namespace)
  return found
}
