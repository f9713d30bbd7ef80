import { expect, test } from 'vitest'
import { retryDelaysMs } from './fax-preparation.ts'
import { began, createFaxOffice, faxIdOf, hourMs, pagesOf, receiveFax, storyOfFax } from './fax-story.ts'

const typesOf = (outputs: readonly { readonly type: string }[]) => outputs.map(({ type }) => type)
const done = (jobId: string, pages = 2) => ({
  isDone: true,
  archiveId: 'archive-1',
  pages: pagesOf(faxIdOf(jobId), pages),
})

test('R32b: a fax is taken, its pages are prepared, and it is handed over with all that came', () => {
  const story = storyOfFax('1')
  expect(story.input(receiveFax('1'), began)).toMatchObject([
    { type: 'FaxReceived', data: { faxId: faxIdOf('1'), at: began, waitsUntil: null } },
  ])
  expect(story.effects).toMatchObject([
    { kind: 'prepare-pages', request: { documentId: 'original-1', title: 'Fax 1' } },
  ])
  const [prepared, handed] = story.settle(story.effects[0]!.id, 'succeeded', began + 1_000, done('1'))
  expect(prepared?.type).toBe('FaxPagesPrepared')
  expect(handed).toMatchObject({
    type: 'FaxPaperReceived',
    data: {
      paperId: faxIdOf('1'),
      paper: {
        ...{ channel: 'FAX', receivedAt: began - 60_000, source: 'gateway-1', isWhole: true, continuesId: null },
        documents: [
          { subjectId: faxIdOf('1'), sourceId: '1', archiveId: 'archive-1', pages: [{ page: 1 }, { page: 2 }] },
        ],
      },
    },
  })
  expect(story.state).toMatchObject({ status: 'HANDED_OVER', calls: [{ pages: [] }] })
  expect(story.timers).toEqual([])
})

test('R32b: the same job with the same document has its first receipt, with another one it is refused', () => {
  const story = storyOfFax('1')
  story.input(receiveFax('1'), began)
  // What else a gateway says the second time changes nothing.
  const again = receiveFax('1', { isPartial: true, pagesReceived: 9, receivedAt: began + 1 })
  expect(story.input(again, began + hourMs)).toEqual([
    { type: 'FaxRepeated', data: { faxId: faxIdOf('1'), at: began + hourMs, acceptedAt: began } },
  ])
  expect(story.input(receiveFax('1', { sha256: 'another' }), began + hourMs)).toMatchObject([
    { type: 'FaxRefused', data: { code: 'JOB_CONFLICT', sha256: 'another' } },
  ])
  expect(story.state).toMatchObject({ status: 'PREPARING', received: { call: { sha256: 'hash-of-1' } } })
})

test('a fax that was refused is on record, and is taken when it comes in order', () => {
  const story = storyOfFax('1')
  const { call, ...of } = receiveFax('1').data
  const { jobId, receivedAt, sha256 } = call
  const refusal = { faxId: of.faxId, gateway: of.gateway, jobId, receivedAt, sha256, code: 'UNREADABLE' } as const
  story.input({ type: 'RecordFaxRefusal', data: refusal }, began)
  expect(story.rows).toMatchObject([{ table: 'faxes', data: { status: 'REFUSED', refusalCode: 'UNREADABLE' } }])
  expect(typesOf(story.input(receiveFax('1', { sha256: 'in order' }), began + 1_000))).toEqual(['FaxReceived'])
  expect(story.input({ type: 'RecordFaxRefusal', data: refusal }, began + 2_000)).toEqual([])
  expect(story.rows).toMatchObject([{ data: { status: 'PREPARING', refusalCode: null, sha256: 'in order' } }])
})

test('a row names everything that is stored under the fax, before any of it is there', () => {
  const story = storyOfFax('1')
  story.input(receiveFax('1', { pagesFound: 3 }), began)
  const ids = story.rows[0]!.data.documentIds as readonly string[]
  expect(ids).toHaveLength(5)
  expect(ids).toContain('original-1')
  expect(story.rows[0]!.indexes).toMatchObject({ day: { value: 'gateway-1/2026-03-02' } })
})

test('R32b: a preparation that fails is tried again, and in the end the fax is handed over with what is known', () => {
  const story = storyOfFax('1')
  story.input(receiveFax('1'), began)
  let at = began
  for (const wait of retryDelaysMs) {
    at += 1_000
    story.settle(story.effects[0]!.id, wait === retryDelaysMs[1] ? 'in-doubt' : 'failed', at, { code: 'NotNow' })
    expect(story.effects).toEqual([])
    at += wait
    story.advanceTo(at)
    expect(story.effects).toHaveLength(1)
  }
  const outputs = story.settle(story.effects[0]!.id, 'failed', at + 1_000, { code: 'NotNow' })
  expect(typesOf(outputs)).toEqual(['FaxPagesPrepared', 'FaxPaperReceived'])
  expect(outputs[1]!.data).toMatchObject({
    paper: {
      documents: [
        {
          archiveId: null,
          pages: [
            { page: 1, damage: /NotNow/ },
            { page: 2, pictureId: null },
          ],
        },
      ],
    },
  })
})

test('a restart while pages are prepared counts as no failure: they are prepared at once', () => {
  const story = storyOfFax('1')
  story.input(receiveFax('1'), began)
  const before = story.effects[0]!.id
  story.settle(before, 'in-doubt', began + 1_000, { code: 'RESTARTED' })
  expect(story.state?.calls).toMatchObject([{ attempt: 2, failures: 0, retryAt: null }])
  expect([story.effects.length, story.effects[0]?.id === before]).toEqual([1, false])
})

test('what takes long goes on, and counts as no failure; what cannot be read is not tried again', () => {
  const story = storyOfFax('1')
  story.input(receiveFax('1'), began)
  for (let i = 1; i <= 20; i += 1)
    story.settle(story.effects[0]!.id, 'succeeded', began + i * 45_000, { isDone: false })
  expect(story.state?.calls).toMatchObject([{ attempt: 21, failures: 0 }])
  const outputs = story.settle(story.effects[0]!.id, 'failed', began + hourMs, { code: 'UNREADABLE' })
  expect(typesOf(outputs)).toEqual(['FaxPagesPrepared', 'FaxPaperReceived'])
})

test('pages that the gateway counted and the document has not are missing; it is told and not refused', () => {
  const wholeOf = (call: Parameters<typeof receiveFax>[1]) => {
    const office = createFaxOffice()
    office.give(receiveFax('1', call))
    office.prepareAll()
    return office.papers[0]!.isWhole
  }
  expect(wholeOf({ pagesFound: 2, pagesReceived: 2 })).toBe(true)
  expect(wholeOf({ pagesFound: 3, pagesReceived: 2, pagesDeclared: 3 })).toBe(true)
  expect(wholeOf({ pagesFound: 2, pagesReceived: 3 })).toBe(false)
  expect(wholeOf({ pagesFound: 2, pagesDeclared: 3 })).toBe(false)
})

test('a time that a wrong clock told is that of the receipt at the latest', () => {
  const story = storyOfFax('1')
  story.input(receiveFax('1', { receivedAt: began + 24 * hourMs }), began)
  expect(story.state?.received?.call.receivedAt).toBe(began)
})
