import { caseIdOf } from '@icms/schemas/case-number'
import type { MessageOf } from '@icms/schemas/message-of'
import { expect, test } from 'vitest'
import { accountId, activeStory, hk, newStory } from './account-story.ts'

const madeAt = hk('2023-03-01T10:00')
const caseNumber = 'DCPI 1234/2023'
const inCase = { caseId: caseIdOf(caseNumber), caseNumber }
const order = { accountId, at: madeAt, source: '/court/dc', sourceId: '1', courtReference: 'ORD-1', ...inCase }
const made = (orderId: string, deliveryId = `of-${orderId}`): MessageOf<'OrderMade'> => ({
  type: 'OrderMade',
  data: { ...order, orderId, deliveryId, madeAt },
})
const lifted = (orderId: string): MessageOf<'OrderLifted'> => ({
  type: 'OrderLifted',
  data: { ...order, orderId, deliveryId: `end-of-${orderId}`, liftedAt: madeAt + 5 },
})
const restrictionsOf = (story: ReturnType<typeof activeStory>) =>
  (story.rows[0]!.data as { restrictions: readonly { orderId: string }[] }).restrictions.map(one => one.orderId)

test('an order of the court is recorded with the account, each until it is lifted, and the court is answered (R11)', () => {
  const story = activeStory()
  expect(story.input(made('one'), madeAt + 1)).toMatchObject([
    { type: 'RestrictionRecorded', data: { orderId: 'one', ...inCase, madeAt, deliveryId: 'of-one' } },
  ])
  story.input(made('two'), madeAt + 2)
  expect(restrictionsOf(story)).toEqual(['one', 'two'])
  expect(story.input(lifted('one'), madeAt + 6)).toMatchObject([
    { type: 'RestrictionLifted', data: { orderId: 'one', deliveryId: 'end-of-one' } },
  ])
  expect(restrictionsOf(story)).toEqual(['two'])
  expect(story.state!.account!.history.slice(-3).map(entry => entry.event)).toEqual([
    'RestrictionRecorded',
    'RestrictionRecorded',
    'RestrictionLifted',
  ])
})

test('the same order told twice is one, and one that was lifted before it was told of stops nobody (R11)', () => {
  const story = activeStory()
  story.input(made('one'), madeAt + 1)
  story.input(made('one', 'again'), madeAt + 2)
  expect(restrictionsOf(story)).toEqual(['one'])
  story.input(lifted('late'), madeAt + 6)
  expect(story.input(made('late'), madeAt + 7)).toMatchObject([{ type: 'RestrictionLifted' }])
  expect(restrictionsOf(story)).toEqual(['one'])
})

test('an order on nobody whom we know is refused', () => {
  expect(newStory().input(made('one'), madeAt)).toMatchObject([
    { type: 'RestrictionRefused', data: { reason: 'UNKNOWN_ACCOUNT', deliveryId: 'of-one' } },
  ])
})
