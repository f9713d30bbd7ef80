import { deriveId, header } from '@icms/backbone/record'
import { exampleOf } from '@icms/schemas/example-messages'
import { createTestHost, type TestHost } from '@icms/reference-data/test-host'
import { afterEach, expect, test } from 'vitest'
import { deployable } from './main.ts'

const filingsTopic = 'court.filings.v1'

let host: TestHost
const lines: { message: string; fields: unknown }[] = []
afterEach(() => host.stop())

async function start(): Promise<void> {
  lines.length = 0
  const log = (message: string, fields: unknown) => void lines.push({ message, fields })
  host = await createTestHost([deployable], { context: { log } })
}

async function publish(value: Uint8Array): Promise<void> {
  const headers = { [header.source]: '/court/dc', [header.id]: 'their-1' }
  await host.context.backbone.publish([
    { topic: filingsTopic, key: 'their-key', value, headers, at: host.clock.now(), partition: 1 },
  ])
}

/** What became of their message, once it was looked at. */
async function delivery(): Promise<Readonly<Record<string, unknown>>> {
  for (let n = 0; n < 200; n += 1) {
    const id = deriveId('delivery', '/court/dc', 'their-1')
    const answer = await host.context.backbone.readSide.get('court-cases', 'deliveries', id)
    if (answer.state === 'ready' && answer.found) return answer.found.data
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  throw new Error('the message was not looked at within two seconds')
}

test('while the service runs, what court case systems publish is taken in (R40e)', async () => {
  await start()
  const filing = exampleOf(filingsTopic, 'FilingLodged')
  await publish(host.context.backbone.codec.encode('icms.court.FilingLodged', filing))
  expect(await delivery()).toMatchObject({ caseNumber: 'DCPI 1234/2026' })
  expect(lines).toEqual([])
})

test('a message that cannot be read is answered, and logged by its place alone', async () => {
  await start()
  await publish(Buffer.from('CHAN Tai Man, not a filing'))
  expect(await delivery()).toMatchObject({ outcome: 'REFUSED', reason: 'INVALID_FILING' })
  expect(lines).toMatchObject([{ message: 'a message of court.filings.v1 was unreadable', fields: { place: '1/0' } }])
  expect(JSON.stringify(lines)).not.toContain('CHAN')
})
