import { type AvroRecord, fullNameOf } from '../src/avro-schema.ts'
import { personalPathsIn } from '../src/personal-data.ts'
import { type Definition, readDefinitions, selfContained } from './avro-files.ts'
import { findBrokenRules } from './schema-rules.ts'
import { fileNameOf, mapNameOf, typesOfFolder } from './typescript.ts'

const heading = '// Written by schemas/bin/generate.ts from schemas/avro. Change the .avsc files, then run it again.\n'

/**
 * The content of every file under `src/generated`, by file name, from the `.avsc` files of a folder.
 * Throws one error that names every mistake in them.
 */
export const generatedFiles = (avroFolder: string): ReadonlyMap<string, string> => {
  const definitions = readDefinitions(avroFolder)
  const byName = new Map(definitions.map(definition => [definition.fullName, definition]))
  const records = definitions
    .filter(({ top, folder, schema }) => top && folder !== 'common' && schema.type === 'record')
    .map(definition => ({ definition, schema: selfContained(definition, byName) }))
  const personal = new Map(records.map(({ definition, schema }) => [definition.fullName, personalPathsIn(schema)]))
  const broken = findBrokenRules(definitions, fullName => personal.get(fullName) ?? [])
  if (broken.length > 0) throw new Error(broken.join('\n'))

  const folders = [...new Set(definitions.map(({ folder }) => folder))]
  return new Map([
    ...folders.map((folder): [string, string] => [`${fileNameOf(folder)}.ts`, typesOfFolder(folder, byName, heading)]),
    ['messages.ts', messagesFile(folders, definitions)],
    ['catalogue.ts', catalogueFile(records)],
  ])
}

const isTopic = (folder: string): boolean => /\.v\d+$/.test(folder)

const messagesFile = (folders: readonly string[], definitions: readonly Definition[]): string => {
  const topics = folders.filter(isTopic)
  const isForeign = (topic: string): boolean =>
    definitions.every(({ folder, namespace }) => folder !== topic || namespace === 'icms.court')
  const states = topics.filter(topic => topic.includes('.state.'))
  const messages = topics.filter(topic => !states.includes(topic) && !isForeign(topic))
  const intersection = (members: readonly string[]): string =>
    members.map(topic => `\n  & ${mapNameOf(topic)}`).join('')
  return [
    heading,
    topics.map(topic => `import type { ${mapNameOf(topic)} } from './${fileNameOf(topic)}.ts'\n`).join(''),
    `/** Each topic with its records. */\nexport type Topics = {\n${topics.map(topic => `  '${topic}': ${mapNameOf(topic)}\n`).join('')}}\n`,
    `/** Every record that we write, by its simple name; states and what court case systems write are elsewhere. */\nexport type Messages =${intersection(messages)}\n`,
    `/** Every state, by its simple name. */\nexport type States =${intersection(states)}\n`,
  ].join('\n')
}

const catalogueFile = (records: readonly { definition: Definition; schema: AvroRecord }[]): string => {
  const entries = records.map(({ definition: { folder }, schema }) =>
    [
      '  {\n',
      `    folder: '${folder}',\n    name: '${schema.name}',\n`,
      `    fullName: '${fullNameOf(schema.name, schema.namespace)}',\n`,
      `    schema: ${JSON.stringify(schema)},\n  },\n`,
    ].join(''),
  )
  return [
    heading,
    "import type { AvroRecord } from '../avro-schema.ts'\n",
    'export const catalogueRecords: readonly {\n  readonly folder: string\n  readonly name: string\n  readonly fullName: string\n  readonly schema: AvroRecord\n}[] = [\n' +
      `${entries.join('')}]\n`,
  ].join('\n')
}
