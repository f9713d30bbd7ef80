import { BackboneError } from '@icms/backbone/errors'
import { expect, test } from 'vitest'
import type { Resolved } from '../dead-letters.ts'
import type { OpenLetter } from '../open-dead-letters.ts'
import { groupLimits, replayGroup } from './replay-group.ts'

const actor = { kind: 'staff', id: 'ops-1', role: 'operations' } as const
const group = (n: number) => Array.from({ length: n }, (_, i) => ({ deadLetterId: `letter-${i}` }) as OpenLetter)

/** Answers with one outcome after the other, the last for ever. */
function answering(...outcomes: Resolved['outcome'][]) {
  const asked: string[] = []
  return {
    asked,
    async resolve(deadLetterId: string): Promise<Resolved> {
      const outcome = outcomes[Math.min(asked.length, outcomes.length - 1)]!
      asked.push(deadLetterId)
      return { deadLetterId, outcome, attempts: 1, reason: '', cause: '', by: null }
    },
  }
}

test('a group is replayed in its order, and what became of each is counted', async () => {
  const letters = answering('REPLAYED', 'FAILED_AGAIN', 'ALREADY_REPLAYED', 'BEING_PROCESSED')
  const done = await replayGroup(letters, group(4), { reason: 'mended', actor })
  expect(letters.asked).toEqual(['letter-0', 'letter-1', 'letter-2', 'letter-3'])
  expect(done).toEqual({ replayed: 2, failed: 1, left: 1 })
})

test('where the cause is not mended the rest is left alone', async () => {
  const letters = answering('REPLAYED', 'FAILED_AGAIN')
  expect(await replayGroup(letters, group(50), { reason: undefined, actor })).toEqual({
    replayed: 1,
    failed: 3,
    left: 46,
  })
})

test('one request replays so many at most, and none once its time is over', async () => {
  const limits = { ...groupLimits, lettersMax: 5 }
  expect(await replayGroup(answering('REPLAYED'), group(8), { reason: undefined, actor }, limits)).toEqual({
    ...{ replayed: 5, failed: 0, left: 3 },
  })
  const late = answering('REPLAYED')
  const over = { ...groupLimits, msMax: 0 }
  expect(await replayGroup(late, group(3), { reason: undefined, actor }, over)).toMatchObject({ left: 3 })
  expect(late.asked).toEqual([])
})

test('when the broker is away in the middle, what was done is told and the rest is left', async () => {
  const letters = answering('REPLAYED')
  const failing = {
    async resolve(id: string): Promise<Resolved> {
      if (letters.asked.length === 2) throw new BackboneError('NotNow', 'the broker is away')
      return letters.resolve(id)
    },
  }
  expect(await replayGroup(failing, group(5), { reason: undefined, actor })).toEqual({
    replayed: 2,
    failed: 0,
    left: 3,
  })
  const broken = { resolve: async () => Promise.reject(new Error('a mistake of ours')) }
  await expect(replayGroup(broken, group(5), { reason: undefined, actor })).rejects.toThrow('a mistake of ours')
})
