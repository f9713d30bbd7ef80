import { expect, test } from 'vitest'
import {
  applicationId,
  approveForAuthentication,
  exampleForm,
  inVetting,
  officer,
  reasons,
  reject,
  submittedAt,
} from './application-story.ts'
import { maskForm } from './masked-identity.ts'

const rowsOf = (told: ReturnType<typeof inVetting>) => Object.fromEntries(told.rows.map(row => [row.table, row]))

test('the worklist shows what waits longest first, and whose target comes first (R34a)', () => {
  const { applications } = rowsOf(inVetting())
  expect(applications).toMatchObject({
    id: applicationId,
    indexes: {
      status: { value: 'VETTING', order: submittedAt },
      clock: { value: 'RUNNING', order: submittedAt + 3 * 86_400_000 },
    },
    data: {
      name: exampleForm.name,
      eligibility: 'ONGOING',
      caseNumbers: ['DCPI 1234/2026'],
      isUnderAge: false,
      representativeAppointed: true,
    },
  })
})

test('out of vetting, an application is on no clock', () => {
  const told = inVetting()
  told.input(approveForAuthentication, submittedAt + 1, officer)
  expect(rowsOf(told).applications?.indexes).not.toHaveProperty('clock')
})

test('the worklist and the status show no identity number in full', () => {
  const passport = { kind: 'PASSPORT', number: 'K01234567', issuingCountry: 'GB' } as const
  for (const identityDocument of [exampleForm.identityDocument, passport]) {
    const { applications, statuses } = rowsOf(inVetting(submittedAt, { identityDocument }))
    expect(JSON.stringify([applications, statuses])).not.toMatch(/[A-Z]\d{6}/)
  }
  expect(rowsOf(inVetting()).applications?.data.identityDocument).toMatchObject({ number: 'A123***(*)' })
})

test('the desk sees the whole form, and masks it for whoever need not compare documents', () => {
  expect(rowsOf(inVetting()).forms?.data).toEqual(exampleForm)
  expect(maskForm(exampleForm)).toMatchObject({
    identityDocument: { kind: 'HKID', number: 'A123***(*)' },
    personalRepresentative: { identityDocument: { number: 'G123***(*)' } },
  })
})

test.each([
  ['2005-04-04', false],
  ['2005-04-05', true],
  [null, false],
])('an applicant born on %s is marked as under age: %s (A35)', (dateOfBirth, expected) => {
  expect(rowsOf(inVetting(submittedAt, { dateOfBirth })).applications?.data.isUnderAge).toBe(expected)
})

test('the applicant is told the status, since when, and the reasons of a rejection', () => {
  const told = inVetting()
  told.input(reject(), submittedAt + 5, officer)
  expect(rowsOf(told).statuses).toEqual({
    table: 'statuses',
    id: applicationId,
    data: {
      applicationId,
      status: 'REJECTED',
      at: submittedAt + 5,
      submittedAt,
      deadline: null,
      mayEnquireSince: null,
      enquiry: null,
      rejectedAtStage: 'VETTING',
      reasons,
      supplement: null,
      mayWithdraw: false,
    },
  })
})
