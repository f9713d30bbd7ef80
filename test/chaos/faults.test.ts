import { expect, test } from 'vitest'
import { drawFaults, type Fault } from './faults.ts'

const processes = 18
const kinds = (faults: readonly Fault[]) => new Set(faults.map(({ kind }) => kind))

test('the same seed draws the same faults, another seed draws others', () => {
  expect(drawFaults('7', 3, processes)).toEqual(drawFaults('7', 3, processes))
  expect(drawFaults('7', 3, processes)).not.toEqual(drawFaults('8', 3, processes))
})

test('every minute has every kind of fault, in the order of their time', () => {
  for (const seed of ['1', '2', '3']) {
    const faults = drawFaults(seed, 2, processes)
    expect(faults.map(({ at }) => at)).toEqual(faults.map(({ at }) => at).toSorted((a, b) => a - b))
    expect(kinds(faults.filter(({ at }) => at < 60_000)).size).toBe(9)
    expect(kinds(faults.filter(({ at }) => at >= 60_000)).size).toBe(9)
    expect(faults.every(({ at }) => at < 120_000)).toBe(true)
  }
})

test('zombies sleep for 8 to 12 s, and everyone is hurt once before anyone is a second time', () => {
  const faults = drawFaults('5', 3, processes)
  const victims = faults.flatMap(fault => ('victim' in fault ? [fault.victim] : []))
  expect(new Set(victims.slice(0, processes)).size).toBe(processes)
  for (const fault of faults)
    if (fault.kind === 'zombie') {
      expect(fault.lastsMs).toBeGreaterThanOrEqual(8_000)
      expect(fault.lastsMs).toBeLessThanOrEqual(12_000)
    }
})
