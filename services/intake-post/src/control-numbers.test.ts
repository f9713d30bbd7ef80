import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import { expect, test } from 'vitest'
import { blockOf, blocksOf, controlNumbers } from './control-numbers.ts'

const at = 1_700_000_000_000
const blockId = blockOf('mail-room', '100001')
const story = () => storyOf(controlNumbers, { key: blockId, contracts })
const claim = (paperId: string, numbers: readonly string[], rootId = paperId, attempt = 1) =>
  ({ type: 'ClaimControlNumbers', data: { blockId, paperId, rootId, attempt, numbers, at } }) as const
const release = (paperId: string, attempt = 1) =>
  ({ type: 'ReleaseControlNumbers', data: { blockId, paperId, attempt, at } }) as const

test('R32b: a control number is one envelope’s for ever', () => {
  const told = story()
  expect(told.input(claim('a', ['100001', '100002']), at)).toMatchObject([
    { key: 'a', data: { granted: ['100001', '100002'], repeated: [] } },
  ])
  expect(told.input(claim('b', ['100002', '100003']), at)).toMatchObject([
    { key: 'b', data: { granted: ['100003'], repeated: ['100002'] } },
  ])
})

test('what a refused envelope had is free again, and what others have stays', () => {
  const told = story()
  told.input(claim('a', ['100001']), at)
  told.input(claim('b', ['100001', '100003']), at)
  expect(told.input(release('b'), at)).toMatchObject([{ type: 'ControlNumbersReleased' }])
  expect(told.input(claim('c', ['100001', '100003']), at)).toMatchObject([
    { data: { granted: ['100003'], repeated: ['100001'] } },
  ])
  expect(told.input(release('nobody'), at)).toEqual([])
})

test('a rescan shares the numbers of the line that it belongs to; a refused rescan takes none of them away', () => {
  const told = story()
  told.input(claim('a', ['100001']), at)
  expect(told.input(claim('b', ['100001'], 'a'), at)).toMatchObject([{ data: { repeated: [] } }])
  told.input(release('b'), at)
  expect(told.input(claim('c', ['100001']), at)).toMatchObject([{ data: { repeated: ['100001'] } }])
})

test('a corrected envelope asks again under its next attempt', () => {
  const told = story()
  told.input(claim('a', ['100001']), at)
  told.input(release('a'), at)
  expect(told.input(claim('a', ['100002'], 'a', 2), at)).toMatchObject([{ data: { granted: ['100002'] } }])
})

test('numbers that follow each other share a block; suppliers and zeros in front do not', () => {
  const numbers = Array.from({ length: 500 }, (_, i) => `${700_050 + i}`)
  expect(blocksOf('mail-room', numbers).size).toBe(6)
  expect(blockOf('other', '100001')).not.toBe(blockId)
  expect(blockOf('mail-room', '0100001')).not.toBe(blockId)
})
