import { expect, test } from 'vitest'
import { createTranslate, defineMessages } from './messages.ts'

const messages = defineMessages({
  title: { en: 'Applications', zh: '申請' },
  count: { en: '{count} of {total}', zh: '共 {total} 份，第 {count} 份' },
})

test('a text is given in the language asked for, with its values', () => {
  expect(createTranslate('en', messages)('title')).toBe('Applications')
  expect(createTranslate('zh', messages)('count', { count: 2, total: 5 })).toBe('共 5 份，第 2 份')
})

test('a text missing in one language does not compile', () => {
  // @ts-expect-error Chinese is missing
  const incomplete = () => defineMessages({ title: { en: 'Applications' } })
  expect(incomplete).toThrow()
})

test('languages that name different values are refused', () => {
  expect(() => defineMessages({ count: { en: '{count}', zh: '{total}' } })).toThrow("message 'count'")
})

test('an unknown key, a missing value and a key in two dictionaries are our mistakes and throw', () => {
  const t = createTranslate('en', messages)
  expect(() => t('titel')).toThrow("no message 'titel'")
  expect(() => t('count', { count: 1 })).toThrow('{total}')
  expect(() => createTranslate('en', messages, messages)).toThrow('two dictionaries')
})
