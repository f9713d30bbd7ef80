import type { NoticeNumber } from '@icms/schemas/generated/common'
import type { LetterToSend } from '@icms/schemas/generated/email-state-v1'
import { defaultPolicy } from '@icms/schemas/policy'
import { expect, test } from 'vitest'
import type { HelpCentre } from './letter.ts'
import { renderMail } from './render.ts'
import { dismissedFax, hk, toSend, unreadableScan } from './requested-mail.ts'

const helpCentre: HelpCentre = {
  addressEn: '1 Example Road, Wan Chai',
  addressZh: '灣仔例子道1號',
  hoursEn: 'Monday to Friday, 8:45 am to 5:30 pm',
  hoursZh: '星期一至五上午8時45分至下午5時30分',
  telephone: null,
  fax: null,
}
const rendering = {
  policy: defaultPolicy,
  publicUrl: 'https://icms.example',
  activationCodeOf: (accountId: string, activationId: string) => `CODE-${accountId}-${activationId}`,
  emailCodeOf: (proofId: string, codeId: string) => `CODE-${proofId}-${codeId}`,
  helpCentre,
}
const render = (notice: NoticeNumber, parameters: Record<string, string> = {}, change: Partial<LetterToSend> = {}) =>
  renderMail(notice, { ...toSend().letter!, parameters, ...change }, rendering)

const deadline = String(hk('2023-03-03T23:59:59.999'))
const all: readonly [NoticeNumber, Record<string, string>][] = [
  ['N1', {}],
  ['N2', { reasonCodes: 'DETAILS_MISSING\nOTHER', reasonsEn: 'State the flat.', reasonsZh: '請填寫單位。' }],
  ['N3', { deadline, representative: 'no', eligibility: 'ONGOING' }],
  ['N4', { stage: 'VETTING', reasonsEn: 'The writ is not sealed.', reasonsZh: '令狀沒有蓋印。' }],
  ['N5', {}],
  ['N6', { loginName: 'K7MP-4TXQ-9' }],
  ['N7', { activationId: 'activation-1', expiresAt: deadline }],
  ['N6', { loginName: 'K7MP-4TXQ-9', prospectiveUntil: deadline }],
  ['N12', { outcome: 'due', dueAt: deadline }],
  ['N12', { outcome: 'cancelled' }],
  ['N13', { reasonCode: 'HOLDER_ASKED' }],
  ['N14', { outcome: 'ended', prospectiveUntil: deadline }],
  ['N14', { outcome: 'restored' }],
  ['N15', { outcome: 'linked' }],
  ['N23', {}],
  ['N29', dismissedFax],
  ['N29', unreadableScan],
  ['N15', { outcome: 'refused' }],
  ['N15', { outcome: 'request-linked' }],
  ['N15', { outcome: 'request-refused' }],
  ['N19', { outcome: 'terminated', reasonCode: 'MISUSE', reasonEn: 'Passed on.', reasonZh: '曾轉交他人。' }],
  ['N19', { outcome: 'suspended', reasonCode: 'CREDENTIALS_AT_RISK' }],
  ['N19', { outcome: 'reinstated', reasonCode: 'MATTER_SETTLED' }],
  ['N20', { termsVersion: '2026-05', url: 'https://www.judiciary.hk/en/e_courts/terms_index.html' }],
  ['N25', { changeId: 'change-1', expiresAt: deadline }],
  ['N26', {}],
  ['N27', {}],
  ['N28', {}],
  ['N24', { proofId: 'email-1', codeId: 'code-1', expiresAt: deadline }],
]
const ofAccount = { accountId: 'K7MP4TXQ', applicationId: null }

test.each(all)(
  '%s says the same in both languages, as text and as HTML, with the reader’s own first (chapter 9)',
  (notice, parameters) => {
    for (const [language, first] of [
      ['EN', 'en-HK'],
      ['ZH_HANT', 'zh-Hant-HK'],
    ] as const) {
      const { subject, text, html } = render(notice, parameters, { ...ofAccount, language })
      expect(subject).toMatch(language === 'EN' ? /^[A-Z].* \/ .*\p{sc=Han}/u : /^.*\p{sc=Han}.* \/ [A-Z]/u)
      expect(text.startsWith(language === 'EN' ? 'Dear CHAN Tai Man,' : '陳大文 台鑒：')).toBe(true)
      expect(html).toContain(`<html lang="${first}">`)
      expect([...html.matchAll(/<section lang="([^"]+)"/g)].map(m => m[1])[0]).toBe(first)
      for (const line of text.split('\n').filter(l => /^\p{L}/u.test(l) && !/: |：/.test(l)))
        expect(html).toContain(line.replaceAll("'", '&#39;'))
      expect(`${text}${html}`).not.toMatch(/undefined|null|NaN|\[object/)
    }
  },
)

test('an invitation says until when, where, when and what to bring (N3, R34b, R35)', () => {
  const { text } = render('N3', { deadline, representative: 'yes', eligibility: 'ONGOING' })
  for (const said of [
    '3 March 2023, 11:59 pm',
    '2023年3月3日 下午11時59分',
    helpCentre.addressEn,
    helpCentre.addressZh,
    helpCentre.hoursEn,
    helpCentre.hoursZh,
  ])
    expect(text).toContain(said)
  expect(text).toContain('sealed originating process')
  expect(text).toContain('letter of authorization')
})

test('who is not yet a party, and comes in person, need bring the identity document only (Annex D)', () => {
  const { text } = render('N3', { deadline, representative: 'no', eligibility: 'PROSPECTIVE' })
  expect(text).not.toMatch(/originating|authorization|leave/)
  expect(render('N3', { deadline, representative: 'no', eligibility: 'OTHER_10C' }).text).toContain(
    'the leave or the authority',
  )
})

test('a rejection gives the reasons in each language, in the other one where staff wrote one only (N4)', () => {
  const { text } = render('N4', { stage: 'VETTING', reasonsEn: 'First.\nSecond.', reasonsZh: '' })
  expect(text.match(/- First\.\n- Second\./g)).toHaveLength(2)
  expect(render('N4', { stage: 'DUPLICATE', reasonsEn: 'x' }).text).toContain('one at a time')
  expect(render('N4', { stage: 'FINAL_DECISION' }).text).toContain('Administrative Instructions')
})

test('what is wanted is listed in each language, with where to answer (N2, R34d)', () => {
  const parameters = {
    reasonCodes: 'DOCUMENT_NOT_LEGIBLE\nOTHER',
    reasonsEn: 'Page 2 of A123456(3).',
    reasonsZh: '第2頁。',
  }
  const { text } = render('N2', parameters)
  for (const said of ['- A document cannot be read.', '- Page 2 of A123***(*).', '- 文件無法辨讀。', '- 第2頁。'])
    expect(text).toContain(said)
  expect(text).toContain('https://icms.example/apply/status')
  expect(text).not.toContain('not later than')
  expect(() => render('N2')).toThrow('reasonCodes')
})

test('what is wanted after an attendance says by when to come again (N2, R35b)', () => {
  const { text } = render('N2', { reasonCodes: 'DOCUMENTS_MISSING', attendBy: deadline })
  for (const said of ['3 March 2023, 11:59 pm', '2023年3月3日 下午11時59分']) expect(text).toContain(said)
})

test('no identity number that staff wrote into a reason goes out (N4, chapter 9)', () => {
  const reasonsEn = 'The card Ａ１２３４５６（３） is not yours; a123456(3) neither, nor 11010519491231002X.'
  const { text, html } = render('N4', { stage: 'VETTING', reasonsEn, reasonsZh: '身分證A123456(3)不符。' })
  expect(`${text}${html}`).not.toMatch(/123456\(?3|456（|19491231/i)
  expect(text).toContain('A123***(*)')
})

test('login name and activation code are in two mails, and never in one (N6, N7, R7)', () => {
  const n6 = render('N6', { loginName: 'K7MP-4TXQ-9', activationId: 'activation-1' }, ofAccount)
  const n7 = render('N7', { activationId: 'activation-1', expiresAt: deadline, loginName: 'K7MP-4TXQ-9' }, ofAccount)
  expect(n6.text).toContain('K7MP-4TXQ-9')
  expect(JSON.stringify(n6)).not.toContain('CODE-')
  expect(n7.text).toContain('CODE-K7MP4TXQ-activation-1')
  expect(JSON.stringify(n7)).not.toContain('K7MP-4TXQ-9')
  expect(n7.subject).not.toContain('CODE-')
})

test('the end of the prospective period is the same instant in the approval and after it (N6, N14, R15c)', () => {
  const prospectiveUntil = deadline
  for (const mail of [
    render('N6', { loginName: 'K7MP-4TXQ-9', prospectiveUntil }),
    render('N14', { outcome: 'ended', prospectiveUntil }),
  ])
    for (const said of ['3 March 2023, 11:59 pm', '2023年3月3日 下午11時59分']) expect(mail.text).toContain(said)
  expect(render('N6', { loginName: 'K7MP-4TXQ-9' }).text).not.toContain('Period')
})

test('the code for a new address goes without the login name, and the old address gets no code (N25, N26, R7)', () => {
  const code = render('N25', { changeId: 'c-1', expiresAt: deadline, loginName: 'K7MP-4TXQ-9' }, ofAccount)
  expect(code.text).toContain('CODE-K7MP4TXQ-c-1')
  expect(JSON.stringify(code)).not.toContain('K7MP-4TXQ-9')
  expect(JSON.stringify(render('N26', { changeId: 'c-1' }, ofAccount))).not.toContain('CODE-')
})

test('a decision on an account gives its reason, without any identity number (N13, N19, R12)', () => {
  const reason = { reasonCode: 'MISUSE', reasonEn: 'Used for A123456(3).', reasonZh: '曾用於A123456(3)。' }
  for (const notice of ['N13', 'N19'] as const) {
    const { text } = render(notice, { outcome: 'terminated', ...reason })
    expect(text).toContain('A123***(*)')
    expect(text).not.toContain('123456')
  }
  expect(() => render('N19', { outcome: 'forgotten' })).toThrow('N19')
  expect(() => render('N15', { outcome: 'forgotten' })).toThrow('N15')
})

test('a mail on a case names no case (N15, R31d)', () => {
  const parameters = { outcome: 'refused', caseNumber: 'DCPI 1234/2023' }
  const refused = render('N15', parameters)
  expect(JSON.stringify(refused)).not.toContain('DCPI')
  expect(refused.subject).toContain('not linked')
})

test('a name or a reason can neither mark up nor add a paragraph', () => {
  const name = { surnameEn: '<b>CHAN</b>\r\nBcc: x@example.com', givenNameEn: '"&', nameZh: null }
  const { text, html } = render(
    'N4',
    { stage: 'VETTING', reasonsEn: '<script>alert(1)</script>\u2028Pay here' },
    { name },
  )
  expect(html).not.toMatch(/<b>|<script>/)
  expect(html).toContain('&lt;script&gt;')
  expect(text).not.toMatch(/^Bcc|^Pay/m)
})

test('a notice that is not mailed, or lacks what it has to say, is not written', () => {
  expect(() => render('N22')).toThrow('no words for the notice N22')
  expect(() => render('N6', {})).toThrow('loginName')
  expect(() => render('N3', { deadline: 'tomorrow', representative: 'no' })).toThrow('deadline')
  expect(() => render('N7', { activationId: 'a', expiresAt: deadline }, { accountId: null })).toThrow('N7 lacks an id')
})

test('every mail ends with the telephone of the Help Centre, where one is recorded (R34b)', () => {
  const withTelephone = { ...rendering, helpCentre: { ...helpCentre, telephone: '2123 4567' } }
  for (const [notice, parameters] of all) {
    const { text, html } = renderMail(notice, { ...toSend().letter!, ...ofAccount, parameters }, withTelephone)
    for (const mail of [text, html]) {
      expect([notice, mail.includes('Help Centre, telephone: 2123 4567')]).toEqual([notice, true])
      expect([notice, mail.includes('支援中心電話：2123 4567')]).toEqual([notice, true])
    }
  }
  expect(render('N1').text).not.toContain('telephone')
})
