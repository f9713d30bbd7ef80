import { expect, test } from 'vitest'
import { plantedBugs } from './planted-bugs.ts'
import { readPlanted } from './planting.ts'

test('there are enough planted bugs in each part, and each is another', () => {
  for (const area of ['runtime', 'core', 'connector'])
    expect(plantedBugs.filter(bug => bug.area === area).length, area).toBeGreaterThanOrEqual(8)
  expect(new Set(plantedBugs.map(bug => bug.name)).size).toBe(plantedBugs.length)
})

test.each(plantedBugs.map(bug => [bug.name, bug] as const))('the bug still fits the code: %s', (_, bug) => {
  expect(readPlanted(bug)).toContain(bug.replace)
})
