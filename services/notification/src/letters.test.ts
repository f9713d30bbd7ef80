import type { Actor } from '@icms/backbone/actor'
import { storyOf } from '@icms/backbone/story'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { contracts } from '@icms/schemas/contracts'
import { exampleOf } from '@icms/schemas/example-messages'
import { defaultPolicy } from '@icms/schemas/policy'
import { expect, test } from 'vitest'
import { type CorrespondenceInput, correspondence, correspondenceUnder } from './correspondence.ts'

const hk = (text: string): number => Date.parse(`${text}+08:00`)
const at = hk('2026-03-03T10:00')
const applicationId = 'application-1'
const clerk: Actor = { kind: 'staff', id: 'clerk-1', role: 'counter' }
const example = exampleOf('vetting.events.v1', 'ApplicationTranscribed')

const transcribed = (email = ''): CorrespondenceInput => ({
  type: 'ApplicationTranscribed',
  data: { ...example, applicationId, form: { ...example.form, email, fax: '+85221234568' } },
})
const supplementRequested: CorrespondenceInput = {
  type: 'SupplementRequested',
  data: {
    ...exampleOf('vetting.events.v1', 'SupplementRequested'),
    applicationId,
    reasons: [{ code: 'EMAIL_MISSING', textEn: null, textZh: null }],
  },
}
const corrected: CorrespondenceInput = {
  type: 'EmailCorrected',
  data: { applicationId, at, email: 'new@example.com' },
}

const newStory = () => storyOf(correspondence, { key: applicationId, contracts, reference: seededReference })
type Story = ReturnType<typeof newStory>

/** A story whose applicant gave no address, with the ids of the letters that wait. */
function withLetters(...inputs: readonly CorrespondenceInput[]) {
  const story = newStory()
  for (const input of [transcribed(), ...inputs]) story.input(input, at)
  return { story, ids: story.rows.map(({ id }) => id) }
}

const order = (
  story: Story,
  type: 'MarkLetterSent' | 'CancelLetter' | 'ReprintLetter',
  letterId: string,
  when = at + 1,
) => {
  const about = { subjectId: applicationId, letterId }
  if (type === 'MarkLetterSent') return story.input({ type, data: { ...about, channel: 'POST' } }, when, clerk)
  if (type === 'CancelLetter') return story.input({ type, data: { ...about, note: 'Told by telephone.' } }, when, clerk)
  return story.input({ type, data: about }, when, clerk)
}

test('an application on paper without an email is acknowledged by letter, to the address in the form (R32b, N1)', () => {
  const outputs = newStory().input(transcribed(), at)
  expect(outputs).toMatchObject([
    {
      type: 'LetterRequested',
      data: {
        notice: 'N1',
        subjectId: applicationId,
        name: example.form.name,
        address: example.form.address,
        fax: '+85221234568',
        language: 'ZH_HANT',
        parameters: { eligibility: 'ONGOING', receivedAt: String(example.submittedAt) },
        workingDays: 2,
      },
    },
  ])
})

test('one with an email is acknowledged by mail, and has no letter (R32b, N1)', () => {
  const story = newStory()
  expect(story.input(transcribed('taiman@example.com'), at)).toMatchObject([
    { type: 'EmailRequested', data: { notice: 'N1', to: 'taiman@example.com' } },
  ])
  expect(story.rows).toEqual([])
})

test('no mail is ever asked for to an empty address, whatever the notice (R32b, N1, N2, N4)', () => {
  const rejected = { ...exampleOf('vetting.events.v1', 'ApplicationRejected'), applicationId }
  const { story } = withLetters(supplementRequested, { type: 'ApplicationRejected', data: rejected })
  expect(story.state?.letters.map(({ notice, status }) => `${notice} ${status}`)).toEqual([
    'N1 WAITING',
    'N2 WAITING',
    'N4 WAITING',
  ])
})

test('what is wanted stands in the letter like in the mail (R34d, N2)', () => {
  const { story } = withLetters(supplementRequested)
  expect(story.rows[1]?.data).toMatchObject({ notice: 'N2', parameters: { reasonCodes: 'EMAIL_MISSING' } })
})

test('a notice that came before the application is a letter too', () => {
  const story = newStory()
  expect(story.input(supplementRequested, at, undefined, 'fact-1')).toMatchObject([{ type: 'NoticeHeld' }])
  expect(story.input(transcribed(), at + 1)).toMatchObject([{ data: { notice: 'N1' } }, { data: { notice: 'N2' } }])
  expect(story.state?.held).toEqual([])
  expect(story.input(supplementRequested, at + 2, undefined, 'fact-1')).toEqual([])
})

test('once an address is known notices go by mail, and a letter that waits stays one (R34b)', () => {
  const { story, ids } = withLetters()
  expect(story.input(corrected, at + 1)).toMatchObject([{ type: 'ContactCorrected', data: { to: 'new@example.com' } }])
  expect(story.input(supplementRequested, at + 2)).toMatchObject([
    { type: 'EmailRequested', data: { notice: 'N2', to: 'new@example.com' } },
  ])
  expect(story.rows).toMatchObject([{ id: ids[0], indexes: { status: { value: 'WAITING' } } }])
})

test('a letter is marked as sent, with who, when and how, and printed again when that was a mistake (N1)', () => {
  const { story, ids } = withLetters()
  const [letterId] = ids as [string]
  expect(order(story, 'MarkLetterSent', letterId)).toMatchObject([
    { type: 'LetterSent', data: { sentBy: 'clerk-1', role: 'counter', channel: 'POST', at: at + 1 } },
  ])
  expect(story.rows[0]).toMatchObject({
    indexes: { status: { value: 'SENT', order: at + 1 }, kind: { value: 'SENT.N1' } },
  })
  expect(story.timers).toEqual([])
  expect(order(story, 'MarkLetterSent', letterId)).toMatchObject([{ data: { reason: 'ALREADY_SENT' } }])
  expect(order(story, 'CancelLetter', letterId)).toMatchObject([{ data: { reason: 'ALREADY_SENT' } }])
  expect(order(story, 'ReprintLetter', letterId, at + 9)).toMatchObject([{ data: { requestedBy: 'clerk-1' } }])
  expect(story.rows[0]).toMatchObject({ data: { status: 'WAITING', waitingSince: at + 9, requestedAt: at } })
  expect(order(story, 'ReprintLetter', letterId)).toMatchObject([{ data: { reason: 'WAITING' } }])
})

test('a letter that need not be sent is cancelled with the reason, and can be wanted again', () => {
  const { story, ids } = withLetters()
  const [letterId] = ids as [string]
  order(story, 'CancelLetter', letterId)
  expect(story.rows[0]).toMatchObject({
    data: { status: 'CANCELLED', note: 'Told by telephone.', settledBy: 'clerk-1' },
  })
  expect(order(story, 'MarkLetterSent', letterId)).toMatchObject([{ data: { reason: 'CANCELLED' } }])
  expect(order(story, 'ReprintLetter', letterId)).toMatchObject([{ type: 'LetterReprintRequested' }])
  expect(order(story, 'MarkLetterSent', letterId)).toMatchObject([{ type: 'LetterSent' }])
})

test('a letter that nobody asked for is refused', () => {
  const { story } = withLetters()
  expect(order(story, 'MarkLetterSent', 'letter-9')).toMatchObject([
    { type: 'LetterCommandRefused', data: { letterId: 'letter-9', reason: 'NO_SUCH_LETTER' } },
  ])
  expect(
    newStory().input({ type: 'ReprintLetter', data: { subjectId: applicationId, letterId: 'x' } }, at, clerk),
  ).toMatchObject([{ data: { reason: 'NO_SUCH_LETTER' } }])
})

test('one that did not go out in two working days is overdue, once (R32b)', () => {
  const { story, ids } = withLetters()
  expect(story.advanceTo(hk('2026-03-05T23:59'))).toEqual([])
  expect(story.advanceTo(hk('2026-03-06T00:00'))).toMatchObject([
    { type: 'LetterOverdue', data: { letterId: ids[0], waitingSince: at, workingDays: 2 } },
  ])
  expect(story.rows[0]?.indexes).toMatchObject({ overdue: { value: 'OVERDUE', order: at } })
  expect(story.timers).toEqual([])
  order(story, 'MarkLetterSent', ids[0]!, hk('2026-03-06T09:00'))
  expect(story.rows[0]?.indexes).not.toHaveProperty('overdue')
})

test('a deployment says how many working days those are; a letter keeps what it was promised', () => {
  const { story } = withLetters()
  story.aggregate = correspondenceUnder({ ...defaultPolicy, letterDays: 5 })
  story.input(supplementRequested, at + 1)
  expect(story.state?.letters.map(({ workingDays }) => workingDays)).toEqual([2, 5])
})

test('letters to somebody whose data were erased are not sent', () => {
  const { story } = withLetters(supplementRequested)
  const erased = { ...exampleOf('vetting.events.v1', 'ApplicationErased'), applicationId }
  expect(story.input({ type: 'ApplicationErased', data: erased }, at + 1)).toMatchObject([
    { type: 'LetterCancelled', data: { notice: 'N1', cancelledBy: null } },
    { type: 'LetterCancelled', data: { notice: 'N2' } },
  ])
  expect(story.timers).toEqual([])
})

test('of many letters the oldest that are settled are forgotten, and none that waits', () => {
  const { story, ids } = withLetters()
  order(story, 'MarkLetterSent', ids[0]!)
  for (let i = 0; i < 101; i += 1) story.input(supplementRequested, at + 2 + i)
  expect(story.rows).toHaveLength(101)
  expect(story.rows.every(({ data }) => data.status === 'WAITING')).toBe(true)
})

test('no letter carries a case number or an identity number in what staff see of it (chapter 9)', () => {
  const { story } = withLetters(supplementRequested)
  expect(JSON.stringify(story.rows)).not.toMatch(/DCPI|A123456/)
})
