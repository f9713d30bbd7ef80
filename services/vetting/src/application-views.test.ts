import { storyOf } from '@icms/backbone/story'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { contracts } from '@icms/schemas/contracts'
import type { MessageOf } from '@icms/schemas/message-of'
import { expect, test } from 'vitest'
import { administrator, applicationId, hongKong, officer } from './application-story.ts'
import { applicationViews } from './application-views.ts'

const at = hongKong('2023-04-04T10:30:00')
const newStory = () => storyOf(applicationViews, { key: applicationId, contracts, reference: seededReference })
const saw = (documentId: string | null = null): MessageOf<'RecordApplicationView'> => ({
  type: 'RecordApplicationView',
  data: { applicationId, part: documentId === null ? 'APPLICATION' : 'DOCUMENT', documentId },
})

test('who of the staff sees an application or a document is recorded, in which role, what and when', () => {
  const story = newStory()
  expect(story.input(saw(), at, officer)).toEqual([
    {
      type: 'ApplicationViewed',
      data: { applicationId, at, viewedBy: 'staff-3', role: 'vetting', part: 'APPLICATION', documentId: null },
    },
  ])
  story.input(saw('document-1'), at + 1, administrator)
  story.input(saw(), at + 2, officer)
  expect(story.state?.views).toMatchObject([
    { viewedBy: 'staff-9', role: 'judiciary-administrator', part: 'DOCUMENT', documentId: 'document-1', count: 1 },
    { viewedBy: 'staff-3', part: 'APPLICATION', day: '2023-04-04', count: 2, lastAt: at + 2 },
  ])
})

test('nobody but staff is recorded as having seen it', () => {
  const story = newStory()
  expect(story.input(saw(), at, { kind: 'applicant', id: applicationId })).toEqual([])
})
