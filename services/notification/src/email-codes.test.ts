import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import { expect, test } from 'vitest'
import { emailCodes } from './email-codes.ts'

const at = Date.parse('2023-02-01T10:00+08:00')
const issued = (codeId: string) =>
  ({
    type: 'EmailCodeIssued',
    data: { proofId: 'email-1', at, codeId, email: 'taiman@example.com', language: 'ZH_HANT', expiresAt: at + 900_000 },
  }) as const

test('a code is mailed by its ids, once, to the address that it is to prove, and by nobody’s name', () => {
  const told = storyOf(emailCodes, { key: 'email-1', contracts })
  const first = told.input(issued('code-1'), at)
  expect(first).toMatchObject([
    {
      type: 'EmailRequested',
      data: {
        notice: 'N24',
        subjectId: 'email-1',
        applicationId: null,
        to: 'taiman@example.com',
        name: { surnameEn: 'applicant', nameZh: '申請人' },
        language: 'ZH_HANT',
        parameters: { proofId: 'email-1', codeId: 'code-1', expiresAt: String(at + 900_000) },
      },
    },
  ])
  const second = told.input(issued('code-2'), at + 1)
  expect(second[0]?.data.emailId).not.toBe(first[0]?.data.emailId)
})
