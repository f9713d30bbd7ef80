import type { Actor } from '@icms/backbone/actor'
import { storyOf } from '@icms/backbone/story'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { contracts } from '@icms/schemas/contracts'
import { exampleOf } from '@icms/schemas/example-messages'
import { expect, test } from 'vitest'
import { correspondence } from './correspondence.ts'
import type { PaperFact } from './paper-answers.ts'

const hk = (text: string): number => Date.parse(`${text}+08:00`)
const at = hk('2026-03-03T10:00')
const clerk: Actor = { kind: 'staff', id: 'clerk-1', role: 'counter' }
const example = exampleOf('vetting.events.v1', 'PaperDismissed')
const { paperId } = example
const answer = example.answer!
const who = { by: 'staff-3', role: 'vetting', note: 'It was ours.' }

type Sender = typeof answer.sender
const dismissed = (sender: Partial<Sender> | null = {}, facts: Partial<typeof example> = {}): PaperFact => ({
  type: 'PaperDismissed',
  data: { ...example, ...facts, answer: sender && { ...answer, sender: { ...answer.sender, ...sender } } },
})
const reopened: PaperFact = { type: 'PaperReopened', data: { paperId, at, ...who } }

const newStory = () => storyOf(correspondence, { key: paperId, contracts, reference: seededReference })
function answered(...facts: readonly PaperFact[]) {
  const story = newStory()
  for (const [place, fact] of [dismissed(), ...facts].entries()) story.input(fact, at + place)
  return story
}
const markSent = (story: ReturnType<typeof newStory>, letterId: string, when = at + 1) =>
  story.input({ type: 'MarkLetterSent', data: { subjectId: paperId, letterId, channel: 'POST' } }, when, clerk)
const statuses = (story: ReturnType<typeof newStory>) => story.rows.map(({ data }) => data.status)

test('who sent paper that nothing can come of is answered by letter, under the paper (N29, R32b)', () => {
  const story = newStory()
  expect(story.input(dismissed(), at)).toEqual([
    {
      type: 'LetterRequested',
      data: {
        ...{ letterId: expect.any(String), at, notice: 'N29', subjectId: paperId, fax: null, workingDays: 2 },
        insteadOf: null,
        name: { surnameEn: 'Wong & Partners', givenNameEn: null, nameZh: null },
        address: answer.sender.address,
        language: 'EN',
        parameters: {
          ...{ paperId, as: 'NOT_FOR_US', reasonCodes: 'OTHER_OFFICE', channel: 'FAX', pages: '3' },
          ...{ receivedAt: String(answer.receivedAt), keptUntil: String(answer.keptUntil), eligibility: 'UNKNOWN' },
        },
      },
    },
  ])
  expect(story.rows).toMatchObject([
    { table: 'letters', indexes: { kind: { value: 'WAITING.N29' }, subject: { value: paperId } } },
  ])
})

test('with an address of mail the same notice is mailed, about no application (N29)', () => {
  const story = newStory()
  expect(story.input(dismissed({ email: 'wong@example.com' }), at)).toMatchObject([
    {
      type: 'EmailRequested',
      data: {
        ...{ notice: 'N29', to: 'wong@example.com', subjectId: paperId, applicationId: null, accountId: null },
        parameters: { paperId, reasonCodes: 'OTHER_OFFICE' },
      },
    },
    { type: 'AnswerMailed', data: { recipient: { address: answer.sender.address, language: 'EN' } } },
  ])
  expect(story.rows).toEqual([])
})

test('without a name and an address nobody is written, and nothing is kept', () => {
  const story = newStory()
  expect(story.input(dismissed(null), at)).toEqual([])
  expect(story.state).toBeUndefined()
  expect(story.input(reopened, at + 1)).toEqual([])
})

test('only what a sender is told of the reasons goes into the letter; the staff’s note never does', () => {
  const story = newStory()
  story.input(dismissed({}, { reasons: ['TEST_PAGE', 'OTHER_OFFICE'], note: 'Angry letter.' }), at)
  expect(story.rows[0]?.data).toMatchObject({ parameters: { reasonCodes: 'OTHER_OFFICE' } })
  expect(JSON.stringify(story.state)).not.toContain('Angry')
})

test('the same dismissal is answered once', () => {
  const story = newStory()
  story.input(dismissed(), at, undefined, 'fact-1')
  expect(story.input(dismissed(), at + 1, undefined, 'fact-1')).toEqual([])
})

test('looked at again, a letter that waits is not sent, by whose decision is on record', () => {
  const story = answered()
  expect(story.input(reopened, at + 1)).toMatchObject([
    { type: 'LetterCancelled', data: { notice: 'N29', cancelledBy: 'staff-3', role: 'vetting', note: 'It was ours.' } },
  ])
  expect(story.timers).toEqual([])
})

test('put back together, replaced by a rescan, or to be erased, it is not sent either', () => {
  const replaced = { paperId, at, replacedBy: 'scan-2' }
  const erasing = exampleOf('vetting.events.v1', 'PaperErasureDecided')
  const ways: readonly (readonly [PaperFact, string | null])[] = [
    [{ type: 'PaperPutBack', data: { paperId, at, to: 'fax-0', ...who } }, 'staff-3'],
    [{ type: 'PaperReplaced', data: replaced }, null],
    [{ type: 'PaperErasureDecided', data: { ...erasing, paperId } }, null],
  ]
  for (const [fact, cancelledBy] of ways)
    expect(answered().input(fact, at + 1)).toMatchObject([{ type: 'LetterCancelled', data: { cancelledBy } }])
})

test('one that was sent stays as it is, and dismissed again there is a new one, to whoever stands there then', () => {
  const story = answered()
  const [first] = story.rows
  markSent(story, first!.id)
  expect(story.input(reopened, at + 2)).toEqual([])
  story.input(dismissed({ name: '李大文', language: 'ZH_HANT' }), at + 3)
  expect(statuses(story)).toEqual(['SENT', 'WAITING'])
  expect(story.rows.map(({ data }) => data.name)).toMatchObject([
    { surnameEn: 'Wong & Partners' },
    { surnameEn: '李大文' },
  ])
  expect(story.rows[1]!.id).not.toBe(first!.id)
})

test('one whose first answer was mailed can be answered by letter the next time, and the other way about', () => {
  const story = newStory()
  const types = [{ email: 'wong@example.com' }, {}, { email: 'wong@example.com' }].map((sender, place) => {
    story.input(reopened, at + 2 * place)
    return story.input(dismissed(sender), at + 2 * place + 1).map(({ type }) => type)
  })
  const byMail = ['EmailRequested', 'AnswerMailed']
  expect(types).toEqual([byMail, ['LetterRequested'], byMail])
})

test('it is marked, cancelled and printed again like any letter, and overdue after two working days (R32b)', () => {
  const story = answered()
  const { id } = story.rows[0]!
  expect(story.advanceTo(hk('2026-03-06T00:00'))).toMatchObject([{ type: 'LetterOverdue', data: { notice: 'N29' } }])
  const late = hk('2026-03-06T09:00')
  expect(markSent(story, id, late)).toMatchObject([{ type: 'LetterSent', data: { sentBy: 'clerk-1' } }])
  story.input({ type: 'ReprintLetter', data: { subjectId: paperId, letterId: id } }, late + 1, clerk)
  story.input({ type: 'CancelLetter', data: { subjectId: paperId, letterId: id, note: 'Called.' } }, late + 2, clerk)
  expect(statuses(story)).toEqual(['CANCELLED'])
})

/** A story whose answer was mailed, and what can come of the mail. */
function mailed(sender: Partial<Sender> = {}) {
  const story = newStory()
  const outputs = story.input(dismissed({ email: 'wong@example.com', ...sender }), at)
  const { emailId } = (outputs[0] as { readonly data: { readonly emailId: string } }).data
  const about = { emailId, subjectId: paperId, notice: 'N29' } as const
  const bounced = (facts: object = {}) =>
    ({ type: 'EmailBounced', data: { ...exampleOf('email.events.v1', 'EmailBounced'), ...about, ...facts } }) as const
  const givenUp = {
    type: 'EmailAbandoned',
    data: { ...exampleOf('email.events.v1', 'EmailAbandoned'), ...about },
  } as const
  return { story, emailId, bounced, givenUp }
}

test('a mail that comes back becomes a letter in the same words, to the postal address, once (N29, R32b)', () => {
  const { story, emailId, bounced, givenUp } = mailed()
  const [letter, ...more] = story.input(bounced(), at + 1)
  expect(letter).toMatchObject({
    type: 'LetterRequested',
    data: {
      ...{ notice: 'N29', subjectId: paperId, address: answer.sender.address, workingDays: 2, insteadOf: emailId },
      parameters: { paperId, reasonCodes: 'OTHER_OFFICE', pages: '3' },
    },
  })
  expect(more).toEqual([])
  expect(story.rows).toMatchObject([{ indexes: { status: { value: 'WAITING' }, subject: { value: paperId } } }])
  // A report that follows on it, of whatever kind, asks for no second one.
  for (const again of [bounced({ reason: 'RETURNED' }), givenUp]) expect(story.input(again, at + 2)).toEqual([])
  const { givenUp: tired, story: other } = mailed()
  expect(other.input(tired, at + 1)).toMatchObject([{ type: 'LetterRequested' }])
})

test('without a postal address it is seen all the same, in a list of its own, until staff settle it (R32b)', () => {
  const { story, bounced } = mailed({ address: null })
  story.input(bounced(), at + 1)
  const { id, indexes } = story.rows[0]!
  expect(indexes).toMatchObject({ status: { value: 'NO_ADDRESS' }, kind: { value: 'NO_ADDRESS.N29' } })
  expect(story.advanceTo(hk('2026-03-06T00:00'))).toMatchObject([{ type: 'LetterOverdue', data: { letterId: id } }])
  expect(story.rows[0]!.indexes).toMatchObject({ overdue: { value: 'OVERDUE' } })
  // Looked at again and dismissed with an address, the paper is answered by letter.
  const later = hk('2026-03-06T09:00')
  expect(story.input(reopened, later)).toMatchObject([{ type: 'LetterCancelled', data: { letterId: id } }])
  expect(story.input(dismissed(), later + 1)).toMatchObject([{ data: { insteadOf: null } }])
  expect(story.rows.map(row => row.indexes?.status?.value)).toEqual(['CANCELLED', 'WAITING'])
})

test('nobody writes instead of a mail about paper that is looked at again, replaced or to be erased (N29)', () => {
  const erasing = exampleOf('vetting.events.v1', 'PaperErasureDecided')
  const ways: readonly PaperFact[] = [
    reopened,
    { type: 'PaperPutBack', data: { paperId, at, to: 'fax-0', ...who } },
    { type: 'PaperReplaced', data: { paperId, at, replacedBy: 'scan-2' } },
    { type: 'PaperErasureDecided', data: { ...erasing, paperId } },
  ]
  for (const fact of ways) {
    const { story, emailId, bounced } = mailed()
    expect(story.input(fact, at + 1)).toMatchObject([{ type: 'AnswerWithdrawn', data: { emailId } }])
    expect(story.input(bounced(), at + 2)).toEqual([])
    // What a letter would have needed is kept no longer.
    expect([story.state?.mailed, story.input(fact, at + 3)]).toEqual([null, []])
  }
})

test('a mail of a dismissal before is not the answer of this one; other mails are nobody’s letter', () => {
  const { story, bounced } = mailed()
  story.input(reopened, at + 1)
  story.input(dismissed({ email: 'wong@example.org' }), at + 2)
  expect(story.input(bounced(), at + 3)).toEqual([])
  const second = story.state!.mailed!.emailId
  expect(story.input(bounced({ emailId: second }), at + 4)).toMatchObject([{ data: { insteadOf: second } }])
  expect(newStory().input(bounced({ notice: 'N3' }), at)).toEqual([])
})
