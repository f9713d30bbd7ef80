import { contractsFrom, type ListedRecord } from '@icms/backbone/contracts'
import { topicsOf } from '@icms/backbone/service'
import type { AvroSchema } from './avro-schema.ts'
import { buildType } from './avro-type.ts'
import { allRecords, isForeign, recordsOf } from './catalogue.ts'

/** Folders that run as a service and so have internal topics: state, dead letters, replays. */
export const serviceNames = [
  'accounts',
  'case-linking',
  'court-cases',
  'email',
  'identity',
  'intake-fax',
  'intake-post',
  'intake-web',
  'notification',
  'reference-data',
  'vetting',
] as const

export type ServiceName = (typeof serviceNames)[number]

const keyringTopic = 'keyring.v1'
const isOfKeyring = (record: string) => record === 'DataKey' || record === 'SubjectErased'

/** Every record on every topic that is written, those of the runtime on each service's internal topics included. */
export const listedRecords = (): readonly ListedRecord[] => [
  ...allRecords()
    .filter(({ folder }) => folder !== 'backbone')
    .map(({ folder, fullName, schema }) => ({ topic: folder, fullName, schema })),
  ...recordsOf('backbone')
    .filter(({ name }) => isOfKeyring(name))
    .map(({ fullName, schema }) => ({ topic: keyringTopic, fullName, schema })),
  ...serviceNames.flatMap(name => {
    const { state, deadLetters, replays } = topicsOf(name)
    return recordsOf('backbone').flatMap(record =>
      topicsOfRuntimeRecord(record.name, { state, deadLetters, replays }).map(topic => ({
        topic,
        fullName: record.fullName,
        schema: record.schema,
      })),
    )
  }),
]

const topicsOfRuntimeRecord = (
  name: string,
  { state, deadLetters, replays }: { readonly state: string; readonly deadLetters: string; readonly replays: string },
): readonly string[] => {
  if (name === 'ResolveDeadLetter') return [replays]
  // One keyring for all services.
  if (isOfKeyring(name)) return []
  // An open dead letter is part of the task's state; what became of it is also told on its topic.
  if (name === 'DeadLetter') return [state, deadLetters]
  return [state]
}

const foreignTopics = [
  ...new Set(
    allRecords()
      .filter(({ fullName }) => isForeign(fullName))
      .map(({ folder }) => folder),
  ),
]

/** The contracts of the whole product, as the codec, the runtime and the test kit want them. */
export const contracts = contractsFrom(
  listedRecords(),
  schema => buildType(schema as unknown as AvroSchema),
  foreignTopics,
)
