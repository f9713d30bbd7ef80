import { expect } from 'vitest'
import type { CommittedRecord } from './committed-records.ts'
import type { TakenMail } from './mail-sink.ts'
import type { Registered } from './registration-by-processes.ts'

const perRegistration = [
  'ApplicationSubmitted',
  'ApplicationApproved',
  'AccountCreated',
  'AccountActivated',
  'CaseLinked',
]
/** How a mail can end. */
const mailEnds = ['EmailAccepted', 'EmailBounced', 'EmailAbandoned']

/** What a service hands on to itself under another key is no second fact. */
const isFact = ({ topic }: CommittedRecord) => /\.(events|replies)\.v1$/.test(topic)
const of = (records: readonly CommittedRecord[], type: string) => records.filter(r => isFact(r) && r.type === type)
const all = (records: readonly CommittedRecord[], type: string, field: string) =>
  of(records, type)
    .map(r => String(r.data[field]))
    .toSorted()

/** What is still under way, in a sentence each; nothing when everything that was begun has ended. */
export function underWay(records: readonly CommittedRecord[], registered: readonly Registered[]): string[] {
  const ended = new Set(mailEnds.flatMap(type => all(records, type, 'emailId')))
  const mails = all(records, 'EmailRequested', 'emailId').filter(id => !ended.has(id))
  const answered = all(records, 'FilingAnswered', 'courtReference')
  const filings = registered.map(r => r.courtReference).filter(reference => !answered.includes(reference))
  return [...mails.map(id => `mail ${id} has not ended`), ...filings.map(id => `filing ${id} is not answered`)]
}

/** Every registration happened once, whole, and nothing else did: by the committed records and the mails that came. */
export function expectEachOnce(
  registered: readonly Registered[],
  records: readonly CommittedRecord[],
  mails: readonly TakenMail[],
): void {
  const sorted = (field: keyof Registered) => registered.map(r => r[field]).toSorted()
  expect(records.filter(r => r.topic.endsWith('.dead-letter.v1'))).toEqual([])
  const facts = records.filter(isFact).map(r => `${r.topic} ${r.id}`)
  expect(facts.filter((fact, i) => facts.indexOf(fact) !== i)).toEqual([])
  for (const type of perRegistration) expect([type, of(records, type).length]).toEqual([type, registered.length])

  expect(all(records, 'ApplicationApproved', 'applicationId')).toEqual(sorted('applicationId'))
  expect(all(records, 'AccountCreated', 'applicationId')).toEqual(sorted('applicationId'))
  expect(all(records, 'AccountCreated', 'loginName')).toEqual(sorted('loginName'))
  expect(new Set(sorted('loginName')).size).toBe(registered.length)
  expect(all(records, 'CaseLinked', 'caseNumber')).toEqual(sorted('caseNumber'))
  expect(all(records, 'FilingAnswered', 'courtReference')).toEqual(sorted('courtReference'))
  expect(new Set(all(records, 'FilingAnswered', 'outcome'))).toEqual(new Set(['ACCEPTED']))
  expectMailsAccountedFor(records, mails)
}

/** I3: each wish for a mail was taken by the mail server, and again at most as often as an attempt was in doubt. */
function expectMailsAccountedFor(records: readonly CommittedRecord[], mails: readonly TakenMail[]): void {
  const wished = all(records, 'EmailRequested', 'emailId')
  const idOf = ({ messageId }: TakenMail) => messageId.slice(1, messageId.indexOf('@'))
  expect([...new Set(mails.map(idOf))].toSorted()).toEqual(wished)
  expect(of(records, 'EmailBounced')).toEqual([])
  for (const id of wished) {
    const copies = mails.filter(mail => idOf(mail) === id)
    const doubts = all(records, 'EmailInDoubt', 'emailId').filter(doubtful => doubtful === id).length
    expect(copies.length, `copies of ${id}`).toBeLessThanOrEqual(1 + doubts)
    expect(new Set(copies.map(({ to, text }) => to + text)).size, `what copies of ${id} say`).toBe(1)
  }
}
