import { createHash } from 'node:crypto'
import { systemEntropy } from '@icms/backbone/entropy'
import { createKeyring } from '@icms/backbone/keyring'
import { manualClock } from '@icms/backbone/manual-clock'
import { createMemoryBackbone } from '@icms/backbone/memory/memory-backbone'
import { createMemoryWorld } from '@icms/backbone/memory/memory-world'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { allRecords, type CatalogueRecord, dataSubjectFieldOf } from './catalogue.ts'
import { contracts } from './contracts.ts'
import { anyValueOf } from './message-arbitrary.ts'

const records = allRecords()
  .filter(({ fullName }) => contracts.personalOf(fullName))
  .map(record => [`${record.folder} ${record.name}`, record] as const)
let codec: Awaited<ReturnType<typeof createMemoryBackbone>>['codec']

beforeAll(async () => {
  const clock = manualClock(0)
  const keyring = createKeyring([createHash('sha256').update('master').digest()], systemEntropy)
  const backbone = await createMemoryBackbone(createMemoryWorld({ partitions: 1, clock, topics: [] }), {
    contracts,
    keyring,
  })
  await keyring.open(backbone, clock)
  codec = backbone.codec
})

function personalTexts({ fullName }: CatalogueRecord, value: unknown): string[] {
  const texts: string[] = []
  contracts.personalOf(fullName)!.change(value, text => {
    texts.push(text)
    return text
  })
  return texts
}

test('every record with personal data and a subject is encrypted', () => {
  const subjects = allRecords().filter(({ fullName }) => dataSubjectFieldOf(fullName) !== undefined)
  expect(records.map(([, { fullName }]) => fullName)).toEqual(subjects.map(({ fullName }) => fullName))
  expect(records.length).toBeGreaterThan(30)
})

test.each(records)(
  '%s comes back whatever it holds, and nothing personal of it is in its bytes (I7)',
  async (_, record) => {
    await fc.assert(
      fc.asyncProperty(anyValueOf(record.schema), async value => {
        const subject = dataSubjectFieldOf(record.fullName)!
        const about = { ...value, [subject]: 'a subject' }
        await codec.prepareToEncode(record.fullName, about)
        const bytes = codec.encode(record.fullName, about)
        expect(codec.decode(bytes)).toEqual(about)
        // Short texts are found anywhere by chance.
        const telling = personalTexts(record, about).filter(text => Buffer.byteLength(text) >= 6)
        expect(telling.filter(text => Buffer.from(bytes).includes(text))).toEqual([])
        expect(personalTexts(record, codec.peek(bytes)).every(text => text.startsWith('enc:1:'))).toBe(true)
      }),
      { numRuns: 20 },
    )
  },
)
