import { expect, test } from 'vitest'
import { createEdgeMemoryInProcess } from './edge-memory-in-process.ts'
import { manualClock } from './manual-clock.ts'

const hourMs = 3_600_000

test('of too many counts the oldest are dropped', async () => {
  const memory = createEdgeMemoryInProcess(manualClock(0), { counts: 100, remembered: 100 })
  for (let n = 0; n < 3_000; n++) await memory.count(`tries ${n}`, hourMs)
  expect(await memory.count('tries 0', hourMs)).toMatchObject({ count: 1 })
  expect(await memory.count('tries 2999', hourMs)).toMatchObject({ count: 2 })
})

test('too many names are forgotten as a whole, and nothing of before passes for not remembered', async () => {
  const memory = createEdgeMemoryInProcess(manualClock(0), { counts: 100, remembered: 100 })
  const before = await memory.era()
  for (let n = 0; n < 3_000; n++) await memory.remember(`session ${n}`, hourMs)
  expect(await memory.era()).not.toBe(before)
  expect(await memory.isRemembered('session 0', before)).toBe(true)
})

test('names whose time is over do not count as too many', async () => {
  const clock = manualClock(0)
  const memory = createEdgeMemoryInProcess(clock, { counts: 100, remembered: 100 })
  const era = await memory.era()
  for (let n = 0; n < 3_000; n++) {
    clock.advanceTo(clock.now() + hourMs / 50)
    await memory.remember(`session ${n}`, hourMs)
  }
  expect(await memory.era()).toBe(era)
  expect(await memory.isRemembered('session 2999', era)).toBe(true)
})
