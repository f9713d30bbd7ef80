import { seededReference } from '@icms/reference-data/seeded-reference'
import { expect, test } from 'vitest'
import { paper } from './paper.ts'
import type { PaperInput } from './paper-messages.ts'
import {
  administrator,
  arrived,
  clerk,
  command,
  dismiss,
  documentOf,
  join,
  joined,
  leaf,
  pageOf,
  paperId,
  receivedAt,
  soon,
  splitOff,
  taken,
} from './paper-story.ts'

const dayMs = 86_400_000
const withApplication = {
  type: 'ErasePaper',
  data: { paperId, applicationId: 'app-1', at: soon, decidedBy: 'staff-9', role: 'r', reason: 'ORDERED' },
} as const
const paperDecides = (told: ReturnType<typeof arrived>, input: PaperInput) =>
  paper.decide(input, told.state, { key: paperId, id: 'x', at: soon, actor: clerk, reference: seededReference })
const effect = (told: ReturnType<typeof arrived>, kind: string) => told.effects.find(one => one.kind === kind)

test('paper is erased with its application, with everything that came with it, and again until it is gone', () => {
  const told = arrived([documentOf('a', [pageOf(1)]), documentOf('b', [pageOf(1)], { subjectId: 'fax-2' })])
  told.input(join('app-1'), soon, clerk)
  told.input(taken('app-1'), soon)
  told.input(withApplication, soon, administrator)
  const wanted = effect(told, 'erase-subject')!
  expect(wanted.request).toMatchObject({ subjectId: paperId, others: ['fax-1', 'fax-2'], actor: { id: 'staff-9' } })
  told.settle(wanted.id, 'failed', soon)
  told.settle(effect(told, 'erase-subject')!.id, 'succeeded', soon)
  expect(told.state?.erasure?.erasedAt).toBe(soon)
  expect(told.effects).toEqual([])
  expect(told.rows.flatMap(({ indexes }) => Object.keys(indexes ?? {}))).toEqual([])
})

test('paper that has moved on is not erased with the application before', () => {
  const told = joined('app-2')
  expect(told.input(withApplication, soon, administrator)).toEqual([])
})

test('the whole waits for a part that is elsewhere: it lies in the same files, and may be of another person', () => {
  const told = joined('app-1')
  told.input(splitOff(3), soon, clerk)
  told.input(withApplication, soon, administrator)
  expect(effect(told, 'erase-subject')).toBeUndefined()
  const { partId } = told.state!.parts[0]!
  told.input({ type: 'NotePartGone', data: { paperId, partId, at: soon } }, soon)
  expect(effect(told, 'erase-subject')).toBeDefined()
})

test('a part that comes back to paper that is being erased stays a paper of its own', () => {
  const told = joined('app-1')
  told.input(splitOff(3), soon, clerk)
  told.input(withApplication, soon, administrator)
  const { partId } = told.state!.parts[0]!
  const documents = [documentOf('original', [pageOf(3)])]
  const data = { paperId, at: soon, partId, documents, identityPages: [] }
  const outputs = paperDecides(told, { type: 'TakeBackPart', data })
  expect(outputs).toMatchObject([{ type: 'TakePart', key: partId, data: { paper: { documents } } }])
})

test('paper of which nothing came is erased when it was kept long enough, by whom and why on record', () => {
  const told = arrived()
  const erase = command('ErasePaperKept', { reason: 'NO_LONGER_NEEDED', retentionDays: 30 })
  expect(told.input(erase, soon, administrator)).toMatchObject([{ data: { reason: 'NOT_DISMISSED' } }])
  told.input(dismiss, soon, clerk)
  expect(told.input(erase, soon + 29 * dayMs, administrator)).toMatchObject([
    {
      type: 'PaperCommandRefused',
      data: { reason: 'RETENTION_RUNS', until: Date.parse('2026-04-01T23:59:59.999+08:00') },
    },
  ])
  expect(told.input(erase, soon + 31 * dayMs, administrator)).toMatchObject([
    { type: 'PaperErasureDecided', data: { decidedBy: 'staff-9', retentionDays: 30, applicationId: null } },
  ])
  expect(told.input(erase, soon + 32 * dayMs, administrator)).toMatchObject([{ data: { reason: 'ERASED' } }])
})

test('copies of identity documents are purged when the application is decided, and not before', () => {
  const told = arrived([
    documentOf('form', [pageOf(1), pageOf(2)]),
    documentOf('card', [pageOf(1, { pictureId: 'p-card' })]),
  ])
  told.input(join('app-1'), soon, clerk)
  told.input(taken('app-1'), soon)
  told.input(command('MarkIdentityPages', { pages: [leaf(2, 'form'), leaf(1, 'card')] }), soon, clerk)
  expect(effect(told, 'purge-documents')).toBeUndefined()
  told.input({ type: 'SettlePaper', data: { paperId, applicationId: 'app-1', at: soon } }, soon)
  const wanted = effect(told, 'purge-documents')!
  // Of the form one page among others; of the card everything.
  expect(wanted.request).toEqual({
    subjectId: paperId,
    documentIds: ['picture-2', 'p-card', 'card', 'archive-of-card'],
  })
  told.settle(wanted.id, 'in-doubt', receivedAt + 120_000)
  expect(effect(told, 'purge-documents')?.id).toBe('purge-2')
  told.settle('purge-2', 'succeeded', receivedAt + 130_000, { isDeleted: true })
  expect(effect(told, 'purge-documents')).toBeUndefined()
  expect(told.state).toMatchObject({ purgedAt: receivedAt + 130_000, purgedPages: [leaf(2, 'form'), leaf(1, 'card')] })
})

test('what is marked later, or joins what has ended, is purged as well; one that the deployment keeps is asked once', () => {
  const told = arrived()
  told.input(join('app-1'), soon, clerk)
  told.input(taken('app-1', true), soon)
  told.input(command('MarkIdentityPages', { pages: [leaf(2)] }), soon, clerk)
  told.settle('purge-1', 'succeeded', soon + 120_000, { isDeleted: false })
  expect(told.state?.purgedAt).toBeNull()
  expect(effect(told, 'purge-documents')).toBeUndefined()
})
