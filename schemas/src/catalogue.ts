import type { AvroRecord } from './avro-schema.ts'
import { type AvroType, buildType } from './avro-type.ts'
import { catalogueRecords } from './generated/catalogue.ts'
import type { Messages, States, Topics } from './generated/messages.ts'
import { personalPathsIn } from './personal-data.ts'

export type Topic = keyof Topics
/** Simple names of the records that we write. */
export type MessageName = keyof Messages
/** The type of a record by its topic and simple name, such as `TypeOf<'vetting.events.v1', 'ApplicationVetted'>`. */
export type TypeOf<T extends Topic, Name extends keyof Topics[T]> = Topics[T][Name]

/** A record of the catalogue: its self-contained schema as a registry holds it. */
export type CatalogueRecord = (typeof catalogueRecords)[number]

const runtimeFolder = 'backbone'
const foreignNamespace = 'icms.court.'

const byFullName: ReadonlyMap<string, CatalogueRecord> = new Map(
  catalogueRecords.map(record => [record.fullName, record]),
)

const byName: ReadonlyMap<string, CatalogueRecord> = new Map(
  catalogueRecords
    .filter(({ folder, fullName }) => folder !== runtimeFolder && !fullName.startsWith(foreignNamespace))
    .map(record => [record.name, record]),
)

const byTopicAndName: ReadonlyMap<string, CatalogueRecord> = new Map(
  catalogueRecords.map(record => [`${record.folder} ${record.name}`, record]),
)

const allTopics = [...new Set(catalogueRecords.map(({ folder }) => folder))].filter(
  folder => folder !== runtimeFolder,
) as readonly Topic[]

/** Every topic that has records of its own. */
export const topics = (): readonly Topic[] => allTopics

/** The records of a topic; of `backbone`, the records that the runtime writes on every service's internal topics. */
export const recordsOf = (topic: Topic | 'backbone'): readonly CatalogueRecord[] =>
  catalogueRecords.filter(({ folder }) => folder === topic)

/** Every record, those of the runtime included. */
export const allRecords = (): readonly CatalogueRecord[] => catalogueRecords

/** The topic that a record which we write belongs to. */
export const topicOf = (name: MessageName | keyof States): Topic => {
  const record = byName.get(name)
  if (!record) throw new Error(`${name}: no topic has a record of this name; add schemas/avro/<topic>/${name}.avsc`)
  return record.folder as Topic
}

/** The record of a topic by its simple name, or none. */
export const findRecord = (topic: string, name: string): CatalogueRecord | undefined =>
  byTopicAndName.get(`${topic} ${name}`)

/** The self-contained schema of a record. Throws when the catalogue has none of this full name. */
export const schemaOf = (fullName: string): AvroRecord => recordOf(fullName).schema

const codecs = new Map<string, AvroType>()

/** The codec of a record, built once. Throws when the catalogue has none of this full name. */
export const codecOf = (fullName: string): AvroType => {
  const known = codecs.get(fullName)
  if (known) return known
  const built = buildType(schemaOf(fullName))
  codecs.set(fullName, built)
  return built
}

/** Registry subject of a record on a topic: topic and record name, so that a topic can hold several. */
export const subjectOf = (topic: string, fullName: string): string => `${topic}-${fullName}`

const personalPaths = new Map<string, readonly string[]>()

/** Paths of a record's personal fields, such as `form.name.surnameEn` or `reasons[].textEn`; worked out once. */
export const personalPathsOf = (fullName: string): readonly string[] => {
  const known = personalPaths.get(fullName)
  if (known) return known
  const paths = personalPathsIn(schemaOf(fullName))
  personalPaths.set(fullName, paths)
  return paths
}

/** Field that holds the id whose data key protects a record's personal fields; none where it has none. */
export const dataSubjectFieldOf = (fullName: string): string | undefined => schemaOf(fullName).subject

/** True for what court case systems write: in clear, in their spelling, never a task's input. */
export const isForeign = (fullName: string): boolean => fullName.startsWith(foreignNamespace)

const recordOf = (fullName: string): CatalogueRecord => {
  const record = byFullName.get(fullName)
  if (!record) throw new Error(`${fullName}: not in the catalogue; add its .avsc file and run schemas/bin/generate.ts`)
  return record
}
