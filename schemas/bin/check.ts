import { allRecords, subjectOf } from '../src/catalogue.ts'
import { findIncompatibilities, type Incompatibility } from '../src/compatibility.ts'
import { type ReleasedSchema, readReleased } from './released-schemas.ts'

// node schemas/bin/check.ts   fails when a schema is not compatible with what was released (FULL_TRANSITIVE)

const records = allRecords()

const ofSubject = (subject: string, versions: readonly ReleasedSchema[]): readonly Incompatibility[] => {
  const { topic, fullName } = versions[0]!
  const current = records.find(record => record.folder === topic && record.fullName === fullName)
  if (current)
    return findIncompatibilities(
      subject,
      current.schema,
      versions.map(({ schema }) => schema),
    )
  const why = 'the record is gone, and its messages are still on the topic'
  return [{ subject, path: '', why, todo: 'put its .avsc file back; say in its doc that nobody writes it any more' }]
}

const released = readReleased()
if (released.length === 0)
  throw new Error("schemas/released holds nothing to check against: restore it, or run 'node schemas/bin/release.ts'")

const bySubject = Map.groupBy(released, ({ topic, fullName }) => subjectOf(topic, fullName))
const found = [...bySubject].flatMap(([subject, versions]) => ofSubject(subject, versions))
for (const { subject, path, why, todo } of found) {
  console.error(`${subject}${path === '' ? '' : `: ${path}`}\n  why: ${why}\n  do:  ${todo}`)
}
console.log(`${records.length} records, ${found.length} incompatibilities with what was released`)
process.exitCode = found.length > 0 ? 1 : 0
