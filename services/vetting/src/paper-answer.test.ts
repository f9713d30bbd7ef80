import type { PaperSender } from '@icms/schemas/generated/common'
import { dismissalCodes, dismissalReasons, toldReasons, wordsToSender } from '@icms/schemas/paper-dismissal'
import { expect, test } from 'vitest'
import { answerStanding } from './paper-answer.ts'
import { parseDismissal } from './paper-forms.ts'
import {
  administrator,
  arrived,
  clerk,
  command,
  dismiss,
  dismissal,
  receivedAt,
  reopen,
  sender,
  soon,
  splitOff,
} from './paper-story.ts'

const toSender = dismissal({ sender, retentionDays: 30 })
const dismissed = (input = toSender) => {
  const told = arrived()
  const [output] = told.input(input, soon, clerk)
  return { told, answer: (output as { readonly data: { readonly answer: unknown } }).data.answer }
}

test('whoever sent paper that is not for us is told what came, when, how and on how many pages (R32b)', () => {
  const { told, answer } = dismissed()
  expect(answer).toEqual({
    ...{ sender, channel: 'FAX', receivedAt, pages: 3 },
    keptUntil: Date.parse('2026-04-01T23:59:59.999+08:00'),
  })
  expect(told.state?.answer).toEqual(answer)
  expect(answerStanding(told.state!)).toBe('LETTER')
  const mailed = dismissed(dismissal({ sender: { ...sender, email: 'wong@example.com' } }))
  expect(mailed.answer).toMatchObject({ keptUntil: null })
  expect(answerStanding(mailed.told.state!)).toBe('MAIL')
})

test('pages that were split off before are not counted: they are a paper of their own', () => {
  const told = arrived()
  told.input(splitOff(2, 3), soon, clerk)
  expect(told.input(toSender, soon, clerk)).toMatchObject([{ data: { answer: { pages: 1 } } }])
})

test('without a name and an address nobody is told, and that is visible', () => {
  const { told, answer } = dismissed(dismiss)
  expect(answer).toBeNull()
  expect(answerStanding(told.state!)).toBe('NO_ADDRESS')
  expect(answerStanding(arrived().state!)).toBeUndefined()
})

test('advertising, test pages and copies want no answer, whatever stands on them', () => {
  for (const reason of ['ADVERTISEMENT', 'TEST_PAGE', 'COPY_OF_OTHER_PAPER']) {
    const { told, answer } = dismissed(dismissal({ reasons: [reason], sender }))
    expect([reason, answer, answerStanding(told.state!)]).toEqual([reason, null, 'NOT_DUE'])
  }
  expect(toldReasons(dismissalCodes)).toEqual(['OTHER_OFFICE', ...dismissalReasons.UNREADABLE])
  expect(wordsToSender('TEST_PAGE')).toBeUndefined()
})

test('looked at again, nobody is told any more; dismissed again, whoever stands on it then', () => {
  const { told } = dismissed()
  told.input(reopen, soon + 1, clerk)
  expect(told.state?.answer).toBeNull()
  told.input(
    dismissal({ as: 'UNREADABLE', reasons: ['TOO_DARK'], sender: { ...sender, name: 'Lee' } }),
    soon + 2,
    clerk,
  )
  expect(told.state?.answer).toMatchObject({ sender: { name: 'Lee' } })
})

test('replaced by a rescan, or erased, the paper has no name and address of its sender any more', () => {
  const replaced = dismissed().told
  replaced.input({ type: 'ReplacePaper', data: { paperId: 'fax-1', at: soon, replacedBy: 'scan-2' } }, soon + 1)
  const erased = dismissed().told
  const erase = command('ErasePaperKept', { reason: 'NO_LONGER_NEEDED', retentionDays: 0 })
  erased.input(erase, soon + 2 * 86_400_000, administrator)
  expect(erased.state?.erasure).not.toBeNull()
  for (const { state, rows } of [replaced, erased]) {
    expect(state?.answer).toBeNull()
    expect(JSON.stringify(rows)).not.toContain('Wong & Partners')
  }
})

test('lists show nothing of the sender', () => {
  const told = arrived()
  told.input(toSender, soon, clerk)
  const lists = told.rows.filter(({ table }) => table !== 'papers')
  expect(lists.length).toBeGreaterThan(0)
  expect(JSON.stringify(lists)).not.toMatch(/Wong|Example Road/)
})

const typed = (given: object, facts: object = {}) =>
  parseDismissal({ as: 'NOT_FOR_US', reasonCodes: ['OTHER_OFFICE'], sender: given, ...facts })
const address = { lines: ['Room 5, 8/F', '1 Example Road', ''], country: 'HK', district: 'WAN_CHAI' }
const whole = { name: 'Wong & Partners', address, email: '', language: 'EN' }
const mistakes = (result: ReturnType<typeof typed>) =>
  result.ok ? [] : result.defects.map(({ path, code }) => `${path} ${code}`)

test('the sender is typed in as it stands there: a name in any script, and an address of either kind', () => {
  const read = (given: object): PaperSender | null | undefined => {
    const result = typed(given)
    return result.ok ? result.value.sender : undefined
  }
  expect(read(whole)).toEqual({ ...sender, address: { ...sender.address, region: 'HONG_KONG_ISLAND' } })
  expect(read({ name: '黃大文', email: 'Wong@Example.com', language: 'ZH_HANT' })).toEqual({
    ...{ name: '黃大文', address: null, email: 'Wong@example.com', language: 'ZH_HANT' },
  })
  const blank = { name: ' ', address: { lines: ['', ''], country: '', district: '' }, email: '', language: '' }
  expect([read({}), read(blank)]).toEqual([null, null])
})

test('what is half given, wrong or too long is refused, each with its field', () => {
  expect(mistakes(typed({ name: 'Wong' }))).toEqual(['sender.address.lines MISSING', 'sender.language MISSING'])
  expect(mistakes(typed({ ...whole, name: 'W'.repeat(81), email: 'nobody' }))).toEqual([
    'sender.email EMAIL_FORM',
    'sender.name TOO_LONG',
  ])
  expect(mistakes(typed({ ...whole, name: '' }))).toEqual(['sender.name MISSING'])
  expect(mistakes(typed({ ...whole, address: { ...address, district: '' } }))).toEqual([
    'sender.address.district MISSING',
  ])
  expect(mistakes(typed({ ...whole, phone: '21234567' }))).toEqual(['sender.phone NOT_WANTED'])
  expect(mistakes(typed(whole, { reasonCodes: ['TEST_PAGE'] }))).toEqual(['sender NOT_WANTED'])
  expect(mistakes(typed(whole, { reasonCodes: ['TEST_PAGE', 'OTHER_OFFICE'] }))).toEqual([])
  expect(mistakes(typed(whole, { reasonCodes: [] }))).toEqual(['reasonCodes MISSING'])
})
