import {
  type AvroEnum,
  type AvroRecord,
  type AvroScalarName,
  type AvroSchema,
  fullNameOf,
  isNamed,
  isScalarName,
  isUnion,
  simpleNameOf,
} from '../src/avro-schema.ts'
import type { Definition } from './avro-files.ts'

const scalars: Record<AvroScalarName, string> = {
  null: 'null',
  boolean: 'boolean',
  int: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
  bytes: 'Buffer',
  string: 'string',
}

/** `vetting.events.v1` becomes `vetting-events-v1`, the name of the generated file. */
export const fileNameOf = (folder: string): string => folder.replaceAll('.', '-')

/** `vetting.events.v1` becomes `VettingEvents`, the name of the type that maps record names to types. */
export const mapNameOf = (folder: string): string =>
  folder
    .replace(/\.v\d+$/, '')
    .split(/[.-]/)
    .map(part => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

/** The TypeScript file of one folder: a type for each record and enum, and the map of the folder's records. */
export const typesOfFolder = (
  folder: string,
  definitions: ReadonlyMap<string, Definition>,
  heading: string,
): string => {
  const own = [...definitions.values()].filter(definition => definition.folder === folder)
  const imports = new Map<string, Set<string>>()
  const nameOf = (fullName: string): string => {
    const found = definitions.get(fullName)
    if (!found) throw new Error(`${folder}: refers to ${fullName}, which no file under avro/ defines`)
    const name = simpleNameOf(fullName)
    if (found.folder !== folder) imports.set(found.folder, (imports.get(found.folder) ?? new Set()).add(name))
    return name
  }
  const types = own.map(definition =>
    isEnum(definition.schema)
      ? enumType(definition.schema)
      : recordType(definition.schema, definition.namespace, nameOf),
  )
  const records = own
    .filter(definition => definition.top && !isEnum(definition.schema))
    .map(({ schema }) => schema.name)
  const map = `export type ${mapNameOf(folder)} = {\n${records.map(name => `  ${name}: ${name}\n`).join('')}}\n`
  const lines = [...imports]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([from, names]) => `import type { ${[...names].sort().join(', ')} } from './${fileNameOf(from)}.ts'\n`)
  const head = lines.length > 0 ? [heading, lines.join('')] : [heading]
  return [...head, ...types, ...(folder === 'common' ? [] : [map])].join('\n')
}

const isEnum = (schema: AvroRecord | AvroEnum): schema is AvroEnum => schema.type === 'enum'

const enumType = (schema: AvroEnum): string =>
  `${comment(schema.doc, '')}export type ${schema.name} =\n${schema.symbols.map(symbol => `  | '${symbol}'\n`).join('')}`

const recordType = (schema: AvroRecord, namespace: string, nameOf: (fullName: string) => string): string => {
  const fields = schema.fields.map(
    field => `${comment(field.doc, '  ')}  readonly ${field.name}: ${typeOf(field.type, namespace, nameOf)}\n`,
  )
  return `${comment(schema.doc, '')}export type ${schema.name} = {\n${fields.join('')}}\n`
}

const typeOf = (schema: AvroSchema, namespace: string, nameOf: (fullName: string) => string): string => {
  if (typeof schema === 'string') return isScalarName(schema) ? scalars[schema] : nameOf(fullNameOf(schema, namespace))
  if (isUnion(schema)) return unionType(schema, namespace, nameOf)
  if (isNamed(schema)) return nameOf(fullNameOf(schema.name, schema.namespace ?? namespace))
  if ('items' in schema) return `ReadonlyArray<${typeOf(schema.items, namespace, nameOf)}>`
  if ('values' in schema) return `Readonly<Record<string, ${typeOf(schema.values, namespace, nameOf)}>>`
  return scalars[schema.type]
}

// avsc leaves a union bare when the value shows its branch, which here means: at most one branch beside null.
const unionType = (
  branches: readonly AvroSchema[],
  namespace: string,
  nameOf: (fullName: string) => string,
): string => {
  const values = branches.filter(branch => branch !== 'null')
  const bare = values.length === 1
  const wrapped = (branch: AvroSchema): string => {
    const type = typeOf(branch, namespace, nameOf)
    return bare ? type : `{ readonly '${branchName(branch, namespace)}': ${type} }`
  }
  return [...values.map(wrapped), ...(values.length < branches.length ? ['null'] : [])].join(' | ')
}

const branchName = (branch: AvroSchema, namespace: string): string => {
  if (typeof branch === 'string') return isScalarName(branch) ? branch : fullNameOf(branch, namespace)
  if (isNamed(branch as AvroSchema))
    return fullNameOf((branch as AvroRecord).name, (branch as AvroRecord).namespace ?? namespace)
  throw new Error('a union of several branches must be a union of records')
}

const comment = (doc: string | undefined, indent: string): string =>
  doc === undefined ? '' : `${indent}/** ${doc.replaceAll('*/', '* /')} */\n`
