import { expect, test } from 'vitest'
import type { ApplicationInput } from './application-messages.ts'
import {
  administrator,
  applicationId,
  approve,
  authenticated,
  awaitingDecision,
  hongKong,
  inVetting,
  newStory,
  reject,
  submittedAt,
  vetted,
  windowClosed,
  withdrawalRequested,
} from './application-story.ts'

const dayMs = 86_400_000
const endedAt = submittedAt + 60_000
/** The last instant of the 365th day after the day of the end. */
const until = hongKong('2024-04-03T23:59:59.999')
const erase = (days = 365): ApplicationInput => ({
  type: 'EraseApplication',
  data: {
    applicationId,
    reason: 'ASKED_BY_THE_PERSON',
    retention: { rejected: days, lapsed: days, withdrawn: days },
  },
})
const terms = { document: 'd', email: 'e', nameEn: 'n', nameZh: null }
const ended = (by: ApplicationInput = reject(), told = inVetting()) => {
  told.input(by, endedAt, administrator)
  for (const { id } of told.effects) told.settle(id, 'succeeded', endedAt, terms)
  return told
}
const approvedOne = () => ended(approve, awaitingDecision())
const withAccount: ApplicationInput = {
  type: 'AccountErasureDecided',
  data: {
    accountId: '7K3M9P2Q',
    at: until,
    applicationId,
    decidedBy: 'staff-9',
    role: 'judiciary-administrator',
    reason: 'NO_LONGER_NEEDED',
    endedAt,
    retentionDays: 2_557,
    instructionsVersion: null,
    referenceVersion: 1,
  },
}

test.each([
  ['rejected', () => ended()],
  ['withdrawn', () => ended(withdrawalRequested)],
  ['lapsed', () => ended(windowClosed, vetted())],
])(
  'an application that was %s is erased once it was kept long enough, and from then on found by nothing',
  (_, tell) => {
    const told = tell()
    expect(told.rows[0]!.indexes).toMatchObject({ ended: { value: 'ENDED', order: endedAt } })
    expect(told.input(erase(), until + 1, administrator)).toEqual([
      {
        type: 'ApplicationErasureDecided',
        data: {
          applicationId,
          at: until + 1,
          decidedBy: 'staff-9',
          role: 'judiciary-administrator',
          reason: 'ASKED_BY_THE_PERSON',
          endedAt,
          retentionDays: 365,
          instructionsVersion: '2023-01',
          referenceVersion: expect.any(Number),
        },
      },
    ])
    expect(told.rows[0]).toMatchObject({ table: 'applications', indexes: {} })
    expect(told.state).toMatchObject({ searchTerms: null })
    expect(told.effects).toEqual([
      {
        id: 'erase-1',
        kind: 'erase-subject',
        request: {
          subjectId: applicationId,
          actor: { kind: 'staff', id: 'staff-9', role: 'judiciary-administrator' },
        },
      },
    ])
  },
)

test.each([['failed'], ['in-doubt']] as const)('an erasure that is %s is made again until it succeeds', outcome => {
  const told = ended()
  told.input(erase(), until + 1, administrator)
  expect(told.settle('erase-1', outcome, until + 2)).toMatchObject([{ data: { attempt: 1, isErased: false } }])
  expect(told.settle('erase-2', 'succeeded', until + 3)).toMatchObject([{ data: { attempt: 2, isErased: true } }])
  expect(told.effects).toEqual([])
  expect(told.state!.erasure).toMatchObject({ attempt: 2, erasedAt: until + 3 })
})

test.each([
  ['there is none', newStory, until + 1, 'NO_SUCH_APPLICATION', null],
  ['it has not ended', inVetting, until + 1, 'NOT_FINAL', null],
  ['an account came of it', approvedOne, until + 1, 'HAS_ACCOUNT', null],
  ['it still has to be kept, and until when', ended, until, 'RETENTION_RUNS', until],
] as const)('an erasure is refused where %s', (_, tell, at, reason, keptUntil) => {
  const told = tell()
  const data = { command: 'EraseApplication', reason, until: keptUntil }
  expect(told.input(erase(), at, administrator)).toMatchObject([{ type: 'DecisionRefused', data }])
  expect(told.effects.filter(({ kind }) => kind === 'erase-subject')).toEqual([])
  expect(told.state?.erasure ?? null).toBeNull()
})

test('an application is erased once; no other decision is taken on it', () => {
  const told = ended()
  told.input(erase(0), endedAt + dayMs, administrator)
  for (const [input, reason] of [
    [erase(0), 'ERASED'],
    [reject(), 'ALREADY_FINAL'],
  ] as const)
    expect(told.input(input, endedAt + 2 * dayMs, administrator)).toMatchObject([{ data: { reason } }])
  expect(told.input(withAccount, endedAt + 2 * dayMs)).toEqual([])
})

test('an approved application is erased with its account, whenever that is, and says who decided it', () => {
  const told = approvedOne()
  expect(told.input(withAccount, until)).toMatchObject([
    { type: 'ApplicationErasureDecided', data: { decidedBy: 'staff-9', retentionDays: null, endedAt } },
  ])
  expect(told.effects).toMatchObject([{ request: { actor: { id: 'staff-9' } } }])
  expect(inVetting().input(withAccount, until)).toEqual([])
  expect(newStory().input(withAccount, until)).toEqual([])
})

test('what was still being worked out of the person is not worked out any more', () => {
  const told = inVetting()
  told.input(reject(), endedAt, administrator)
  expect(told.effects).toMatchObject([{ kind: 'hash-search-terms' }])
  told.input(erase(0), endedAt + dayMs, administrator)
  expect(told.effects).toMatchObject([{ kind: 'erase-subject' }])
  expect(told.input(authenticated, endedAt + dayMs)).toEqual([])
})
