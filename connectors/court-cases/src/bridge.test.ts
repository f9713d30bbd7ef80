import { createCodec } from '@icms/backbone/codec'
import { BackboneError } from '@icms/backbone/errors'
import { manualClock } from '@icms/backbone/manual-clock'
import type { Backbone } from '@icms/backbone/port'
import { header, type InRecord, type OutRecord } from '@icms/backbone/record'
import { contracts } from '@icms/schemas/contracts'
import { beforeAll, expect, test } from 'vitest'
import { type BridgeSignal, type CourtTopic, startCourtBridge } from './bridge.ts'
import { received } from './received-filing.ts'

/** A codec whose registry numbers schemas in the order in which it hears of them. */
const schemas: object[] = []
const ids = {
  idFor: async (_: string, schema: object) => schemas.push(schema),
  schemaFor: async (id: number) => (id === 666 ? Promise.reject(new BackboneError('NotNow', 'away')) : schemas[id - 1]),
}
const codec = createCodec(contracts, ids)
beforeAll(() => codec.ready())

const { deliveryId: _, source: __, sourceId: ___, ...foreign } = received().data
const filing = () => codec.encode('icms.court.FilingLodged', foreign)

function foreignRecord(value: Uint8Array | null, change: Partial<InRecord> = {}): InRecord {
  const headers = { [header.source]: '/court/dc', [header.id]: 'their-1' }
  return { topic: 'court.filings.v1', partition: 3, offset: 41, key: 'their key', value, headers, at: 0, ...change }
}

const bridge = (...records: readonly InRecord[]) => bridgeOf('court.filings.v1', ...records)

const groups = { 'court.filings.v1': 'court-cases.bridge', 'court.cases.v1': 'court-cases.cases-bridge' }

async function bridgeOf(of: CourtTopic, ...records: readonly InRecord[]) {
  const published: OutRecord[] = []
  const signals: BridgeSignal[] = []
  const backbone: Pick<Backbone, 'ingest' | 'publish' | 'codec'> = {
    codec,
    publish: async sent => void published.push(...(sent as readonly OutRecord[])),
    async ingest(group, topic, handle) {
      expect([group, topic]).toEqual([groups[of], of])
      await handle(records)
      return { stop: async () => {} }
    },
  }
  const clock = manualClock(1_700_000_000_000)
  await startCourtBridge(of, { backbone, place: contracts.place, clock, signal: s => signals.push(s) })
  return {
    published,
    signals,
    commands: published.map(r => ({ name: codec.nameOf(r.value), data: codec.decode(r.value) })),
  }
}

test('a filing becomes a command under an id of ours, with our time and their name as actor', async () => {
  const { published, commands, signals } = await bridge(foreignRecord(filing()))
  const [record] = published
  expect(record).toMatchObject({ topic: 'court-cases.commands.v1', at: 1_700_000_000_000 })
  expect(record!.key).toMatch(/^[a-z0-9]{26}$/i)
  expect(record!.headers).toMatchObject({
    [header.actor]: 'court;id=/court/dc',
    [header.type]: 'icms.courtcases.ReceiveFiling',
  })
  expect(commands).toMatchObject([
    {
      name: 'icms.courtcases.ReceiveFiling',
      data: { ...foreign, source: '/court/dc', sourceId: 'their-1', deliveryId: record!.key },
    },
  ])
  expect(signals).toEqual([{ name: 'received', topic: 'court.filings.v1', place: '3/41' }])
})

test.each([
  ['CaseDisposed', 'DISPOSED', 'disposedAt'],
  ['CaseReopened', 'REOPENED', 'reopenedAt'],
] as const)('%s of a court system becomes a command likewise (R16a, A13)', async (name, change, when) => {
  const told = { courtReference: 'JUD-1', caseNumber: 'dcpi 1234/2023', court: null }
  const value = codec.encode(`icms.court.${name}`, { ...told, [when]: 5 })
  const record = foreignRecord(value, { topic: 'court.cases.v1' })
  const { commands, signals } = await bridgeOf('court.cases.v1', record, foreignRecord(filing()))
  expect(commands).toMatchObject([
    {
      name: 'icms.courtcases.ReceiveCaseChange',
      data: { ...told, change, changedAt: 5, source: '/court/dc', sourceId: 'their-1' },
    },
  ])
  expect(signals.map(signal => signal.name)).toEqual(['received', 'skipped'])
})

test.each([
  ['OrderMade', 'MADE', 'madeAt'],
  ['OrderLifted', 'LIFTED', 'liftedAt'],
] as const)('%s of a court system becomes a command likewise (R11)', async (name, change, when) => {
  const told = { orderId: '17', courtReference: 'ORD-1', caseNumber: null, loginName: 'K7MP-4TXQ-9', accountId: null }
  const value = codec.encode(`icms.court.${name}`, { ...told, [when]: 5 })
  const { commands } = await bridgeOf('court.cases.v1', foreignRecord(value, { topic: 'court.cases.v1' }))
  expect(commands).toMatchObject([{ name: 'icms.courtcases.ReceiveOrder', data: { ...told, change, changedAt: 5 } }])
})

test('a repeat makes the same command, from whatever partition and under whatever key', async () => {
  const again = foreignRecord(filing(), { partition: 0, offset: 7, key: null })
  const { published } = await bridge(foreignRecord(filing()), again)
  expect(published[1]!.key).toBe(published[0]!.key)
  expect(published[1]!.headers[header.id]).toBe(published[0]!.headers[header.id])
})

test('the same id from another court system is another filing', async () => {
  const headers = { [header.source]: '/court/hc', [header.id]: 'their-1' }
  const { published } = await bridge(foreignRecord(filing()), foreignRecord(filing(), { headers }))
  expect(published[1]!.key).not.toBe(published[0]!.key)
})

test('without ids of theirs a message is known by its place on the topic', async () => {
  const { commands, published } = await bridge(
    foreignRecord(filing(), { headers: {} }),
    foreignRecord(filing(), { headers: {}, offset: 42 }),
    foreignRecord(filing(), { headers: {} }),
  )
  expect(commands[0]!.data).toMatchObject({ source: 'court.filings.v1', sourceId: 'court.filings.v1/3/41' })
  expect(published.map(r => r.key === published[0]!.key)).toEqual([true, false, true])
})

test.each<[string, () => Uint8Array]>([
  ['bytes without a frame', () => Buffer.from('hello')],
  ['no bytes at all', () => new Uint8Array()],
  ['a schema id that the registry does not know', () => Buffer.from([0, 0, 0, 0xff, 0xff, 1])],
  ['a filing that breaks off', () => filing().slice(0, 20)],
  [
    'a filing with a text without end',
    () => codec.encode('icms.court.FilingLodged', { ...foreign, party: 'x'.repeat(1_001) }),
  ],
])('%s is handed on to be refused, and the next filing is not kept from coming', async (_, bytes) => {
  const good = foreignRecord(filing(), { headers: {} })
  const { commands, signals } = await bridge(foreignRecord(bytes()), good)
  expect(commands).toMatchObject([
    {
      name: 'icms.courtcases.ReceiveUnreadable',
      data: { source: '/court/dc', sourceId: 'their-1', courtReference: 'their key' },
    },
    { name: 'icms.courtcases.ReceiveFiling' },
  ])
  expect(signals.map(s => s.name)).toEqual(['unreadable', 'received'])
  expect(JSON.stringify(signals)).not.toContain('CHAN')
})

test('a tombstone and a record of another type are skipped and counted', async () => {
  const data = { deliveryId: 'd', source: 's', sourceId: '1', courtReference: 'r' }
  const { published, signals } = await bridge(
    foreignRecord(null),
    foreignRecord(codec.encode('icms.courtcases.ReceiveUnreadable', data)),
  )
  expect(published).toEqual([])
  expect(signals.map(s => s.name)).toEqual(['skipped', 'skipped'])
})

test('while the registry is away nothing is handed on, so that it comes again', async () => {
  await expect(bridge(foreignRecord(filing()), foreignRecord(Buffer.from([0, 0, 0, 2, 154, 1])))).rejects.toThrow(
    'away',
  )
})

test('a source that is no identifier stands in no header of ours', async () => {
  const headers = { [header.source]: 'Chan Tai Man <x@y>', [header.id]: '1' }
  const { published } = await bridge(foreignRecord(filing(), { headers }))
  expect(JSON.stringify(published[0]!.headers)).not.toContain('Chan')
})
