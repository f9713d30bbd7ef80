import { expect, test } from 'vitest'
import { documentsToBring } from './attendance-documents.ts'

const form = (eligibility: 'ONGOING' | 'PROSPECTIVE' | 'OTHER_10C', kind: 'HKID' | 'PASSPORT' = 'HKID') => ({
  eligibility,
  identityDocument: { kind },
})

test('the applicant brings the document of the application and proof of the proceeding (R35a)', () => {
  expect(documentsToBring(form('ONGOING', 'PASSPORT'), 'APPLICANT')).toEqual(['PASSPORT', 'NOTICE_OF_PROCEEDING'])
})

test('a prospective litigant has no proceeding to prove (R15b)', () => {
  expect(documentsToBring(form('PROSPECTIVE'), 'APPLICANT')).toEqual(['HKID'])
})

test('who applies for other reasons brings the leave or authority (R10c)', () => {
  expect(documentsToBring(form('OTHER_10C'), 'APPLICANT')).toContain('LEAVE_OR_AUTHORITY')
})

test('a representative brings the authorization, the own document and a copy of the applicant’s (R34c)', () => {
  expect(documentsToBring(form('PROSPECTIVE'), 'REPRESENTATIVE')).toEqual([
    'AUTHORIZATION_LETTER',
    'REPRESENTATIVE_ID',
    'APPLICANT_ID_COPY',
  ])
})
