import { type AvroField, type AvroRecord, type AvroSchema, isScalarName, isUnion } from '../src/avro-schema.ts'
import type { Definition } from './avro-files.ts'

/** Namespace of what court case systems write: plain, in their spelling, on their topics. */
const foreignNamespace = 'icms.court'

/**
 * What is wrong with the schema files beyond Avro's own rules, one line each: file, place, what to do.
 * `personalPaths` gives the personal fields of a record of the catalogue.
 */
export const findBrokenRules = (
  definitions: readonly Definition[],
  personalPaths: (fullName: string) => readonly string[],
): readonly string[] => [
  ...definitions.flatMap(ofDefinition),
  ...ofSimpleNames(definitions),
  ...definitions.filter(isMessage).flatMap(definition => ofSubject(definition, personalPaths(definition.fullName))),
]

const isMessage = ({ top, folder, schema }: Definition): boolean =>
  top && schema.type === 'record' && folder !== 'common' && folder !== 'backbone'

const ofDefinition = ({ file, schema, folder }: Definition): string[] => {
  const place = `${file}: ${schema.name}`
  if (schema.type === 'enum') return schema.default === undefined ? [`${place}: an enum needs a default symbol`] : []
  const undocumented = schema.doc ? [] : [`${place}: a record needs a doc that says what it means to others`]
  return [...undocumented, ...schema.fields.flatMap(field => ofField(`${place}.${field.name}`, field, folder))]
}

const ofField = (place: string, field: AvroField, folder: string): string[] => {
  const broken: string[] = []
  if (!field.doc) broken.push(`${place}: a field needs a doc`)
  if (field.personal && !isText(field.type))
    broken.push(`${place}: only text, or lists and maps of text, can be personal`)
  if (folder !== 'backbone' && isOptional(field.type) && field.default !== null) {
    broken.push(`${place}: an optional field needs the default null`)
  }
  if (/(^at|At|Until|until|deadline|expires)$/.test(field.name) && field.type === 'long') {
    broken.push(`${place}: a time needs the logical type timestamp-millis`)
  }
  return broken
}

const isOptional = (type: AvroSchema): boolean => isUnion(type) && type[0] === 'null'

const isText = (type: AvroSchema): boolean => {
  if (typeof type === 'string') return isScalarName(type) && (type === 'string' || type === 'null')
  if (isUnion(type)) return type.every(isText)
  if ('items' in type) return isText(type.items)
  if ('values' in type) return isText(type.values)
  return type.type === 'string'
}

const ofSimpleNames = (definitions: readonly Definition[]): string[] => {
  const files = new Map<string, string>()
  return definitions
    .filter(definition => definition.namespace !== foreignNamespace)
    .flatMap(({ schema, file }) => {
      const other = files.get(schema.name)
      files.set(schema.name, file)
      return other ? [`${file}: ${schema.name} is also the name of a type in ${other}; choose another`] : []
    })
}

const ofSubject = ({ file, schema, namespace }: Definition, personalPaths: readonly string[]): string[] => {
  const { subject, fields } = schema as AvroRecord
  if (subject !== undefined && !fields.some(field => field.name === subject && field.type === 'string')) {
    return [`${file}: subject ${subject} must be a text field of the record`]
  }
  if (personalPaths.length > 0 && subject === undefined && namespace !== foreignNamespace) {
    return [`${file}: has personal data (${personalPaths.join(', ')}), so it needs a subject whose key protects them`]
  }
  return []
}
