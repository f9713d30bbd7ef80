import { expect, test } from 'vitest'
import { dayText, instantText } from './hong-kong-time.ts'

test.each([
  ['2026-11-23T09:30:00Z', '23 November 2026, 5:30 pm', '2026年11月23日 下午5時30分'],
  ['2023-12-31T16:00:00Z', '1 January 2024, 12:00 am', '2024年1月1日 上午12時00分'],
  ['2023-02-28T04:05:59.999Z', '28 February 2023, 12:05 pm', '2023年2月28日 下午12時05分'],
  ['2026-11-23T15:59:59.999Z', '23 November 2026, 11:59 pm', '2026年11月23日 下午11時59分'],
])('%s is shown in Hong Kong time in both languages', (instant, en, zh) => {
  expect(instantText(Date.parse(instant), 'en')).toBe(en)
  expect(instantText(Date.parse(instant), 'zh')).toBe(zh)
})

test('a day is shown in both languages', () => {
  expect(dayText('2024-02-29', 'en')).toBe('29 February 2024')
  expect(dayText('2024-02-29', 'zh')).toBe('2024年2月29日')
})
