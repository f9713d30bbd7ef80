import { expect, test } from 'vitest'
import { applicationId, exampleForm, inVetting, officer, submittedAt } from './application-story.ts'
import { createSearchHash } from './search-hash.ts'

const hash = createSearchHash(new Uint8Array(32))
const terms = hash.termsOf(exampleForm)

test('what an application is found by is worked out outside of the core, and shown as keyed hashes only (I7)', () => {
  const told = inVetting()
  const [effect] = told.effects
  expect(effect).toMatchObject({ kind: 'hash-search-terms', request: { email: exampleForm.email } })
  expect(told.settle(effect!.id, 'succeeded', submittedAt + 1, terms)).toEqual([
    { type: 'SearchTermsRecorded', data: { applicationId, at: submittedAt + 1, attempt: 1, terms } },
  ])
  expect(told.effects).toEqual([])
  const { indexes } = told.rows[0]!
  expect(indexes).toMatchObject({ document: { value: terms.document }, email: { value: terms.email } })
  expect(JSON.stringify(indexes)).not.toMatch(/chan|@|A123|陳/i)
})

test('an attempt that failed is made again, to a limit', () => {
  const told = inVetting()
  let attempts = 0
  for (; told.effects.length > 0; attempts += 1)
    told.settle(told.effects[0]!.id, attempts % 2 ? 'failed' : 'in-doubt', submittedAt + attempts)
  expect(attempts).toBe(20)
  expect(told.state?.searchTerms).toBeNull()
})

test('who gave no address on paper is not found by the lack of one, and is by the address given later (R32b, R34)', () => {
  const told = inVetting(submittedAt, { email: '' })
  told.settle(told.effects[0]!.id, 'succeeded', submittedAt + 1, hash.termsOf({ ...exampleForm, email: '' }))
  expect(told.rows[0]?.indexes).toMatchObject({ document: { value: terms.document } })
  expect(told.rows[0]?.indexes).not.toHaveProperty('email')
  told.input(
    { type: 'CorrectEmail', data: { applicationId, email: 'new@example.com', note: 'By letter.' } },
    submittedAt + 2,
    officer,
  )
  told.settle(
    told.effects[0]!.id,
    'succeeded',
    submittedAt + 3,
    hash.termsOf({ ...exampleForm, email: 'new@example.com' }),
  )
  expect(told.rows[0]?.indexes?.email?.value).toBe(hash.email('new@example.com'))
})

test('a corrected address is recorded with who and why, and the application is found by the new one (R5, R34b)', () => {
  const told = inVetting()
  told.settle(told.effects[0]!.id, 'succeeded', submittedAt + 1, terms)
  const correct = { applicationId, email: 'right@example.com', note: 'By telephone.' }
  expect(told.input({ type: 'CorrectEmail', data: correct }, submittedAt + 2, officer)).toMatchObject([
    { type: 'DecisionRecorded', data: { command: 'CorrectEmail', decidedBy: 'staff-3', note: 'By telephone.' } },
    { type: 'EmailCorrected', data: { email: 'right@example.com' } },
  ])
  expect(told.rows.find(({ table }) => table === 'forms')?.data.email).toBe('right@example.com')
  const [effect] = told.effects
  told.settle(effect!.id, 'succeeded', submittedAt + 3, hash.termsOf({ ...exampleForm, email: 'right@example.com' }))
  expect(told.rows[0]?.indexes?.email?.value).toBe(hash.email('Right@Example.com'))
})

test.each([
  ['A123456(3)', 'ａ１２３４５６（３）'],
  ['A123456(3)', 'a1234563'],
  ['K0123-4567', 'k01234567'],
])('a number is found however it is written: %s, %s', (one, other) => {
  expect(hash.document(one)).toBe(hash.document(other))
})

test('a name is found whatever its order, capitals and punctuation, and only as a whole', () => {
  expect(hash.nameEn('Chan Siu-Ming')).toBe(hash.nameEn('siu ming CHAN'))
  expect(hash.nameEn('Chan Siu')).not.toBe(hash.nameEn('Chan Siu Ming'))
  expect(hash.nameZh('歐陽·修')).toBe(hash.nameZh(' 歐陽 修'))
})

test('the same text under another kind or another key is another hash', () => {
  expect(hash.document('CHAN')).not.toBe(hash.nameEn('CHAN'))
  expect(hash.document('CHAN')).not.toBe(createSearchHash(new Uint8Array(32).fill(1)).document('CHAN'))
})
