import { calendarOf } from '@icms/reference-data/reference-view'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { dayOf } from '@icms/schemas/calendar-day'
import { addWorkingDays } from '@icms/schemas/working-day'
import { expect, test } from 'vitest'
import {
  arrived,
  checkAs,
  clerk,
  command,
  faxReceived,
  newPaper,
  paperForm,
  receivedAt,
  secondClerk,
  soon,
  taken,
  transcribe,
} from './paper-story.ts'

const typesOf = (outputs: readonly { readonly type: string }[]) => outputs.map(({ type }) => type)

test('a form is typed in, checked by a second person, and becomes an application as of its receipt (R32b, A32)', () => {
  const told = arrived()
  expect(typesOf(told.input(transcribe, soon, clerk))).toEqual(['PaperTyped'])
  expect(told.state).toMatchObject({ status: 'CHECKING', typed: { by: 'staff-3', second: null } })
  expect(told.input(checkAs(), soon, clerk)).toMatchObject([{ data: { reason: 'SAME_PERSON' } }])
  const [offered, filed] = told.input(checkAs(), soon, secondClerk)
  expect(offered).toMatchObject({ type: 'PaperOffered', data: { isNew: true, by: 'staff-4' } })
  expect(filed).toMatchObject({
    type: 'FilePaperApplication',
    data: { receivedAt, channel: 'FAX', personId: 'person-1', form: { email: paperForm.email } },
  })
  const applicationId = (filed as { readonly key: string }).key
  expect(applicationId).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/)
  told.input(taken(applicationId), soon)
  expect(told.state).toMatchObject({ status: 'ASSIGNED', applicationId, typed: null })
})

test('a second person who reads it differently sends it back, with both readings (R32b)', () => {
  const told = arrived()
  told.input(transcribe, soon, clerk)
  const other = { kind: 'HKID', number: 'G123456(A)', issuingCountry: null } as const
  expect(typesOf(told.input(checkAs({ identityDocument: other }), soon, secondClerk))).toEqual(['PaperCheckDiffered'])
  expect(told.state).toMatchObject({
    status: 'UNASSIGNED',
    typed: { form: paperForm, second: { identityDocument: other, by: 'staff-4' } },
  })
  told.input(transcribe, soon, secondClerk)
  expect(told.state).toMatchObject({ status: 'CHECKING', typed: { by: 'staff-4', second: null } })
})

test('where nobody has to check, what is typed in is an application at once', () => {
  const told = newPaper(false)
  told.input(faxReceived(), receivedAt)
  expect(typesOf(told.input(transcribe, soon, clerk))).toEqual(['PaperOffered', 'FilePaperApplication'])
})

test('a form that was signed after it came, or that says that it came another way, is not taken (R32b)', () => {
  const calendar = calendarOf(seededReference)
  const tomorrow = addWorkingDays(dayOf(receivedAt), 1, calendar)
  for (const wrong of [{ signedOn: tomorrow }, { channel: 'POST' as const }, { signature: null }]) {
    const told = arrived()
    const form = { ...paperForm, ...wrong }
    const refused = told.input(command('TranscribePaper', { personId: 'person-1', form, basedOn: null }), soon, clerk)
    expect([wrong, refused]).toMatchObject([
      wrong,
      [{ type: 'PaperCommandRefused', data: { reason: 'FORM_NOT_IN_ORDER' } }],
    ])
  }
})
