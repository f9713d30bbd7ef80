import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CaseInput } from './case.ts'
import {
  accessEnded,
  accountId,
  at,
  caseId,
  caseNumber,
  confirmed,
  hk,
  link,
  newStory,
  refuse,
  requested,
  supporter,
} from './case-story.ts'

const reasonsOf = (outputs: readonly { readonly type: string; readonly data: object }[]) =>
  outputs.map(({ type, data }) => ('reason' in data ? `${type} ${data.reason}` : type))

test('a case that was opted for waits for court support staff; registration alone links nothing (R40a, R40d)', () => {
  const story = newStory()
  expect(story.input(requested(), at)).toMatchObject([
    { type: 'LinkRequestRecorded', data: { requestId: 'request-1' } },
  ])
  expect(story.state!.links).toEqual([])
  expect(story.rows.find(({ table }) => table === 'requests')).toMatchObject({
    data: { status: 'REQUESTED', caseNumber },
    indexes: { worklist: { value: 'REQUESTED', order: at }, account: { value: accountId } },
  })
})

test('staff link what was asked, in the role that the court’s record shows, and are recorded (R40c, R3-5)', () => {
  const story = newStory()
  story.input(requested(), at)
  expect(story.input(link, at + 1, supporter)).toMatchObject([
    {
      type: 'LinkDecisionRecorded',
      data: { decidedBy: 'staff-5', role: 'court-support', instructionsVersion: '2023-01' },
    },
    {
      type: 'CaseLinked',
      data: { role: 'DEFENDANT', party: 'CHAN Tai Man', requestId: 'request-1', filedAt: null },
    },
  ])
  expect(story.state).toMatchObject({ requests: [], links: [{ accountId, byRequest: true }] })
  expect(story.input(link, at + 2, supporter)).toMatchObject([{ data: { reason: 'ALREADY_LINKED' } }])
  expect(story.input(requested(), at + 3)).toEqual([])
})

test('staff refuse what was asked with reasons, which the holder sees (R40c)', () => {
  const story = newStory()
  story.input(requested(), at)
  expect(story.input(refuse, at + 1, supporter)).toMatchObject([
    { type: 'LinkDecisionRecorded' },
    { type: 'LinkRequestRefused', data: { reasons: [{ code: 'NOT_A_PARTY' }] } },
  ])
  expect(story.rows.find(({ table }) => table === 'requests')).toMatchObject({
    data: { status: 'REFUSED', reasons: [{ code: 'NOT_A_PARTY' }] },
  })
  expect(story.input(requested(), at + 2)).toEqual([])
})

test('a filing that comes while a request waits links and settles it (R40e, 7.3)', () => {
  const story = newStory()
  story.input(requested(), at)
  expect(story.input(confirmed('filing-1'), at + 1)).toMatchObject([
    { type: 'CaseLinked', data: { requestId: 'request-1', filingId: 'filing-1', filedAt: at } },
  ])
  expect(story.state).toMatchObject({ requests: [], links: [{ byRequest: false }] })
})

test('a request for a case that a filing linked already changes nothing (7.3)', () => {
  const story = newStory()
  story.input(confirmed('filing-1'), at)
  expect(story.input(requested(), at + 1)).toMatchObject([{ type: 'LinkKept', data: { filingId: 'request-1' } }])
  expect(story.state!.links).toHaveLength(1)
})

test('no case is linked on request before its type is an e-proceeding (R2)', () => {
  const story = newStory()
  story.input(requested({ caseNumber: 'HCA 1/2023' }), at)
  expect(reasonsOf(story.input(link, at + 1, supporter))).toEqual(['LinkDecisionRefused NOT_AN_E_PROCEEDING'])
  expect(reasonsOf(story.input(link, hk('2025-12-19T09:00'), supporter))).toContain('CaseLinked')
})

test('a decision that does not fit changes nothing and says why', () => {
  expect(reasonsOf(newStory().input(link, at, supporter))).toEqual(['LinkDecisionRefused NO_SUCH_CASE'])
  const story = newStory()
  story.input(requested(), at)
  const another = { ...link, data: { ...link.data, requestId: 'request-2' } }
  expect(reasonsOf(story.input(another, at + 1, supporter))).toEqual(['LinkDecisionRefused NO_SUCH_REQUEST'])
  const unfounded = { ...refuse, data: { ...refuse.data, reasons: [] } }
  expect(reasonsOf(story.input(unfounded, at + 2, supporter))).toEqual(['LinkDecisionRefused NO_REASONS'])
  story.input(accessEnded(), at + 3)
  expect(reasonsOf(story.input(link, at + 4, supporter))).toEqual(['LinkDecisionRefused ACCOUNT_CLOSED'])
})

test('when an account is closed its link ends, and its request is over (I5)', () => {
  const linked = newStory()
  linked.input(confirmed('filing-1'), at)
  expect(linked.input(accessEnded(), at + 1)).toMatchObject([{ type: 'LinkEnded', data: { wasLinked: true } }])
  expect(linked.rows.map(({ table }) => table)).toEqual(['cases'])
  const asked = newStory()
  asked.input(requested(), at)
  expect(asked.input(accessEnded(), at + 1)).toMatchObject([{ type: 'LinkEnded', data: { wasLinked: false } }])
  expect(asked.state).toMatchObject({ requests: [], links: [] })
})

const ofOneLife: readonly CaseInput[] = [
  requested(),
  confirmed('filing-1'),
  confirmed('filing-2'),
  { ...link, data: { ...link.data, role: 'PLAINTIFF' } },
  refuse,
  accessEnded(),
]

const inOrder = (inputs: readonly CaseInput[]) => {
  const story = newStory()
  for (const [n, input] of inputs.entries()) story.input(input, at + n, supporter)
  return story
}

test('a closed account is linked to nothing and waits for nothing, whatever the order of the news (I5)', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...ofOneLife], { minLength: 1 }), some => {
      const { state } = inOrder(some.includes(ofOneLife[5]!) ? some : [...some, accessEnded()])
      expect(state).toMatchObject({ links: [], requests: [], closed: [{ accountId, life: 0 }] })
    }),
    { numRuns: 300 },
  )
})

test('what ended one life of an account does not end the next, whatever the order of the news (A7, I5)', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...ofOneLife, confirmed('filing-3', 1)], { minLength: 7 }), all => {
      expect(inOrder(all).state!.links).toMatchObject([{ accountId, life: 1 }])
    }),
    { numRuns: 300 },
  )
})

test('the desk reads what became of a case, and who decided (R3-5)', () => {
  const { state } = inOrder([requested(), link, accessEnded()])
  expect(state!.history.map(({ event, decidedBy }) => [event, decidedBy])).toEqual([
    ['LinkRequestRecorded', null],
    ['LinkAccount', 'staff-5'],
    ['CaseLinked', null],
    ['LinkEnded', null],
  ])
  expect(state!.caseId).toBe(caseId)
})
