import type { MessageOf } from '@icms/schemas/message-of'
import { expect, test } from 'vitest'
import { accountId, at, caseId, caseNumber, confirmed, link, newStory, requested, supporter } from './case-story.ts'

const told = { caseId, caseNumber, at, deliveryId: 'd', source: '/court/dc', sourceId: '1', courtReference: 'JUD-1' }
const disposed = (disposedAt: number): MessageOf<'CaseDisposed'> => ({
  type: 'CaseDisposed',
  data: { ...told, disposedAt },
})
const reopened = (reopenedAt: number): MessageOf<'CaseReopened'> => ({
  type: 'CaseReopened',
  data: { ...told, reopenedAt },
})

function linkedStory() {
  const story = newStory()
  story.input(confirmed('filing-1'), at)
  return story
}

test('each linked account is told that its case was disposed of, and that it goes on (R16a, A13)', () => {
  const story = linkedStory()
  expect(story.input(disposed(at + 1), at + 2)).toMatchObject([
    { type: 'CaseStandingChanged', data: { disposedAt: at + 1, reopenedAt: null } },
    { type: 'LinkedCaseChanged', data: { accountId, caseNumber, disposedAt: at + 1 } },
  ])
  expect(story.rows).toContainEqual(
    expect.objectContaining({ table: 'links', data: expect.objectContaining({ disposedAt: at + 1 }) }),
  )
  expect(story.input(reopened(at + 5), at + 6)).toMatchObject([
    { type: 'CaseStandingChanged', data: { disposedAt: null, reopenedAt: at + 5 } },
    { type: 'LinkedCaseChanged', data: { accountId, disposedAt: null } },
  ])
  expect(story.state!.history.slice(-2).map(entry => entry.event)).toEqual(['CaseDisposed', 'CaseReopened'])
})

test('what happened last counts, in whatever order it comes and however often (A13)', () => {
  const story = linkedStory()
  expect(story.input(reopened(at + 5), at + 6)).toMatchObject([{ type: 'CaseStandingChanged' }])
  expect(story.input(disposed(at + 1), at + 7)).toEqual([])
  expect(story.input(disposed(at + 9), at + 10)).toHaveLength(2)
  expect(story.input(disposed(at + 9), at + 11)).toEqual([])
  expect(story.input(reopened(at + 6), at + 12)).toMatchObject([{ data: { disposedAt: at + 9, reopenedAt: at + 6 } }])
  expect(story.state).toMatchObject({ disposedAt: at + 9 })
})

test('whoever is linked later learns that the case was disposed of before (R16a)', () => {
  const story = newStory()
  story.input(requested(), at)
  expect(story.input(disposed(at + 1), at + 2)).toHaveLength(1)
  const [, linked] = story.input(link, at + 3, supporter)
  expect(linked).toMatchObject({ type: 'CaseLinked', data: { disposedAt: at + 1 } })
})

test('a filing that is told after the disposal links the same as one that was told before it (I5, R16a)', () => {
  const story = newStory()
  expect(story.input(disposed(at + 5), at + 6)).toMatchObject([{ type: 'CaseStandingChanged' }])
  expect(story.input(confirmed('filing-1'), at + 7)).toMatchObject([
    { type: 'CaseLinked', data: { accountId, disposedAt: at + 5 } },
  ])
})
