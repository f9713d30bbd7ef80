import { storyOf } from '@icms/backbone/story'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { contracts } from '@icms/schemas/contracts'
import type { MessageOf } from '@icms/schemas/message-of'
import { expect, test } from 'vitest'
import { accountId, administrator, hk } from './account-story.ts'
import { accountViews } from './account-views.ts'

const at = hk('2023-04-04T10:30:00')
const saw = (part: 'ACCOUNT' | 'CASE'): MessageOf<'RecordAccountView'> => ({
  type: 'RecordAccountView',
  data: { accountId, part, documentId: null },
})

test('who of the staff sees an account, or a case that names it, is recorded; nobody else is', () => {
  const story = storyOf(accountViews, { key: accountId, contracts, reference: seededReference })
  const [viewed] = story.input(saw('ACCOUNT'), at, administrator)
  const by = { viewedBy: 'staff-9', role: 'judiciary-administrator' }
  expect(viewed).toEqual({
    type: 'AccountViewed',
    data: { accountId, at, ...by, part: 'ACCOUNT', documentId: null },
  })
  story.input(saw('CASE'), at, administrator)
  expect(story.input(saw('CASE'), at, { kind: 'account', id: accountId })).toEqual([])
  expect(story.state?.views).toMatchObject([
    { ...by, part: 'ACCOUNT', count: 1 },
    { ...by, part: 'CASE', count: 1 },
  ])
})
