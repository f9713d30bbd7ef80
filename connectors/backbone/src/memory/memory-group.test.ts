import { expect, test } from 'vitest'
import { createMemoryGroup, type GroupMember } from './memory-group.ts'

function member(): GroupMember & { held(): number[]; hang: boolean } {
  const held = new Set<number>()
  const self = {
    hang: false,
    held: () => [...held].sort(),
    start: (p: number) => void held.add(p),
    stop: (p: number) => {
      if (self.hang) return new Promise<void>(() => {})
      held.delete(p)
      return Promise.resolve()
    },
    drop: (p: number) => void held.delete(p),
  }
  return self
}

test('partitions are shared in the order of joining, and come back to who stays', async () => {
  const group = createMemoryGroup(4)
  const [one, two] = [member(), member()]
  await group.join(one)
  expect(one.held()).toEqual([0, 1, 2, 3])
  const place = await group.join(two)
  expect([one.held(), two.held()]).toEqual([
    [0, 2],
    [1, 3],
  ])
  place.leave()
  await group.settled()
  expect(one.held()).toEqual([0, 1, 2, 3])
})

test('a member that sleeps is not waited for: others take over, and it gets a share when it wakes', async () => {
  const group = createMemoryGroup(2)
  const [one, two] = [member(), member()]
  const first = await group.join(one)
  one.hang = true
  const joining = group.join(two)
  first.setAsleep(true)
  await joining
  await group.settled()
  expect([one.held(), two.held()]).toEqual([[], [0, 1]])
  one.hang = false
  first.setAsleep(false)
  await group.settled()
  expect([one.held(), two.held()]).toEqual([[0], [1]])
})

test('a member alone keeps its partitions while it sleeps: there is nobody to take over', async () => {
  const group = createMemoryGroup(2)
  const one = member()
  const place = await group.join(one)
  place.setAsleep(true)
  await group.settled()
  expect(one.held()).toEqual([0, 1])
})
