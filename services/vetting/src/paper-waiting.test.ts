import { seededReference, withRecorded } from '@icms/reference-data/seeded-reference'
import { defaultPolicy } from '@icms/schemas/policy'
import { expect, test } from 'vitest'
import { hongKong } from './application-story.ts'
import { paperUnder } from './paper.ts'
import {
  arrived,
  clerk,
  command,
  dismiss,
  faxReceived,
  join,
  joined,
  newPaper,
  notTaken,
  paperId,
  paperWith,
  receivedAt,
  reopen,
  secondClerk,
  soon,
  splitOff,
  takeOut,
  taken,
  threePages,
  transcribe,
  checkAs,
} from './paper-story.ts'

const endOf = (day: string) => hongKong(`${day}T23:59:59.999`)
const target = (day: string) => [{ name: 'paper-target', at: endOf(day) }]
/** The paper of the stories came on Monday 2 March 2026. */
const nextDay = '2026-03-03'

test.each([
  ['2026-03-02T17:30', '2026-03-03'],
  ['2026-03-02T17:30:00.001', '2026-03-04'],
  ['2026-04-02T10:00', '2026-04-08'],
])('paper of %s should be typed in or placed by the end of %s (R32b, A32)', (came, last) => {
  const told = newPaper()
  const at = hongKong(came)
  const paper = paperWith(threePages, { receivedAt: at })
  told.input({ type: 'FaxPaperReceived', data: { paperId, at, paper } }, at)
  expect(told.timers).toEqual(target(last))
  expect(told.advanceTo(endOf(last))).toEqual([
    {
      type: 'PaperOverdue',
      data: { paperId, at: endOf(last), countedFrom: at, workingDays: 1, referenceVersion: seededReference.version },
    },
  ])
  expect(told.timers).toEqual([])
  expect(told.rows.find(({ table }) => table === 'paper-list')?.indexes).toMatchObject({
    overdue: { value: 'OVERDUE', order: at },
  })
})

test('it counts from the receipt, also where it was long on its way to vetting (A32)', () => {
  const told = newPaper()
  told.input(faxReceived(), endOf('2026-03-06'))
  expect(told.advanceTo(endOf('2026-03-06') + 1)).toMatchObject([
    { data: { at: endOf(nextDay), countedFrom: receivedAt } },
  ])
})

test('it runs on while paper is asked for, typed in, checked and read differently (R32b)', () => {
  const told = arrived()
  const steps = [
    [join('app-9'), clerk],
    [notTaken('app-9'), clerk],
    [transcribe, clerk],
    [checkAs({ name: { surnameEn: 'WONG', givenNameEn: null, nameZh: null } }), secondClerk],
    [transcribe, secondClerk],
    [reopen, clerk],
  ] as const
  for (const [input, who] of steps) {
    told.input(input, soon, who)
    expect([input.type, told.timers]).toEqual([input.type, target(nextDay)])
  }
})

test('placed or dismissed it waits no more; taken out or looked at again it waits anew, from then (R32b)', () => {
  const placed = joined()
  expect(placed.timers).toEqual([])
  // To move it asks another application, and it stays meanwhile where it is.
  placed.input(join('app-2'), soon, clerk)
  expect(placed.timers).toEqual([])
  placed.input(taken('app-2'), soon)
  placed.input(takeOut, hongKong('2026-03-05T09:00'), clerk)
  expect(placed.timers).toEqual(target('2026-03-06'))

  const dismissed = arrived()
  dismissed.advanceTo(endOf(nextDay))
  dismissed.input(dismiss, hongKong('2026-03-04T09:00'), clerk)
  expect([dismissed.timers, dismissed.state?.waitClock]).toEqual([[], null])
  dismissed.input(reopen, hongKong('2026-03-05T09:00'), clerk)
  expect(dismissed.timers).toEqual(target('2026-03-06'))
})

test('a part goes on by the clock of the paper that it was split off from; nobody is told twice of its pages', () => {
  const whole = arrived()
  const late = endOf(nextDay) + 1
  for (const [at, ranOutAt] of [
    [soon, null],
    [late, endOf(nextDay)],
  ] as const) {
    const [, taking] = whole.input(splitOff(2), at, clerk, `split-${at}`)
    expect(taking).toMatchObject({ data: { waitClock: { countedFrom: receivedAt, ranOutAt } } })
    const part = newPaper()
    part.input(taking as never, at)
    expect(part.timers).toEqual(ranOutAt === null ? target(nextDay) : [])
    whole.input(command('SetPaperAssignee', { assignee: null }), at, clerk)
    if (ranOutAt === null) whole.input(back(taking), at)
  }
})

const back = (taking: unknown) => {
  const { paper } = (
    taking as { readonly data: { readonly paper: { readonly documents: typeof threePages; paperId: string } } }
  ).data
  const data = { paperId, at: soon, partId: paper.paperId, documents: paper.documents, identityPages: [] }
  return { type: 'TakeBackPart', data } as const
}

test('a part of paper that is with an application waits from when it was split off', () => {
  const whole = joined()
  const at = hongKong('2026-03-10T09:00')
  const [, taking] = whole.input(splitOff(2), at, clerk)
  const part = newPaper()
  part.input(taking as never, at)
  expect(part.timers).toEqual(target('2026-03-11'))
})

test('a closure that is recorded while it waits moves the end; the days are a setting, and stay as they began', () => {
  const told = arrived()
  const day = hongKong(`${nextDay}T00:00`)
  const closure = {
    ...{ entryId: 'closure.1', effectiveFrom: nextDay },
    content: {
      'icms.reference.Closure': { from: day, until: day + 86_400_000, wholeDay: true, reason: 'BLACK_RAINSTORM' },
    } as const,
  }
  told.reference = withRecorded(seededReference, closure, day + 1)
  expect(told.timers).toEqual(target('2026-03-04'))
  told.reference = seededReference
  told.aggregate = paperUnder({ ...defaultPolicy, paperDays: 3 })
  expect(told.timers).toEqual(target(nextDay))
  told.input(dismiss, soon, clerk)
  told.input(reopen, soon, clerk)
  expect(told.timers).toEqual(target('2026-03-05'))
})
