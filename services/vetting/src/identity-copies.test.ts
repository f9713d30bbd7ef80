import { expect, test } from 'vitest'
import type { ApplicationInput } from './application-messages.ts'
import {
  administrator,
  applicationId,
  approve,
  approveForAuthentication,
  authenticated,
  claimed,
  newStory,
  officer,
  reject,
  requestSupplement,
  submitted,
  submittedAt,
  supplied,
  withdrawalRequested,
} from './application-story.ts'

const at = submittedAt
const document = (documentId: string, kind: string) => ({
  documentId,
  kind,
  fileName: 'scan.pdf',
  mediaType: 'application/pdf',
  bytes: 10,
  sha256: 'f'.repeat(64),
  scan: 'CLEAN' as const,
})
const withDocuments = <Input extends ApplicationInput>(input: Input, documents: readonly object[]): Input =>
  ({ ...input, data: { ...input.data, documents } }) as Input

function vettingOf(documents: readonly object[]) {
  const told = newStory()
  told.input(withDocuments(submitted(at), documents), at)
  told.input(claimed, at)
  told.settle('search-terms-1', 'succeeded', at, { document: 'd', email: 'e', nameEn: 'n', nameZh: null })
  return told
}
const papers = [document('d-card', 'HKID'), document('d-notice', 'NOTICE_OF_PROCEEDING')]

test.each<[string, readonly ApplicationInput[]]>([
  ['rejected', [reject()]],
  ['withdrawn', [withdrawalRequested]],
  ['approved', [approveForAuthentication, authenticated, approve]],
])('copies of identity documents are deleted once the application is %s, other documents are kept', (_, inputs) => {
  const told = vettingOf(papers)
  expect(told.effects).toEqual([])
  for (const input of inputs) told.input(input, at + 1, administrator)
  const request = { subjectId: applicationId, documentIds: ['d-card'] }
  expect(told.effects).toEqual([{ id: 'purge-1', kind: 'purge-documents', request }])
  expect(told.settle('purge-1', 'succeeded', at + 2, { isDeleted: true })).toEqual([
    {
      type: 'IdentityCopiesPurged',
      data: { applicationId, at: at + 2, attempt: 1, documentIds: ['d-card'], outcome: 'DELETED' },
    },
  ])
  expect(told.rows[0]!.data).toMatchObject({ purge: { at: at + 2, documentIds: ['d-card'] } })
  expect(told.effects).toEqual([])
})

test('so are those that came with an answer, and those of a representative (R34d)', () => {
  const told = vettingOf([])
  told.input(requestSupplement(), at + 1, officer)
  const answer = supplied(told.state!.supplements.at(-1)!.requestId)
  told.input(withDocuments(answer, [document('d-2', 'REPRESENTATIVE_ID'), document('d-3', 'OTHER')]), at + 2)
  told.input(reject(), at + 3, administrator)
  expect(told.effects).toMatchObject([{ request: { documentIds: ['d-2'] } }])
})

test('a deletion that failed or is in doubt is made again; what the deployment keeps is kept, and says so', () => {
  const told = vettingOf(papers)
  told.input(reject(), at + 1, administrator)
  expect(told.settle('purge-1', 'failed', at + 2)).toMatchObject([{ data: { outcome: 'FAILED' } }])
  expect(told.settle('purge-2', 'in-doubt', at + 3)).toMatchObject([{ data: { outcome: 'FAILED' } }])
  expect(told.settle('purge-3', 'succeeded', at + 4, { isDeleted: false })).toMatchObject([
    { data: { outcome: 'KEPT', attempt: 3 } },
  ])
  expect(told.state!.purge).toEqual({ at: at + 4, documentIds: [] })
  expect(told.effects).toEqual([])
})

test('without such copies there is nothing to delete', () => {
  const told = vettingOf([document('d-notice', 'NOTICE_OF_PROCEEDING')])
  told.input(reject(), at + 1, administrator)
  expect(told.effects).toEqual([])
})
