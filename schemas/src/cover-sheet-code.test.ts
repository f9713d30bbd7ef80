import { expect, test } from 'vitest'
import { coverSheetCodeOf, readCoverSheetCode } from './cover-sheet-code.ts'

test('R32b: the code of a cover sheet names its application', () => {
  const applicationId = 'abc10def00ghjkmnpqrstvwxyz'
  expect(coverSheetCodeOf(applicationId)).toMatch(/^[A-Z0-9:]+$/)
  expect(readCoverSheetCode(coverSheetCodeOf(applicationId))).toBe(applicationId)
})

test.each(['', 'https://example.com/', 'ICMS:A:', 'ICMS:A:../../etc/passwd', 'ICMS:B:ABC10DEF00GHJKMNPQRSTVWXYZ'])(
  'a code that says %j is none of ours',
  text => expect(readCoverSheetCode(text)).toBeUndefined(),
)
