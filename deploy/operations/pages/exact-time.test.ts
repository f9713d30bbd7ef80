import { createTranslate } from '@icms/web/messages'
import { expect, test } from 'vitest'
import { ageText } from './age-text.ts'
import { exactTime, timeOf } from './exact-time.ts'
import { opsMessages } from './ops-messages.ts'

test('an instant is told to the millisecond in Hong Kong, and what is no time is not told', () => {
  expect(exactTime(Date.parse('2026-11-23T16:30:12.345Z'))).toBe('2026-11-24 00:30:12.345')
  expect(timeOf({ at: '9223372036854775807' })).toBe('–')
  for (const none of [Number.NaN, Number.POSITIVE_INFINITY, 8.64e15]) expect(exactTime(none)).toBe('–')
})

test('an age is told in the unit that matters', () => {
  const t = createTranslate('en', opsMessages)
  const [second, hour] = [1_000, 3_600_000]
  const ages = [-second, 0, 119 * second, 120 * second, 119 * 60 * second, 2 * hour, 47 * hour, 48 * hour]
  expect(ages.map(ms => ageText(ms, t))).toEqual(['0 s', '0 s', '119 s', '2 min', '119 min', '2 h', '47 h', '2 days'])
})
