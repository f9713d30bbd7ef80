import { expect, test } from 'vitest'
import { nearWords, orMeant } from './near-words.ts'

const words = ['tail', 'topics', 'timeline', 'vetting.events.v1', 'vetting.commands.v1', 'keys status']

test.each([
  ['tial', ['tail']],
  ['topic', ['topics']],
  ['veting.events.v1', ['vetting.events.v1']],
  ['time', ['timeline']],
  ['keys', ['keys status']],
  ['something-else', []],
])('%s may be %j', (typed, near) => {
  expect(nearWords(typed, words)).toEqual(near)
})

test('what was meant is asked for only where something is near', () => {
  expect(orMeant(['tail', 'topics'])).toBe('; did you mean tail or topics?')
  expect(orMeant([])).toBe('')
})
