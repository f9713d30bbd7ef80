import { expect, test } from 'vitest'
import { tally, tallyContracts } from '../conformance/tally.ts'
import { runService } from '../host.ts'
import { manualClock } from '../manual-clock.ts'
import { fixedReference } from '../reference-source.ts'
import { createMemoryBackbone } from './memory-backbone.ts'
import { createMemoryWorld } from './memory-world.ts'

test('a process that dies while it joins keeps no partition from those who live', async () => {
  const clock = manualClock(Date.UTC(2023, 2, 1))
  const world = createMemoryWorld({ partitions: 2, clock })
  const hosting = { place: tallyContracts.place, clock, reference: fixedReference(), effects: {} }
  const [one, two] = await Promise.all([0, 1].map(() => createMemoryBackbone(world, { contracts: tallyContracts })))
  const running = await runService(tally, { ...hosting, backbone: one! })
  const joining = runService(tally, { ...hosting, backbone: two! })
  two!.kill()
  await expect(joining).rejects.toMatchObject({ code: 'Closed' })
  await world.group('tally', 2).settled()
  await expect.poll(async () => (await running.status()).open).toEqual([0, 1])
  await one!.close()
})
