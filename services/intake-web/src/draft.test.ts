import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import { exampleOf } from '@icms/schemas/example-messages'
import type { ApplicationSubmitted } from '@icms/schemas/generated/intake-web-events-v1'
import { defaultPolicy } from '@icms/schemas/policy'
import { expect, test } from 'vitest'
import { draft, draftLimits, draftUnder } from './draft.ts'

const at = Date.parse('2023-02-01T10:00+08:00')
const dayMs = 24 * 3_600_000
const applicationId = 'app-1'
const save = (form = '{"name.surnameEn":"Chan"}') =>
  ({
    type: 'SaveDraft',
    data: { applicationId, email: 'taiman@example.com', language: 'EN', emailProvenAt: at, form },
  }) as const
const document = (documentId: string) => ({
  documentId,
  kind: 'HKID',
  fileName: 'card.pdf',
  mediaType: 'application/pdf',
  bytes: 10,
  sha256: 'f'.repeat(64),
  scan: 'CLEAN' as const,
})
const add = (id: string) => ({ type: 'AddDocument', data: { applicationId, document: document(id) } }) as const
const remove = (documentId: string) => ({ type: 'RemoveDocument', data: { applicationId, documentId } }) as const
const submitted = (ids: readonly string[]) =>
  ({
    type: 'ApplicationSubmitted',
    data: {
      ...(exampleOf('intake-web.events.v1', 'ApplicationSubmitted') as ApplicationSubmitted),
      applicationId,
      documents: ids.map(document),
    },
  }) as const
const story = () => storyOf(draft, { key: applicationId, contracts })

test('a draft expires 90 days after it was touched last, and then erases itself', () => {
  const told = story()
  told.input(save(), at)
  told.input(save('{"phone":"1"}'), at + 10 * dayMs)
  expect(told.rows).toMatchObject([{ table: 'drafts', data: { form: '{"phone":"1"}', expiresAt: at + 100 * dayMs } }])
  expect(told.advanceTo(at + 99 * dayMs)).toEqual([])
  expect(told.advanceTo(at + 100 * dayMs)).toMatchObject([{ type: 'DraftEnded', data: { reason: 'EXPIRED' } }])
  expect(JSON.stringify(told.state)).not.toMatch(/taiman|phone/)
  expect(told.effects).toEqual([])
  const due = told.advanceTo(at + 100 * dayMs + draftLimits.erasedAfterMs)
  expect(due).toEqual([
    { type: 'AbandonedErasureDue', data: { subjectId: applicationId, at: expect.any(Number), attempt: 1 } },
  ])
  expect(told.effects).toEqual([
    {
      id: 'erase-1',
      kind: 'erase-subject',
      request: { subjectId: applicationId, actor: { kind: 'system', id: 'gateway' } },
    },
  ])
  expect(told.settle('erase-1', 'in-doubt', at + 101 * dayMs)).toMatchObject([{ data: { isErased: false } }])
  expect(told.settle('erase-2', 'succeeded', at + 102 * dayMs)).toMatchObject([
    { data: { attempt: 2, isErased: true } },
  ])
  expect(told.state).toBeUndefined()
})

test('documents come with a draft, 20 at most, each once; adding one is touching it (R33)', () => {
  const told = story()
  expect(told.input(add('d-0'), at)).toMatchObject([{ type: 'DraftRefused', data: { reason: 'NO_DRAFT' } }])
  told.input(save(), at)
  for (let n = 0; n < draftLimits.documentsMax; n += 1) told.input(add(`d-${n}`), at + dayMs)
  expect(told.input(add('d-0'), at + dayMs)).toEqual([])
  expect(told.input(add('d-more'), at + dayMs)).toMatchObject([{ data: { reason: 'TOO_MANY_DOCUMENTS' } }])
  expect(told.timers).toEqual([{ name: 'draft-expires', at: at + 91 * dayMs }])
})

test('the file of a document that is taken back is deleted', () => {
  const told = story()
  told.input(save(), at)
  told.input(add('d-1'), at)
  expect(told.input(remove('d-1'), at + 1)).toMatchObject([{ type: 'DocumentRemoved' }])
  expect(told.input(remove('d-1'), at + 2)).toEqual([])
  expect(told.effects).toEqual([
    { id: 'discard-d-1', kind: 'discard-document', request: { applicationId, documentId: 'd-1' } },
  ])
  expect(told.settle('discard-d-1', 'succeeded', at + 3)).toMatchObject([{ data: { isDeleted: true } }])
})

test('a draft that is given up takes nothing more, and is erased an hour later', () => {
  const told = story()
  told.input(save(), at)
  told.input(add('d-1'), at)
  told.input({ type: 'DiscardDraft', data: { applicationId } }, at + 1)
  expect(JSON.stringify(told.state)).not.toMatch(/taiman|Chan|\.pdf/)
  expect(told.rows).toEqual([])
  told.settle('discard-d-1', 'failed', at + 2)
  expect(told.input(save(), at + 3)).toMatchObject([{ type: 'DraftRefused', data: { reason: 'NO_DRAFT' } }])
  expect(told.advanceTo(at + draftLimits.erasedAfterMs)).toEqual([])
  told.advanceTo(at + 1 + draftLimits.erasedAfterMs)
  told.settle('erase-1', 'succeeded', at + dayMs)
  expect(told.state).toBeUndefined()
})

test('a form that was submitted as its draft ended is never erased with it', () => {
  const told = story()
  told.input(save(), at)
  told.input({ type: 'DiscardDraft', data: { applicationId } }, at + 1)
  expect(told.input(submitted([]), at + 2)).toMatchObject([{ type: 'DraftEnded', data: { reason: 'SUBMITTED' } }])
  expect(told.timers).toEqual([])
  expect(told.effects).toEqual([])
})

test('what an application was made of takes nothing more; a document that came too late for it is deleted', () => {
  const told = story()
  told.input(save(), at)
  told.input(add('d-1'), at)
  told.input(add('d-late'), at + 1)
  expect(told.input(submitted(['d-1']), at + 2)).toMatchObject([
    { type: 'DocumentRemoved', data: { documentId: 'd-late' } },
    { type: 'DraftEnded', data: { reason: 'SUBMITTED' } },
  ])
  expect(told.effects).toMatchObject([{ id: 'discard-d-late' }])
  expect(told.input(save(), at + 3)).toMatchObject([{ type: 'DraftRefused', data: { reason: 'SUBMITTED' } }])
  expect(told.timers).toEqual([])
})

test('how long a draft is kept is a setting, and what was promised is not brought forward by another', () => {
  const short = draftUnder({ ...defaultPolicy, draftDays: 10 })
  const fresh = storyOf(short, { key: applicationId, contracts })
  expect(fresh.input(save(), at)).toMatchObject([{ data: { expiresAt: at + 10 * dayMs } }])
  const told = story()
  told.input(save(), at)
  told.aggregate = short
  expect(told.input(save('{"phone":"1"}'), at + dayMs)).toMatchObject([{ data: { expiresAt: at + 90 * dayMs } }])
  expect(told.input(add('d-1'), at + 85 * dayMs)).toMatchObject([{ data: { expiresAt: at + 95 * dayMs } }])
})
