import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type AvroEnum,
  type AvroField,
  type AvroRecord,
  type AvroSchema,
  definitionsIn,
  fullNameOf,
  isNamed,
  isScalarName,
  isUnion,
} from '../src/avro-schema.ts'

/** A named type as it was written in a file, at its top or inside another. */
export type Definition = {
  readonly fullName: string
  /** Folder under `avro/`: a topic, `common` or `backbone`. */
  readonly folder: string
  readonly file: string
  readonly namespace: string
  /** True for the type that the file is named for. */
  readonly top: boolean
  readonly schema: AvroRecord | AvroEnum
}

/**
 * Reads every `.avsc` file under a folder. Throws with the file's name when one is not JSON, is not one record or enum
 * named for its file, or defines a full name that another one defines.
 */
export const readDefinitions = (avroFolder: string): readonly Definition[] => {
  const definitions = new Map<string, Definition>()
  for (const folder of readdirSync(avroFolder).sort()) {
    for (const name of readdirSync(join(avroFolder, folder)).sort()) {
      const file = `avro/${folder}/${name}`
      for (const definition of definitionsOfFile(folder, file, readFileSync(join(avroFolder, folder, name), 'utf8'))) {
        const other = definitions.get(definition.fullName)
        if (other) throw new Error(`${file}: ${definition.fullName} is already defined in ${other.file}`)
        definitions.set(definition.fullName, definition)
      }
    }
  }
  return [...definitions.values()]
}

const definitionsOfFile = (folder: string, file: string, text: string): Definition[] => {
  const schema = parse(file, text)
  if (!isNamed(schema) || !schema.namespace) throw new Error(`${file}: must be one record or enum with a namespace`)
  if (!file.endsWith(`/${schema.name}.avsc`))
    throw new Error(`${file}: must be named for its type, ${schema.name}.avsc`)
  const top = fullNameOf(schema.name, schema.namespace)
  return [...definitionsIn(schema)].map(([fullName, part]) => ({
    fullName,
    folder,
    file,
    namespace: fullName.slice(0, fullName.lastIndexOf('.')),
    top: fullName === top,
    schema: part,
  }))
}

const parse = (file: string, text: string): AvroSchema => {
  try {
    return JSON.parse(text) as AvroSchema
  } catch (cause) {
    throw new Error(`${file}: not JSON`, { cause })
  }
}

/**
 * The schema of a type with every type that it names written out where it is first met, as a registry wants it.
 * Throws when it names a type that no file defines.
 */
export const selfContained = (definition: Definition, definitions: ReadonlyMap<string, Definition>): AvroRecord => {
  const written = new Set<string>()
  const reference = (fullName: string, within: string): AvroSchema => {
    if (written.has(fullName)) return fullName
    const found = definitions.get(fullName)
    if (!found) throw new Error(`${definition.file}: refers to ${fullName}, which no file under avro/ defines`)
    return named(found.schema, found.namespace, within)
  }
  const named = (schema: AvroRecord | AvroEnum, namespace: string, within: string): AvroSchema => {
    const { namespace: _, name, type, ...rest } = schema
    written.add(fullNameOf(name, namespace))
    const head = { type, name, ...(namespace === within ? {} : { namespace }) }
    if (!('fields' in rest)) return { ...head, ...rest } as AvroEnum
    const fields = rest.fields.map((field: AvroField) => ({ ...field, type: expand(field.type, namespace) }))
    return { ...head, ...rest, fields } as AvroRecord
  }
  const expand = (schema: AvroSchema, within: string): AvroSchema => {
    if (typeof schema === 'string') {
      return isScalarName(schema) ? schema : reference(fullNameOf(schema, within), within)
    }
    if (isUnion(schema)) return schema.map(branch => expand(branch, within))
    if (isNamed(schema)) {
      const namespace = schema.namespace ?? within
      const fullName = fullNameOf(schema.name, namespace)
      return written.has(fullName) ? fullName : named(schema, namespace, within)
    }
    if ('items' in schema) return { ...schema, items: expand(schema.items, within) }
    if ('values' in schema) return { ...schema, values: expand(schema.values, within) }
    return schema
  }
  return named(definition.schema, definition.namespace, '') as AvroRecord
}
