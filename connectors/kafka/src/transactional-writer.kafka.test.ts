import { afterAll, expect, test } from 'vitest'
import { openTest, testConnections, testSettings } from './kafka-test-kit.ts'
import { openTransactionalWriter } from './transactional-writer.ts'

const settings = testSettings()
const connections = testConnections(settings)
const tools = await openTest(settings)
const topic = `${settings.prefix}a.events.v1`
await tools.publish([])
const never = new AbortController().signal
const open = (id: string) => openTransactionalWriter(connections, `${settings.prefix}${id}`, [topic], never)
const records = (...keys: string[]) => [
  { topic, partition: 0, records: keys.map(key => ({ key, value: Buffer.from('v'), at: 0 })) },
]

async function visible(): Promise<(string | null)[]> {
  const keys: (string | null)[] = []
  for await (const { key } of tools.read('a.events.v1')) keys.push(key)
  return keys
}

await visible()
afterAll(() => tools.close())

test('what a transaction wrote is seen when it was committed, and not before', async () => {
  const writer = await open('one')
  const [first] = await writer.write(records('a', 'b'))
  const { end } = (await tools.ends(['a.events.v1'])).get('a.events.v1')![0]!
  expect(end).toBe(first!.baseOffset + 2)
  await writer.end()
  expect(await visible()).toEqual(['a', 'b'])
  await writer.write(records('c'))
  await writer.end()
  expect(await visible()).toEqual(['a', 'b', 'c'])
  writer.dispose()
})

test('opening a writer fences the one before it and undoes what that one had not committed', async () => {
  const before = await visible()
  const zombie = await open('two')
  await zombie.write(records('never'))
  const heir = await open('two')
  await expect(zombie.end()).rejects.toMatchObject({ code: 'Fenced' })
  const another = await open('two')
  await expect(heir.write(records('neither'))).rejects.toMatchObject({ code: 'Fenced' })
  await another.write(records('heir'))
  await another.end()
  expect(await visible()).toEqual([...before, 'heir'])
  for (const writer of [zombie, heir, another]) writer.dispose()
})

test('a record over the limit of its topic is refused for good, and nothing of its transaction is seen', async () => {
  const before = await visible()
  const writer = await open('three')
  const large = { key: 'large', value: Buffer.alloc(17_000_000), at: 0 }
  await expect(writer.write([{ topic, partition: 0, records: [large] }])).rejects.toMatchObject({ code: 'Rejected' })
  writer.dispose()
  const next = await open('three')
  await next.write(records('small'))
  await next.end()
  next.dispose()
  expect(await visible()).toEqual([...before, 'small'])
})

test('more than a batch may hold is cut into several, in order, in one transaction', async () => {
  const before = await visible()
  const writer = await open('four')
  const keys = Array.from({ length: 12 }, (_, i) => `part-${i}`)
  await writer.write([
    { topic, partition: 0, records: keys.map(key => ({ key, value: Buffer.alloc(1_000_000), at: 0 })) },
  ])
  await writer.end()
  writer.dispose()
  expect(await visible()).toEqual([...before, ...keys])
})
