import { expect, test } from 'vitest'
import { attendedFrom, parseAttendance, parseFailure } from './attendance-form.ts'

const attendance = {
  attendedAt: '2026-11-23T10:05+08:00',
  attendee: 'APPLICANT',
  documentsSeen: ['NOTICE_OF_PROCEEDING', 'HKID'],
}
const defectsOf = (result: { ok: boolean; defects?: readonly { path: string; code: string }[] }) =>
  (result.defects ?? []).map(({ path, code }) => `${path} ${code}`)

test('an attendance is taken with its documents in one order (R35a)', () => {
  expect(parseAttendance(attendance)).toEqual({
    ok: true,
    value: {
      attendedAt: Date.parse('2026-11-23T02:05:00Z'),
      attendee: 'APPLICANT',
      documentsSeen: ['HKID', 'NOTICE_OF_PROCEEDING'],
      missingReason: null,
      note: null,
    },
  })
})

test('every mistake of an attendance is named at once', () => {
  expect(
    defectsOf(parseAttendance({ attendee: 'NOBODY', documentsSeen: ['LIBRARY_CARD'], note: '\u0000', more: '1' })),
  ).toEqual([
    'more NOT_WANTED',
    'documentsSeen.0 NOT_ONE_OF',
    'attendedAt MISSING',
    'attendee NOT_ONE_OF',
    'note NOT_TEXT',
  ])
  expect(defectsOf(parseFailure({ attendedAt: 'now' }))).toEqual([
    'attendedAt DATE_FORM',
    'attendee MISSING',
    'reasonCodes MISSING',
  ])
})

test.each(['2026-02-30T10:00+08:00', '2026-11-23', '2026-11-23T10:00', '2026-11-23T25:00Z', '1773111900000'])(
  'an instant that is none is refused: %s',
  attendedAt => {
    expect(defectsOf(parseAttendance({ ...attendance, attendedAt }))).toEqual(['attendedAt DATE_FORM'])
  },
)

test.each([
  ['2026-11-23', '9:05', '2026-11-23T09:05+08:00'],
  ['2026-11-3', '１４：３０', '2026-11-03T14:30+08:00'],
  ['2026-11-23', '0905', '2026-11-23T09:05+08:00'],
])('day and time of a page, %s %s, are one instant in Hong Kong', (attendedOn, attendedTime, attendedAt) => {
  expect(attendedFrom({ attendedOn, attendedTime, note: 'n' }).body).toEqual({ attendedAt, note: 'n' })
})

test('a day or a time that is none is named, each beside its field', () => {
  expect(defectsOf(attendedFrom({ attendedOn: '2026-2-30', attendedTime: '24:00' }).result)).toEqual([
    'attendedOn DATE_FORM',
    'attendedTime WRONG_SHAPE',
  ])
  expect(defectsOf(attendedFrom({}).result)).toEqual(['attendedOn MISSING', 'attendedTime MISSING'])
})

const failure = { attendedAt: attendance.attendedAt, attendee: 'APPLICANT', reasonCodes: ['DOCUMENTS_MISSING'] }

test('a failure may ask for more, and may set another last day with its reason (R34d, R35b)', () => {
  expect(parseFailure(failure)).toMatchObject({ ok: true, value: { supplement: false, attendBy: null } })
  const asked = { ...failure, supplement: true, attendBy: '2026-12-31', attendByReason: 'It comes from abroad.' }
  expect(parseFailure(asked)).toMatchObject({
    ok: true,
    value: {
      supplement: true,
      attendBy: Date.parse('2026-12-31T15:59:59.999Z'),
      attendByReason: 'It comes from abroad.',
    },
  })
})

test.each([
  [{ attendBy: '2026-12-31', attendByReason: 'x' }, ['attendBy NOT_WANTED']],
  [{ supplement: true, attendBy: '2026-12-31' }, ['attendByReason MISSING']],
  [{ supplement: true, attendByReason: 'x' }, ['attendBy MISSING']],
  [{ supplement: true, attendBy: '2026-02-30', attendByReason: 'x' }, ['attendBy DATE_FORM']],
])('another last day needs a supplement and a reason: %j', (given, expected) => {
  expect(defectsOf(parseFailure({ ...failure, ...given }))).toEqual(expected)
})
