import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createPaperHost, desk, key, papersApi } from './paper-host.ts'
import { documentOf, pageOf } from './paper-story.ts'

let host: Awaited<ReturnType<typeof createPaperHost>>
beforeAll(async () => {
  host = await createPaperHost()
})
afterAll(() => host.stop())

test('a cover sheet ties paper to its application; one that has ended is an exception with what to do (R32b)', async () => {
  await host.received('app-sheet')
  await host.told('fax-sheet', [
    documentOf('original', [pageOf(1, { reference: 'app-sheet' })], { subjectId: 'fax-sheet' }),
  ])
  await host.paperBecomes('fax-sheet', { status: 'ASSIGNED', applicationId: 'app-sheet' })
  await host.told('fax-lost', [
    documentOf('original', [pageOf(1, { reference: 'app-nowhere' })], { subjectId: 'fax-lost' }),
  ])
  await host.paperBecomes('fax-lost', { status: 'EXCEPTION', reasons: ['NO_SUCH_APPLICATION'] })
  const officer = await host.officer()
  const list = await officer.get('/desk/vetting/papers?view=EXCEPTION&lang=en')
  expect(list.body).toContain('No application has the reference on it')
})

test('paper is split, a part put back, dismissed and looked at again, on pages and as JSON', async () => {
  await host.faxed('fax-split', [31, 32, 33])
  const officer = await host.officer()
  const form = await officer.get(desk('fax-split', '/split?lang=en'))
  expect((await officer.submit(form, {})).status).toBe(422)
  const done = await officer.submit(form, { 'pages[]': 'fax-split/original/2' })
  expect(done.url).toContain('done=PaperSplit')
  const { parts } = await paperRow('fax-split')
  const partId = parts[0].partId
  await host.paperBecomes(partId, { status: 'UNASSIGNED', partOf: 'fax-split' })
  const read = JSON.parse((await officer.json('GET', `${papersApi}/${partId}`)).body)
  expect(read.documents[0].pages).toMatchObject([{ value: 'fax-split/original/2', place: 1 }])
  expect((await officer.get(read.documents[0].pages[0].picture)).status).toBe(200)
  // The page is with the part now, and not with the whole.
  expect((await officer.get(desk('fax-split', '/pages/original/2'))).status).toBe(404)
  const back = await officer.json('POST', `${papersApi}/${partId}/put-back`, { note: null }, key('back'))
  expect(back.status).toBe(200)
  await vi.waitFor(async () => expect((await paperRow('fax-split')).paper.documents[0].pages).toHaveLength(3))

  const dismiss = await officer.get(desk('fax-split', '/dismiss?lang=en'))
  const mixed = await officer.submit(dismiss, { as: 'UNREADABLE', 'reasonCodes[]': 'OTHER_OFFICE' })
  expect(mixed.status).toBe(422)
  await officer.submit(dismiss, { as: 'UNREADABLE', 'reasonCodes[]': 'TOO_DARK', note: 'Black all over.' })
  await host.paperBecomes('fax-split', { status: 'UNREADABLE' })
  const reopened = await officer.json('POST', `${papersApi}/fax-split/reopen`, {}, key('reopen'))
  expect(JSON.parse(reopened.body)).toMatchObject({ paperId: 'fax-split', done: 'PaperReopened' })
})

test('the original is a download that runs nothing; another role sees no paper at all', async () => {
  await host.faxed('fax-file', [41])
  const officer = await host.officer()
  const original = await officer.get(desk('fax-file', '/documents/original/original'))
  expect(original.status).toBe(200)
  expect(original.headers['content-security-policy']).toBe("default-src 'none'; sandbox")
  expect(original.headers['content-disposition']).toContain('attachment')
  const archive = await officer.get(desk('fax-file', '/documents/original/archive'))
  expect(archive.headers['content-type']).toBe('application/pdf')
  const counter = await host.staffBrowser('demo-counter')
  expect((await counter.get(desk('fax-file'))).status).toBe(403)
  expect((await counter.get(desk('fax-file', '/pages/original/1'))).status).toBe(403)
  const auditor = await host.staffBrowser('demo-auditor')
  expect((await auditor.get(desk('fax-file'))).status).toBe(200)
  expect((await auditor.get(desk('fax-file', '/transcribe'))).status).toBe(403)
})

test('who saw a paper is on record of it, and of the application that it is with', async () => {
  await host.received('app-seen')
  await host.told('fax-seen', [
    documentOf('original', [pageOf(1, { reference: 'app-seen' })], { subjectId: 'fax-seen' }),
  ])
  await host.paperBecomes('fax-seen', { status: 'ASSIGNED' })
  await (await host.officer()).get(desk('fax-seen'))
  const { readSide } = host.context.backbone
  await vi.waitFor(async () => {
    for (const [table, id] of [
      ['paper-views', 'fax-seen'],
      ['views', 'app-seen'],
    ] as const)
      expect(await readSide.get('vetting', table, id)).toMatchObject({
        found: { data: { views: [{ viewedBy: 'demo-vetting', part: 'PAPER', count: 1 }] } },
      })
  })
})

test('paper that looks the same is shown, the most alike first, and nothing is decided by it', async () => {
  await host.faxed('fax-early', [51, 52])
  await host.faxed('fax-late', [52])
  await host.paperBecomes('fax-late', { likenesses: [{ paperId: 'fax-early', because: 'SAME_PAGE', distance: 0 }] })
  const officer = await host.officer()
  const page = await officer.get(`${desk('fax-late')}?lang=en`)
  expect(page.body).toContain('A page that looks the same')
  expect((await paperRow('fax-late')).status).toBe('UNASSIGNED')
})

async function paperRow(paperId: string) {
  const answer = await host.context.backbone.readSide.get('vetting', 'papers', paperId)
  // biome-ignore lint/suspicious/noExplicitAny: a row of a test
  return (answer.state === 'ready' ? answer.found?.data : undefined) as any
}

test('paper of which nothing came is erased after its days, by the Judiciary Administrator (page and JSON)', async () => {
  await host.faxed('fax-erased', [61])
  const officer = await host.officer()
  const body = { as: 'NOT_FOR_US', reasonCodes: ['OTHER_OFFICE'] }
  await officer.json('POST', `${papersApi}/fax-erased/dismiss`, body, key('dismiss-erased'))
  const administrator = await host.staffBrowser('demo-judiciary-administrator')
  const erase = (n: string) =>
    administrator.json(
      'POST',
      `${papersApi}/fax-erased/erasure`,
      { erasureReason: 'NO_LONGER_NEEDED', confirmed: true },
      key(n),
    )
  const early = await erase('early')
  expect([early.status, JSON.parse(early.body).reason]).toEqual([409, 'RETENTION_RUNS'])
  host.clock.advanceTo(host.clock.now() + 367 * 86_400_000)
  const later = await host.staffBrowser('demo-judiciary-administrator')
  const list = await later.get('/desk/vetting/papers/erasures?lang=en')
  expect(list.body).toContain('/desk/vetting/papers/erasures/fax-erased')
  const page = await later.get('/desk/vetting/papers/erasures/fax-erased')
  const done = await later.submit(page, { erasureReason: 'NO_LONGER_NEEDED', 'confirmed?': 'yes' })
  expect(done.url).toContain('done=done')
  await vi.waitFor(async () => expect((await later.get(desk('fax-erased'))).status).toBe(410))
  expect(await host.context.documents.store.get('fax-erased', 'original')).toBeUndefined()
  expect((await later.get('/desk/vetting/papers?view=NOT_FOR_US')).body).not.toContain('fax-erased')
})

test('an application takes its papers with it when it is erased, with everything that came with them', async () => {
  await host.received('app-with-paper')
  await host.faxed('fax-with-it', [71])
  const officer = await host.officer()
  await officer.json('POST', `${papersApi}/fax-with-it/join`, { reference: 'app-with-paper' }, key('join-it'))
  await host.paperBecomes('fax-with-it', { status: 'ASSIGNED' })
  const api = '/api/v1/vetting/applications/app-with-paper'
  await officer.json('POST', `${api}/rejection`, { reasonCodes: ['NOT_ELIGIBLE'] }, key('reject-it'))
  await host.paperBecomes('fax-with-it', { isDecided: true })
  host.clock.advanceTo(host.clock.now() + 367 * 86_400_000)
  const administrator = await host.staffBrowser('demo-judiciary-administrator')
  const wanted = { erasureReason: 'NO_LONGER_NEEDED', confirmed: true }
  expect((await administrator.json('POST', `${api}/erasure`, wanted, key('erase-it'))).status).toBe(200)
  await vi.waitFor(async () => expect((await administrator.get(desk('fax-with-it'))).status).toBe(410))
  for (const id of ['original', 'archive-1', 'picture-1'])
    expect(await host.context.documents.store.get('fax-with-it', id)).toBeUndefined()
})
