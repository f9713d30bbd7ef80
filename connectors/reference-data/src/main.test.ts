import { createHash } from 'node:crypto'
import type { HostContext } from '@icms/backbone/deployable'
import { createCommandPort } from '@icms/backbone/edge'
import { runService } from '@icms/backbone/host'
import { manualClock } from '@icms/backbone/manual-clock'
import { createMemoryBackbone } from '@icms/backbone/memory/memory-backbone'
import { createMemoryWorld } from '@icms/backbone/memory/memory-world'
import { noReference } from '@icms/backbone/reference'
import { followReference } from '@icms/backbone/reference-source'
import { contracts } from '@icms/schemas/contracts'
import { expect, test } from 'vitest'
import { recordSeed } from './main.ts'
import { entryOf, referenceTopic } from './reference-view.ts'
import { seedCommands, seedEntries } from './seed-entries.ts'
import { referenceData } from './service.ts'

const clock = manualClock(Date.parse('2026-11-23T09:30:00+08:00'))

async function startProcess(world: ReturnType<typeof createMemoryWorld>) {
  const backbone = await createMemoryBackbone(world, { contracts })
  const reference = await followReference(backbone, clock, referenceTopic, entryOf)
  const { place } = contracts
  const service = await runService(referenceData, { backbone, clock, reference, place })
  const commands = createCommandPort(backbone, place, clock, createHash('sha256').digest())
  const context = { backbone, reference, clock, commands } as unknown as HostContext
  return { context, commands, reference, stop: () => service.stop().then(() => backbone.close()) }
}

const recorded = (world: ReturnType<typeof createMemoryWorld>) =>
  [0, 1].flatMap(p => world.log.read(referenceTopic, p, 0, world.log.readableEnd(referenceTopic, p)).records).length

/** All entries, and the contact details. */
const seedCount = seedEntries.length + 1

test('a first start records the whole seed, a second one nothing more', async () => {
  const world = createMemoryWorld({ partitions: 2, clock })
  const first = await startProcess(world)
  expect(seedCommands(first.reference.current())).toHaveLength(seedCount)
  await recordSeed(first.context)
  expect(seedCommands(first.reference.current())).toEqual([])
  expect(recorded(world)).toBe(seedCount)
  await first.stop()

  const second = await startProcess(world)
  await recordSeed(second.context)
  expect(recorded(world)).toBe(seedCount)
  await second.stop()
})

test('a seed that says otherwise than what was recorded is named', async () => {
  const world = createMemoryWorld({ partitions: 2, clock })
  const process = await startProcess(world)
  const [command] = seedCommands(noReference)
  const other = { ...(command!.data as object), effectiveFrom: '1999-01-01' }
  await process.commands.send('reference-data', { ...command!, id: 'other', data: other })
  // As if the table had not been read yet: the entry itself knows better.
  const unread = { ...process.reference, current: () => noReference }
  await expect(recordSeed({ ...process.context, reference: unread })).rejects.toThrow(command!.key)
  await process.stop()
})
