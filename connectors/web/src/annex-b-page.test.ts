import { expect, test } from 'vitest'
import { caseRowsOf, pageDefects, readPageForm } from './annex-b-page.ts'

test('a case is opted for beside its number (R40d)', () => {
  const { received } = readPageForm({
    'cases.0.caseNumber': 'DCPI 1/2023',
    'cases.0.role': 'PLAINTIFF',
    'cases.0.opted?': 'yes',
    'cases.1.caseNumber': '',
    'cases.1.role': '',
    'cases.2.caseNumber': 'DCPI 2/2023',
    'cases.2.role': 'DEFENDANT',
  })
  expect(received).toEqual({
    cases: [
      { caseNumber: 'DCPI 1/2023', role: 'PLAINTIFF' },
      { caseNumber: 'DCPI 2/2023', role: 'DEFENDANT' },
    ],
    optedCases: ['DCPI 1/2023'],
  })
})

test('a representative of whom nothing is filled in is none (R34c)', () => {
  const blank = { 'personalRepresentative.name.surnameEn': ' ', 'personalRepresentative.identityDocument.kind': '' }
  expect(readPageForm(blank).received).not.toHaveProperty('personalRepresentative')
  const begun = readPageForm({ ...blank, 'personalRepresentative.phone': '1' }).received
  expect(begun).toHaveProperty('personalRepresentative.phone', '1')
})

test('there is room for three cases, for those filled in, and for as many as are asked for, to a limit', () => {
  expect(caseRowsOf(readPageForm({}))).toBe(3)
  expect(caseRowsOf(readPageForm({ _caseRows: '8' }))).toBe(8)
  expect(caseRowsOf(readPageForm({ _caseRows: '99' }))).toBe(20)
  expect(caseRowsOf(readPageForm({ _caseRows: '-1' }))).toBe(3)
  const five = Object.fromEntries([0, 1, 2, 3, 4].map(n => [`cases.${n}.caseNumber`, 'x']))
  expect(caseRowsOf(readPageForm(five))).toBe(5)
})

test('a mistake in a case is named once', () => {
  const defects = [
    { path: 'cases.0.caseNumber', code: 'CASE_NUMBER_FORM' },
    { path: 'optedCases.0', code: 'CASE_NUMBER_FORM' },
  ] as const
  expect(pageDefects(defects)).toEqual([defects[0]])
})

test('no body makes it throw', () => {
  for (const body of [undefined, null, 'text', { cases: 'x' }, { 'cases.0': 'x' }, { personalRepresentative: 'x' }])
    expect(readPageForm(body).fields).toBeTypeOf('object')
})
