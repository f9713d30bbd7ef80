import { expect, test } from 'vitest'
import { fieldsOfJson } from './fields-of-annex-b.ts'
import { readPageForm } from './annex-b-page.ts'

test('a form in JSON is the same form on the page', () => {
  const form = {
    name: { surnameEn: 'Chan', nameZh: '陳𠮷明' },
    dateOfBirth: '1985-06-15',
    address: { lines: ['1 Example Street', '2/F'], country: 'GB' },
    cases: [
      { caseNumber: 'DCPI 1/2023', role: 'PLAINTIFF' },
      { caseNumber: 'DCPI 2/2023', role: 'DEFENDANT' },
    ],
    optedCases: ['DCPI 2/2023'],
    actingInPerson: true,
    emailPerMessage: false,
    personalRepresentative: { phone: '1' },
  }
  const { emailPerMessage: _, ...same } = form
  expect(readPageForm(fieldsOfJson(form)).received).toEqual(same)
})
