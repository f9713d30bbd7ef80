import type { MessageOf } from '@icms/schemas/message-of'
import { expect, test } from 'vitest'
import { accountId, activeStory, administrator, caseLinked, filed, hk, terminateAccount } from './account-story.ts'

const dayMs = 86_400_000
const linkedAt = hk('2023-03-01T10:00')
const disposedAt = hk('2023-11-30T15:00')
const dueAt = hk('2024-02-29T23:59:59.999')
const other = filed(0, 'filing-2', 'DCPI 77/2023').data

const changed = (disposedAt: number | null, of = filed(0).data): MessageOf<'LinkedCaseChanged'> => ({
  type: 'LinkedCaseChanged',
  data: { caseId: of.caseId, caseNumber: of.caseNumber, at: 0, accountId, disposedAt },
})

const mail = (type: 'EmailAccepted' | 'EmailBounced', emailId: string, notice: 'N12' | 'N15' = 'N12') => {
  const about = { emailId, at: 0, notice, subjectId: accountId, attempt: 1, messageId: `${emailId}@icms.example` }
  return type === 'EmailAccepted'
    ? ({ type, data: about } as const)
    : ({ type, data: { ...about, queuedAt: 0, reason: 'RECIPIENT_REFUSED', replyCode: '550' } } as const)
}

/** A story of an account that is linked to one case. */
function linkedStory() {
  const story = activeStory()
  story.input(caseLinked(linkedAt), linkedAt)
  return story
}

function disposedStory() {
  const story = linkedStory()
  story.input(changed(disposedAt), disposedAt + 60_000)
  return story
}

const typesOf = (outputs: readonly { readonly type: string }[]) => outputs.map(output => output.type)

test('three calendar months after the final disposal of the last case the account is de-activated, after two notices (R16a, R16b, A10)', () => {
  const story = linkedStory()
  expect(story.input(changed(disposedAt), disposedAt + 60_000)).toMatchObject([
    { type: 'CaseStandingNoted', data: { disposedAt } },
    { type: 'DeactivationScheduled', data: { dueAt } },
  ])
  expect(story.timers).toEqual([{ name: 'deactivation-notice', at: dueAt - 30 * dayMs }])
  expect(story.advanceTo(dueAt - 30 * dayMs)).toMatchObject([
    { type: 'DeactivationNoticeDue', data: { dueAt, noticeNumber: 1 } },
  ])
  expect(story.input(mail('EmailAccepted', 'mail-1'), dueAt - 30 * dayMs + 1)).toMatchObject([
    { type: 'DeactivationNoticed', data: { emailId: 'mail-1' } },
  ])
  expect(story.advanceTo(dueAt - 1)).toMatchObject([{ type: 'DeactivationNoticeDue', data: { noticeNumber: 2 } }])
  expect(story.advanceTo(dueAt)).toMatchObject([
    { type: 'AccountDeactivated', data: { reason: { code: 'LAST_CASE_DISPOSED' } } },
    { type: 'CaseAccessEnded' },
  ])
  expect(story.state).toMatchObject({ account: { status: 'DEACTIVATED', deactivation: null } })
  expect(story.timers).toEqual([])
})

test('while one of its cases goes on the account stays; it is the last disposal that counts (R16a)', () => {
  const story = linkedStory()
  const { caseId, caseNumber } = other
  story.input({ type: 'CaseLinked', data: { ...caseLinked(linkedAt).data, caseId, caseNumber } }, linkedAt + 1)
  expect(typesOf(story.input(changed(disposedAt), disposedAt))).toEqual(['CaseStandingNoted'])
  const later = hk('2024-01-10T09:00')
  expect(story.input(changed(later, other), later)).toMatchObject([
    { type: 'CaseStandingNoted' },
    { type: 'DeactivationScheduled', data: { dueAt: hk('2024-04-10T23:59:59.999') } },
  ])
})

test.each([
  ['a case that goes on', changed(null)],
  ['a new case', { type: 'CaseLinked', data: { ...caseLinked(linkedAt).data, caseId: other.caseId } } as const],
])('%s ends the schedule, and the holder is told where it had been announced (A13)', (_, news) => {
  const quiet = disposedStory()
  expect(quiet.input(news, disposedAt + dayMs)).toContainEqual({
    type: 'DeactivationCancelled',
    data: { accountId, at: disposedAt + dayMs, wasAnnounced: false },
  })
  expect(quiet.timers).toEqual([])
  const announced = disposedStory()
  announced.advanceTo(dueAt - 20 * dayMs)
  expect(announced.input(news, dueAt - 19 * dayMs)).toContainEqual(
    expect.objectContaining({ type: 'DeactivationCancelled', data: expect.objectContaining({ wasAnnounced: true }) }),
  )
})

test('without a delivered notice there is no de-activation: it is sent again every week, to a limit (A10)', () => {
  const story = disposedStory()
  const outputs = story.advanceTo(dueAt + 365 * dayMs)
  expect(new Set(typesOf(outputs))).toEqual(new Set(['DeactivationNoticeDue']))
  expect(outputs).toHaveLength(10)
  expect(story.state).toMatchObject({ account: { status: 'ACTIVE' } })
  const at = dueAt + 366 * dayMs
  story.input(mail('EmailAccepted', 'mail-10'), at)
  expect(story.advanceTo(at + 7 * dayMs - 1)).toEqual([])
  expect(typesOf(story.advanceTo(at + 7 * dayMs))).toEqual(['AccountDeactivated', 'CaseAccessEnded'])
})

test('a notice that comes back is none, and another is sent (A10, R35b)', () => {
  const story = disposedStory()
  story.advanceTo(dueAt - 7 * dayMs)
  story.input(mail('EmailAccepted', 'mail-1'), dueAt - 7 * dayMs + 1)
  expect(story.input(mail('EmailBounced', 'mail-1'), dueAt - 6 * dayMs)).toMatchObject([
    { type: 'DeactivationNoticeBounced', data: { emailId: 'mail-1' } },
  ])
  expect(typesOf(story.advanceTo(dueAt + 1))).toEqual(['DeactivationNoticeDue'])
  expect(story.state!.account!.deactivation!.dueAt).toBeGreaterThanOrEqual(dueAt + 7 * dayMs - dayMs)
})

test('a disposal that the court tells late leaves the holder seven days after the notice (R16b)', () => {
  const story = linkedStory()
  const late = hk('2024-06-03T10:00')
  story.input(changed(disposedAt), late)
  expect(story.advanceTo(late)).toMatchObject([
    { type: 'DeactivationNoticeDue', data: { dueAt: hk('2024-06-10T23:59:59.999') } },
  ])
  story.input(mail('EmailAccepted', 'mail-1'), late + 1)
  expect(story.advanceTo(hk('2024-06-10T23:59:59'))).not.toContainEqual(
    expect.objectContaining({ type: 'AccountDeactivated' }),
  )
  expect(typesOf(story.advanceTo(hk('2024-06-11T10:00')))).toContain('AccountDeactivated')
})

test('other mails to the holder are no notice of it', () => {
  const story = disposedStory()
  story.advanceTo(dueAt - 20 * dayMs)
  expect(story.input(mail('EmailAccepted', 'mail-1', 'N15'), dueAt - 19 * dayMs)).toEqual([])
})

const keepOpen: MessageOf<'KeepAccountOpen'> = {
  type: 'KeepAccountOpen',
  data: { accountId, reason: { code: 'CASE_EXPECTED', textEn: null, textZh: null }, note: 'Letter of 3 January.' },
}

test('the Judiciary Administrator may keep the account open, on record (R16c, R5)', () => {
  const story = disposedStory()
  expect(story.input(keepOpen, disposedAt + dayMs, administrator)).toMatchObject([
    { type: 'AccountDecisionRecorded', data: { command: 'KeepAccountOpen', decidedBy: administrator.id } },
    { type: 'DeactivationCancelled' },
  ])
  expect(story.timers).toEqual([])
  expect(story.input(keepOpen, disposedAt + 2 * dayMs, administrator)).toMatchObject([
    { type: 'AccountCommandRefused', data: { reason: 'NOT_SCHEDULED' } },
  ])
})

test('an account that was closed meanwhile is told nothing more', () => {
  const story = disposedStory()
  story.input(terminateAccount, disposedAt + dayMs, administrator)
  expect(story.timers).toEqual([])
  expect(story.input(changed(null), disposedAt + 2 * dayMs)).toEqual([])
  expect(story.input(mail('EmailAccepted', 'mail-1'), disposedAt + 3 * dayMs)).toEqual([])
})
