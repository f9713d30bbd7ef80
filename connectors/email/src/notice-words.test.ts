import type { NoticeNumber } from '@icms/schemas/generated/common'
import { defaultHelpCentre } from '@icms/reference-data/default-help-centre'
import { defaultPolicy } from '@icms/schemas/policy'
import { expect, test } from 'vitest'
import { textOf } from './letter-text.ts'
import { type Carrier, noticeWords } from './notice-words.ts'
import { hk, toSend } from './requested-mail.ts'

const rendering = {
  policy: defaultPolicy,
  publicUrl: 'https://icms.example',
  ...{ activationCodeOf: () => '', emailCodeOf: () => '' },
  helpCentre: defaultHelpCentre,
}
const deadline = String(hk('2023-03-03T23:59:59.999'))
const all: readonly [NoticeNumber, Record<string, string>][] = [
  ['N1', {}],
  ['N2', { reasonCodes: 'DETAILS_MISSING\nOTHER', reasonsEn: 'State the flat.', reasonsZh: '請填寫單位。' }],
  ['N2', { reasonCodes: 'DETAILS_MISSING', attendBy: deadline }],
  ['N3', { deadline, representative: 'no', eligibility: 'ONGOING' }],
  ['N4', { stage: 'VETTING', reasonsEn: 'The writ is not sealed.', reasonsZh: '令狀沒有蓋印。' }],
  ['N5', {}],
  ['N23', {}],
]
const textBy = (
  carrier: Carrier,
  notice: NoticeNumber,
  parameters: Record<string, string>,
  helpCentre = defaultHelpCentre,
) => textOf(noticeWords(notice, { ...toSend().letter!, parameters }, { ...rendering, helpCentre }, carrier))

test.each(all)(
  '%s on paper says the same, and nothing of a mail that its reader cannot have (R32b)',
  (notice, parameters) => {
    const text = textBy('paper', notice, parameters)
    const [subjects, ofMail] = (['paper', 'mail'] as const).map(carrier =>
      noticeWords(notice, { ...toSend().letter!, parameters }, rendering, carrier).map(({ letter }) => letter.subject),
    )
    expect(subjects).toEqual(ofMail)
    expect(text).toContain('bears no signature')
    expect(text).not.toMatch(/以電郵通知|comes? by email|this mail|reply to it/i)
  },
)

test('what is wanted on paper says where the answer goes, by fax where there is a number (N2, R32b)', () => {
  const parameters = { reasonCodes: 'EMAIL_MISSING' }
  const text = textBy('paper', 'N2', parameters, { ...defaultHelpCentre, fax: '2123 4568' })
  const { addressEn, addressZh } = defaultHelpCentre
  for (const said of ['cover sheet', '封面頁', 'Fax: 2123 4568', '傳真：2123 4568', addressEn, addressZh])
    expect(text).toContain(said)
  expect(text).not.toContain('/apply/status')
  expect(textBy('paper', 'N2', parameters)).not.toContain('Fax')
  expect(textBy('mail', 'N2', parameters)).toContain('https://icms.example/apply/cover-sheet')
})

test('an application on paper is told when it came in (N1, R32b)', () => {
  const text = textBy('paper', 'N1', { receivedAt: String(hk('2023-02-01T09:30')) })
  expect(text).toContain('Received on: 1 February 2023, 9:30 am')
  expect(text).toContain('收到日期：2023年2月1日 上午9時30分')
  expect(textBy('mail', 'N1', {})).not.toContain('Received on')
})

test('a notice that shows a code has no words without one (R7)', () => {
  expect(() => textBy('paper', 'N7', { activationId: 'a', expiresAt: deadline })).toThrow('N7 lacks an id')
})
