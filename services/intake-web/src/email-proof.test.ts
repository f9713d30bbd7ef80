import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import { expect, test } from 'vitest'
import { emailCodeLimits, emailProof } from './email-proof.ts'

const at = Date.parse('2023-02-01T10:00+08:00')
const minuteMs = 60_000
const proofId = 'email-1'
const request = { type: 'RequestEmailCode', data: { proofId, email: 'taiman@example.com', language: 'EN' } } as const
const attempt = { type: 'TryEmailCode', data: { proofId } } as const
const prove = (codeId: string) => ({ type: 'ProveEmail', data: { proofId, codeId } }) as const
const refused = (reason: string) => [{ type: 'EmailCodeRefused', data: { reason } }]
const story = () => storyOf(emailProof, { key: proofId, contracts })

function asked() {
  const told = story()
  const [issued] = told.input(request, at)
  if (issued?.type !== 'EmailCodeIssued') throw new Error('no code was made')
  return { told, codeId: issued.data.codeId, expiresAt: issued.data.expiresAt }
}

test('a code is taken for 15 minutes; two days later the proof erases itself', () => {
  const { told, expiresAt } = asked()
  expect(expiresAt).toBe(at + 15 * minuteMs)
  expect(JSON.stringify(told.state)).not.toContain('taiman')
  expect(told.advanceTo(expiresAt)).toMatchObject([{ type: 'EmailProofEnded' }])
  expect(told.input(attempt, expiresAt + 1)).toMatchObject(refused('NONE_VALID'))
  const erasedAt = expiresAt + emailCodeLimits.erasedAfterMs
  expect(told.advanceTo(erasedAt - 1)).toEqual([])
  expect(told.advanceTo(erasedAt)).toMatchObject([{ type: 'AbandonedErasureDue', data: { subjectId: proofId } }])
  expect(told.effects).toMatchObject([{ id: 'erase-1', request: { subjectId: proofId } }])
  expect(told.settle('erase-1', 'failed', erasedAt + 1)).toMatchObject([{ data: { isErased: false } }])
  told.settle('erase-2', 'succeeded', erasedAt + 2)
  expect(told.state).toBeUndefined()
})

test('another code of the same day puts the erasure off, and is counted anew', () => {
  const { told, expiresAt } = asked()
  told.advanceTo(expiresAt)
  const [again] = told.input(request, expiresAt + minuteMs)
  expect(again).toMatchObject({ type: 'EmailCodeIssued' })
  expect(told.state).toMatchObject({ issued: 1, endedAt: null })
  expect(told.timers).toEqual([{ name: 'code-ends', at: expiresAt + 16 * minuteMs }])
})

test('a code is typed five times at most, and every try is counted before it is looked at', () => {
  const { told, codeId } = asked()
  for (const tries of [1, 2, 3, 4, 5])
    expect(told.input(attempt, at + tries)).toMatchObject([{ type: 'EmailCodeTried', data: { codeId, tries } }])
  expect(told.input(attempt, at + 6)).toMatchObject(refused('TRIES_USED_UP'))
})

test('a code proves the address once', () => {
  const { told, codeId } = asked()
  told.input(attempt, at + 1)
  expect(told.input(prove(codeId), at + 2)).toMatchObject([{ type: 'EmailProven', data: { codeId } }])
  expect(told.input(prove(codeId), at + 3)).toMatchObject(refused('NONE_VALID'))
  expect(told.input(attempt, at + 3)).toMatchObject(refused('NONE_VALID'))
})

test('a newer code makes the one before void', () => {
  const { told, codeId } = asked()
  told.input(request, at + minuteMs)
  expect(told.input(prove(codeId), at + minuteMs + 1)).toMatchObject(refused('NONE_VALID'))
})

test('five codes are made for an address, and more once the time of the last one is over', () => {
  const told = story()
  for (const n of [0, 1, 2, 3, 4])
    expect(told.input(request, at + n * minuteMs)).toMatchObject([{ type: 'EmailCodeIssued' }])
  expect(told.input(request, at + 5 * minuteMs)).toMatchObject(refused('TOO_MANY_CODES'))
  expect(told.input(request, at + 20 * minuteMs)).toMatchObject([{ type: 'EmailCodeIssued' }])
})
