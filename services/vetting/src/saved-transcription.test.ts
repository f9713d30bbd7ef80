import { contracts } from '@icms/schemas/contracts'
import { expect, test } from 'vitest'
import {
  arrived,
  checkAs,
  clerk,
  command,
  dismiss,
  join,
  leaf,
  note,
  paperForm,
  paperId,
  type PaperStory,
  reopen,
  saveTyping,
  secondClerk,
  soon,
  taken,
  transcribe,
} from './paper-story.ts'

const half = '{"name.surnameEn":"CHAN"}'
const more = '{"name.surnameEn":"CHAN","phone":"21234567"}'
const savedIn = (told: PaperStory) => told.state?.saved
const basedOn = (savedId: string | undefined) =>
  command('TranscribePaper', { personId: 'person-1', form: paperForm, basedOn: savedId ?? null })
const refusedAsSaved = [{ type: 'PaperCommandRefused', data: { reason: 'SAVED_MEANWHILE' } }]

test('what is typed in so far is kept with the paper, is nothing but that, and another clerk goes on (R32b)', () => {
  const told = arrived()
  expect(told.input(saveTyping(half), soon, clerk)).toMatchObject([
    { type: 'TranscriptionSaved', data: { form: half, basedOn: null, by: 'staff-3', role: 'vetting' } },
  ])
  expect(told.state).toMatchObject({ status: 'UNASSIGNED', typed: null, applicationId: null })
  const first = savedIn(told)!.savedId
  told.input(saveTyping(more, first), soon + 1, secondClerk)
  expect(savedIn(told)).toMatchObject({ form: more, by: 'staff-4', at: soon + 1 })
  const second = savedIn(told)!.savedId
  expect(second).not.toBe(first)
  expect(told.state?.history.at(-1)).toMatchObject({ event: 'TranscriptionSaved', by: 'staff-4' })

  expect(told.input(basedOn(second), soon + 2, secondClerk)).toMatchObject([{ type: 'PaperTyped' }])
  expect(savedIn(told)).toBeNull()
})

test('of two clerks at once the second is told, whether saving or sending, and nothing is lost (R32b)', () => {
  const told = arrived()
  told.input(saveTyping(half), soon, clerk)
  expect(told.input(saveTyping(more), soon + 1, secondClerk)).toMatchObject(refusedAsSaved)
  expect(told.input(transcribe, soon + 1, secondClerk)).toMatchObject(refusedAsSaved)
  expect(savedIn(told)).toMatchObject({ form: half, by: 'staff-3' })
  const first = savedIn(told)!.savedId
  told.input(saveTyping(more, first), soon + 2, clerk)
  // Also whoever saw an earlier state of it.
  expect(told.input(saveTyping(half, first), soon + 3, secondClerk)).toMatchObject(refusedAsSaved)
  expect(told.input(basedOn(first), soon + 3, secondClerk)).toMatchObject(refusedAsSaved)
  expect(savedIn(told)?.form).toBe(more)
})

test('what was saved before somebody sent the form is never taken for what is saved after it', () => {
  const told = arrived()
  told.input(saveTyping(half), soon, clerk)
  const before = savedIn(told)!.savedId
  told.input(basedOn(before), soon, clerk)
  told.input(checkAs({ name: { surnameEn: 'WONG', givenNameEn: null, nameZh: null } }), soon, secondClerk)
  told.input(saveTyping(more), soon, secondClerk)
  expect(told.input(saveTyping(half, before), soon, clerk)).toMatchObject(refusedAsSaved)
})

test('it goes once the paper is placed, replaced or erased, and stays while it may be looked at again', () => {
  const saved = () => {
    const told = arrived()
    told.input(saveTyping(half), soon, clerk)
    return told
  }
  const joined = saved()
  joined.input(join('app-1'), soon, clerk)
  expect(savedIn(joined)?.form).toBe(half)
  joined.input(taken('app-1'), soon)
  expect(savedIn(joined)).toBeNull()

  const replaced = saved()
  replaced.input({ type: 'ReplacePaper', data: { paperId, at: soon, replacedBy: 'scan-2' } }, soon)
  expect(savedIn(replaced)).toBeNull()

  const dismissed = saved()
  dismissed.input(dismiss, soon, clerk)
  expect(dismissed.input(saveTyping(more), soon, clerk)).toMatchObject([{ data: { reason: 'NOT_OPEN' } }])
  dismissed.input(reopen, soon, clerk)
  expect(savedIn(dismissed)?.form).toBe(half)
  dismissed.input(dismiss, soon, clerk)
  const erase = command('ErasePaperKept', { reason: 'ORDERED', retentionDays: 0 })
  dismissed.input(erase, soon + 86_400_000 * 2, clerk)
  expect(dismissed.state?.erasure).not.toBeNull()
  expect(JSON.stringify(dismissed.state)).not.toContain('CHAN')
})

test('wherever it lies it is under the key of its paper, so that it is erased with it', () => {
  for (const record of ['vetting.SaveTranscription', 'vetting.TranscriptionSaved', 'vetting.PaperState']) {
    const personal = contracts.personalOf(`icms.${record}`)
    expect([record, personal?.subject]).toEqual([record, 'paperId'])
  }
  const told = arrived()
  told.input(saveTyping(half), soon, clerk)
  const seen: string[] = []
  contracts.personalOf('icms.vetting.PaperState')?.change(told.state, text => {
    seen.push(text)
    return text
  })
  expect(seen).toContain(half)
})

test('splitting pages off leaves it with the paper that it was typed in of', () => {
  const told = arrived()
  told.input(saveTyping(half), soon, clerk)
  told.input(command('SplitPaper', { pages: [leaf(2)], note }), soon, clerk)
  expect(savedIn(told)?.form).toBe(half)
})
