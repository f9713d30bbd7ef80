import fc from 'fast-check'
import {
  type AvroEnum,
  type AvroRecord,
  type AvroScalarName,
  type AvroSchema,
  definitionsIn,
  fullNameOf,
  isNamed,
  isScalarName,
  isUnion,
} from './avro-schema.ts'

const itemsMax = 3

/**
 * Any character of Unicode, controls and unassigned ones included. fast-check's own `binary` is the same, and first makes
 * a table of all of them.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map(code => String.fromCodePoint(code < 0xd800 ? code : code + 0x800))

const scalars: Readonly<Record<AvroScalarName, fc.Arbitrary<unknown>>> = {
  null: fc.constant(null),
  boolean: fc.boolean(),
  int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  // Beyond these avsc loses the last bit of a negative number, or refuses.
  long: fc.integer({ min: -(2 ** 52), max: 2 ** 53 - 2 }),
  float: fc.float({ noNaN: true }),
  double: fc.double({ noNaN: true }),
  bytes: fc.uint8Array({ maxLength: 40 }).map(bytes => Buffer.from(bytes)),
  string: fc.string({ unit: anyCharacter, maxLength: 40 }),
}

/** Any value of a self-contained schema, as the codec takes it: times and dates are any number and text. */
export const anyValueOf = (schema: AvroRecord): fc.Arbitrary<Record<string, unknown>> => {
  const definitions = definitionsIn(schema)
  const values = new Map<string, fc.Arbitrary<unknown>>()
  const named = (fullName: string): fc.Arbitrary<unknown> => {
    const known = values.get(fullName)
    if (known) return known
    const definition = definitions.get(fullName)
    if (!definition) throw new Error(`${schema.name}: ${fullName} is not defined in it`)
    const built = ofDefinition(definition, fullName.slice(0, Math.max(fullName.lastIndexOf('.'), 0)))
    values.set(fullName, built)
    return built
  }
  const ofDefinition = (definition: AvroRecord | AvroEnum, namespace: string): fc.Arbitrary<unknown> => {
    if (definition.type === 'enum') return fc.constantFrom(...definition.symbols)
    const fields = definition.fields.map(({ name, type }) => [name, anyOf(type, namespace)] as const)
    return fc.record(Object.fromEntries(fields), { noNullPrototype: true })
  }
  const nameIn = (part: AvroSchema, namespace: string): string => {
    if (typeof part === 'string') return fullNameOf(part, namespace)
    if (!isNamed(part)) throw new Error(`${schema.name}: a union of several branches must be one of records`)
    return fullNameOf(part.name, part.namespace ?? namespace)
  }
  const anyOf = (part: AvroSchema, namespace: string): fc.Arbitrary<unknown> => {
    if (typeof part === 'string') return isScalarName(part) ? scalars[part] : named(fullNameOf(part, namespace))
    if (isUnion(part)) return ofUnion(part, namespace)
    if (isNamed(part)) return named(nameIn(part, namespace))
    if ('items' in part) return fc.array(anyOf(part.items, namespace), { maxLength: itemsMax })
    if ('values' in part) {
      const key = fc.string({ maxLength: 10 }).filter(text => text !== '__proto__')
      return fc.dictionary(key, anyOf(part.values, namespace), { maxKeys: itemsMax, noNullPrototype: true })
    }
    return scalars[part.type]
  }
  const ofUnion = (branches: readonly AvroSchema[], namespace: string): fc.Arbitrary<unknown> => {
    const several = branches.filter(branch => branch !== 'null').length > 1
    return fc.oneof(
      ...branches.map(branch =>
        several && branch !== 'null'
          ? anyOf(branch, namespace).map(value => ({ [nameIn(branch, namespace)]: value }))
          : anyOf(branch, namespace),
      ),
    )
  }
  return named(fullNameOf(schema.name, schema.namespace)) as fc.Arbitrary<Record<string, unknown>>
}
