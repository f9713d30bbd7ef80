import { expect, test } from 'vitest'
import { messages } from '../sample/messages.ts'
import { annexBMessages } from './annex-b-messages.ts'
import { findMissingTexts } from './template-texts.ts'

test('every text that our templates name is in the dictionary', () => {
  expect(findMissingTexts(new URL('../views/', import.meta.url), annexBMessages)).toEqual([])
})

test('every text that the sample names is in its dictionary, and one that is not is found', () => {
  const views = new URL('../sample/views/', import.meta.url)
  expect(findMissingTexts(views, messages)).toEqual([])
  expect(findMissingTexts(views, {})).toContain('sample/enquiry.njk: sample.intro')
  expect(findMissingTexts(views, {})).toContain('sample/enquiry.njk: field.cases.*.caseNumber')
})
