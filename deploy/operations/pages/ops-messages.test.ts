import { findMissingTexts } from '@icms/web/template-texts'
import { expect, test } from 'vitest'
import { opsMessages } from './ops-messages.ts'

test('every text that a template of operations names is in the dictionary', () => {
  expect(findMissingTexts(new URL('../views/', import.meta.url), opsMessages)).toEqual([])
})
