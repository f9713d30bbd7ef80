import { allRecords, subjectOf } from '../src/catalogue.ts'
import { findIncompatibilities } from '../src/compatibility.ts'
import { appendReleased, readReleased } from './released-schemas.ts'

// node schemas/bin/release.ts   records the schemas as released: what later ones are checked against

const released = Map.groupBy(readReleased(), ({ topic, fullName }) => subjectOf(topic, fullName))
const versionsOf = (subject: string) => (released.get(subject) ?? []).map(({ schema }) => schema)

const fresh = allRecords().filter(
  ({ folder, fullName, schema }) =>
    JSON.stringify(versionsOf(subjectOf(folder, fullName)).at(-1)) !== JSON.stringify(schema),
)
const broken = fresh.filter(({ folder, fullName, schema }) => {
  const subject = subjectOf(folder, fullName)
  return findIncompatibilities(subject, schema, versionsOf(subject)).length > 0
})
if (broken.length > 0) {
  console.error(`nothing released: not compatible are ${broken.map(({ fullName }) => fullName).join(', ')}`)
  console.error("run 'node schemas/bin/check.ts' to see why")
  process.exitCode = 1
} else {
  for (const { folder, fullName, schema } of fresh) appendReleased({ topic: folder, fullName, schema })
  console.log(`${fresh.length} of ${allRecords().length} records have a new version in schemas/released`)
}
