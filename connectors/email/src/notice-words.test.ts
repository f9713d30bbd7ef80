import type { NoticeNumber } from '@icms/schemas/generated/common'
import { defaultHelpCentre } from '@icms/reference-data/default-help-centre'
import { defaultPolicy } from '@icms/schemas/policy'
import { expect, test } from 'vitest'
import { textOf } from './letter-text.ts'
import { type Carrier, noticeWords } from './notice-words.ts'
import { dismissedFax, hk, toSend, unreadableScan } from './requested-mail.ts'

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
  ['N29', dismissedFax],
  ['N29', unreadableScan],
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

test('who sent paper for another office is told what came, that nobody passed it on, and where to apply (N29, R32b)', () => {
  for (const carrier of ['paper', 'mail'] as const) {
    const text = textBy(carrier, 'N29', dismissedFax, { ...defaultHelpCentre, fax: '2123 4568' })
    for (const said of [
      ...['They are for another office.', 'Received on: 1 February 2023, 9:30 am', 'How they came: By fax', 'Pages: 3'],
      ...['Our reference: fax-1', 'not passed the papers on', 'https://icms.example/apply', 'Fax: 2123 4568'],
      ...[
        'at least until 1 February 2024',
        '文件屬其他辦事處。',
        '收到日期：2023年2月1日',
        '遞交方式：傳真',
        '頁數：3',
      ],
      ...['檔案編號：fax-1', '並未轉交', '最少保存至2024年2月1日'],
    ])
      expect([carrier, said, text.includes(said)]).toEqual([carrier, said, true])
    expect(text).not.toMatch(/any of it back|取回|again so that/)
  }
})

test('who sent what nobody can read is asked to send it again, by post or by hand (N29, R32b)', () => {
  const text = textBy('paper', 'N29', unreadableScan)
  for (const said of [
    ...[
      '- They are too dark to be read.',
      '- Too much of them is cut off.',
      'send them again',
      'How they came: By post',
    ],
    ...[
      'If you need any of it back',
      '- 文件過暗，無法辨讀。',
      '- 文件殘缺過多。',
      '請再次遞交',
      '遞交方式：郵寄',
      '如須取回',
    ],
  ])
    expect(text).toContain(said)
  expect(text).not.toMatch(/another office|passed the papers/)
  const { keptUntil: _, ...notKnown } = unreadableScan
  expect(textBy('paper', 'N29', notKnown)).not.toMatch(/kept|保存/)
})

test('a notice that shows a code has no words without one (R7)', () => {
  expect(() => textBy('paper', 'N7', { activationId: 'a', expiresAt: deadline })).toThrow('N7 lacks an id')
})
