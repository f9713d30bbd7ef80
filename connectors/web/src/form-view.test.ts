import { expect, test } from 'vitest'
import { createFormView } from './form-view.ts'
import { createTranslate, defineMessages, type Language } from './messages.ts'
import { siteMessages } from './site-messages.ts'

const messages = defineMessages({
  'field.phone': { en: 'Telephone number', zh: '電話號碼' },
  'hint.phone': { en: 'With the country code', zh: '連國家號碼' },
  'field.cases.*.caseNumber': { en: 'Case number {n}', zh: '案件編號{n}' },
  'field.opted': { en: 'Cases to link', zh: '連結的案件' },
  'error.email.MISSING': { en: 'Tell us your email address', zh: '請提供電郵地址' },
})
const known = { ...siteMessages, ...messages }

const view = (state: Parameters<typeof createFormView>[0], language: Language = 'en') =>
  createFormView(state, createTranslate(language, known), key => Object.hasOwn(known, key))

test('a mistake is named beside its field and in the summary, in both languages', () => {
  const state = { defects: [{ path: 'phone', code: 'PHONE_FORM' }] } as const
  const en = 'Telephone number: enter a Hong Kong number of 8 digits such as 2123 4567, or + and the country code'
  expect(view(state).error('phone')).toBe(en)
  expect(view(state).summary).toEqual([{ text: en, href: '#phone' }])
  expect(view(state, 'zh').error('phone')).toMatch(/^電話號碼：請輸入8位香港電話號碼/)
})

test('an edge may word a mistake of its own', () => {
  expect(view({ defects: [{ path: 'email', code: 'MISSING' }] }).error('email')).toBe('Tell us your email address')
})

test('a place in a list is counted from one', () => {
  const form = view({ defects: [{ path: 'cases.1.caseNumber', code: 'CASE_NUMBER_FORM' }] }, 'zh')
  expect(form.label('cases.1.caseNumber')).toBe('案件編號2')
  expect(form.summary[0]).toMatchObject({ href: '#cases-1-caseNumber', text: expect.stringMatching(/^案件編號2：/) })
})

test('a mistake in an entry is named by its list where entries have no label', () => {
  expect(view({ defects: [{ path: 'opted.2', code: 'REPEATED' }] }).error('opted.2')).toMatch(/^Cases to link: /)
})

test('a mistake in a list and one in its first entry lead to the same field', () => {
  expect(view({}).id('address.lines')).toBe(view({}).id('address.lines.0'))
})

test('a mistake about the whole form leads to the start of the page', () => {
  expect(view({ defects: [{ path: '', code: 'WRONG_SHAPE' }] }).summary).toEqual([
    { text: 'this is not in the form expected', href: '#main-content' },
  ])
})

test('of several mistakes in one field the first is shown', () => {
  const defects = [
    { path: 'phone', code: 'TOO_LONG' },
    { path: 'phone', code: 'PHONE_FORM' },
  ] as const
  expect(view({ defects }).summary).toHaveLength(1)
})

test('labels, hints and values are given; a label that nobody wrote is our mistake', () => {
  const form = view({ fields: { phone: '2123', 'a[]': ['x', 'y'] } })
  expect([
    form.hint('phone'),
    form.hint('other'),
    form.value('phone'),
    form.value('other'),
    form.values('a[]'),
  ]).toEqual(['With the country code', undefined, '2123', '', ['x', 'y']])
  expect(form.label('phone', true)).toBe('Telephone number (optional)')
  expect(() => form.label('other')).toThrow("no message 'field.other'")
})
