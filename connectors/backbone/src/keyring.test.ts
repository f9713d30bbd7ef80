import { afterEach, expect, test } from 'vitest'
import { system } from './actor.ts'
import { peopleContracts } from './conformance/people.ts'
import { keysOf, makePeopleRig, masterKey, startRegistry } from './conformance/people-kit.ts'
import { systemEntropy } from './entropy.ts'
import { createKeyring } from './keyring.ts'
import { keyringTopic } from './keyring-topic.ts'
import { manualClock } from './manual-clock.ts'
import { createMemoryBackbone } from './memory/memory-backbone.ts'
import { makeMemoryRig } from './memory/memory-rig.ts'
import { createMemoryWorld } from './memory/memory-world.ts'

const named = { personId: 'p-1', name: 'Chan Tai Man', count: 1 }
const personNamed = 'icms.people.PersonNamed'
const settled = () => new Promise(resolve => setTimeout(resolve, 30))
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function rigOf(count: number) {
  const rig = await makePeopleRig(makeMemoryRig)
  ends.push(() => rig.stop())
  const start = () => startRegistry(rig, { runs: false })
  return { rig, start, processes: await Promise.all(Array.from({ length: count }, start)) }
}

test('asked twice at once, a process makes one key', async () => {
  const { rig, processes } = await rigOf(1)
  const [{ keyring }] = processes as [(typeof processes)[0]]
  await Promise.all([keyring.ensure('p-1'), keyring.ensure('p-1')])
  await keyring.ensure('p-1')
  expect(await keysOf(rig, processes[0]!, 'p-1')).toHaveLength(1)
})

test('a key of a commit that was not taken is used by nobody, and that of an input taken back is not written', async () => {
  const { processes } = await rigOf(1)
  const [{ keyring }] = processes as [(typeof processes)[0]]
  const undo: (() => void)[] = []
  const fresh = keyring.fresh(taken => undo.push(taken))
  const [kept, dropped] = [fresh.keyFor('p-1')!, fresh.keyFor('p-2')!]
  expect(fresh.keyFor('p-1')).toBe(kept)
  undo.pop()!()
  expect(fresh.records().map(record => record.key)).toEqual([kept.id])
  expect([keyring.keyFor('p-1'), keyring.find(kept.id)]).toEqual([undefined, undefined])
  fresh.taken()
  expect(keyring.keyFor('p-1')?.id).toBe(kept.id)
  expect(keyring.find(dropped.id)).toBeUndefined()
})

test('a key that is committed after its subject was erased is taken away again', async () => {
  const { rig, processes } = await rigOf(2)
  const [deciding, erasing] = processes as [(typeof processes)[0], (typeof processes)[0]]
  const fresh = deciding.keyring.fresh(() => {})
  const value = deciding.backbone.codec.encode(personNamed, named, fresh)
  expect(await erasing.keyring.erase('p-1', system)).toBe(0)
  await deciding.backbone.publish(fresh.records())
  fresh.taken()
  await deciding.keyring.caughtUp()
  await settled()
  expect(await keysOf(rig, erasing, 'p-1')).toEqual([])
  for (const { backbone } of processes) {
    await backbone.codec.prepare([value])
    expect(backbone.codec.decode(value)).toEqual({ ...named, name: '[erased]' })
  }
})

test('an erasure that was cut short is finished by the next start', async () => {
  const { rig, start, processes } = await rigOf(1)
  const [{ backbone, keyring }] = processes as [(typeof processes)[0]]
  await keyring.ensure('p-1')
  const value = backbone.codec.encode('icms.backbone.SubjectErased', { subjectId: 'p-1' })
  await processes[0]!.kill()
  await rig.write([{ topic: keyringTopic, key: 'erased/p-1', value, headers: {}, at: 1 }])
  expect(await keysOf(rig, await start(), 'p-1')).toEqual([])
})

test('an erasure and who did it stay on the topic', async () => {
  const { rig, processes } = await rigOf(1)
  await processes[0]!.keyring.ensure('p-1')
  await processes[0]!.keyring.erase('p-1', { kind: 'staff', id: 's-1', role: 'administrator' })
  const records = await rig.records(keyringTopic)
  expect(records.find(record => record.key === 'erased/p-1')?.headers.icms_actor).toBe(
    'staff;id=s-1;role=administrator',
  )
  expect(processes[0]!.keyring.status()).toMatchObject({
    erasedSubjects: 1,
    masterKeys: [{ given: true, dataKeys: 0 }],
  })
})

test('a start does not wait for a transaction that nobody settles; whoever needs its key waits for just that', async () => {
  const world = createMemoryWorld({ partitions: 1, clock: manualClock(0), topics: [] })
  const open = async () => {
    const keyring = createKeyring([masterKey('first')], systemEntropy)
    const backbone = await createMemoryBackbone(world, { contracts: peopleContracts, keyring })
    return { keyring, backbone, open: () => keyring.open(backbone, world.clock) }
  }
  const writing = await open()
  await writing.open()
  const fresh = writing.keyring.fresh(() => {})
  const value = writing.backbone.codec.encode(personNamed, named, fresh)
  const transaction = world.log.begin(fresh.records())
  const reading = await open()
  await reading.open()
  let isKnown = false
  const prepared = reading.backbone.codec.prepare([value]).then(() => (isKnown = true))
  await settled()
  expect(isKnown).toBe(false)
  transaction.commit()
  await prepared
  expect(reading.backbone.codec.decode(value)).toEqual(named)
})

test('what was not prepared and needs a key that nobody erased is told as a loss, never as an erasure', async () => {
  const { start, processes } = await rigOf(1)
  const [{ backbone, keyring }] = processes as [(typeof processes)[0]]
  const fresh = keyring.fresh(() => {})
  const value = backbone.codec.encode(personNamed, named, fresh)
  const other = await start()
  await other.backbone.codec.prepare([value])
  expect(() => other.backbone.codec.decode(value)).toThrow(expect.objectContaining({ code: 'Unreadable' }))
  expect(() => other.backbone.codec.decode(value)).toThrow(
    /which the keyring does not have; its subject was not erased/,
  )
  expect(other.backbone.codec.peek(value)).toMatchObject({ personId: 'p-1', count: 1 })
})
