import { createTestHost, type TestHost } from '@icms/reference-data/test-host'
import { exampleOf } from '@icms/schemas/example-messages'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deployable } from './main.ts'

let host: TestHost
beforeEach(async () => {
  host = await createTestHost([deployable])
})
afterEach(() => host.stop())

const dayMs = 86_400_000
const example = exampleOf('intake-web.events.v1', 'ApplicationSubmitted')
const [paper] = exampleOf('intake-web.events.v1', 'SupplementSupplied').documents
const api = '/api/v1/vetting/applications'
const key = (text: string) => ({ 'idempotency-key': `a-key-of-${text}` })
const wanted = { erasureReason: 'NO_LONGER_NEEDED', confirmed: true }
const administrator = () => host.staffBrowser('demo-judiciary-administrator')
const moveOn = (days: number) => host.clock.advanceTo(host.clock.now() + days * dayMs)

async function received(applicationId: string, rest: object = {}) {
  const submission = { ...example, applicationId, personId: `person-of-${applicationId}`, documents: [], ...rest }
  await host.tell('ApplicationSubmitted', applicationId, { ...submission, submittedAt: host.clock.now() })
  await becomes(applicationId, { status: 'VETTING' })
}

const becomes = (applicationId: string, data: object) =>
  vi.waitFor(
    async () => {
      const answer = await host.context.backbone.readSide.get('vetting', 'applications', applicationId)
      expect(answer).toMatchObject({ found: { data } })
    },
    { timeout: 10_000 },
  )

async function rejected(applicationId: string, rest: object = {}) {
  await received(applicationId, rest)
  const officer = await host.staffBrowser('demo-vetting')
  const body = { reasonCodes: ['NOT_ELIGIBLE'] }
  expect((await officer.json('POST', `${api}/${applicationId}/rejection`, body, key(applicationId))).status).toBe(200)
  await becomes(applicationId, { status: 'REJECTED' })
}

const erase = async (
  applicationId: string,
  body: object = wanted,
  name = `erase-${applicationId}`,
): Promise<Record<string, unknown>> => {
  const { status, body: answer } = await (await administrator()).json(
    'POST',
    `${api}/${applicationId}/erasure`,
    body,
    key(name),
  )
  return { status, ...JSON.parse(answer) }
}
const isErased = (applicationId: string) =>
  vi.waitFor(
    () =>
      expect(host.context.backbone.readSide.get('vetting', 'forms', applicationId)).rejects.toMatchObject({
        code: 'Erased',
      }),
    { timeout: 10_000 },
  )

test('only the Judiciary Administrator sees what may be erased, and erases', async () => {
  await rejected('app-roles')
  moveOn(400)
  for (const id of ['demo-vetting', 'demo-auditor', 'demo-administrator', 'demo-operations-personal-data']) {
    const browser = await host.staffBrowser(id)
    expect((await browser.get('/desk/vetting/erasures')).status).toBe(403)
    expect((await browser.get('/desk/vetting/erasures/app-roles')).status).toBe(403)
    expect((await browser.json('POST', `${api}/app-roles/erasure`, wanted, key('roles'))).status).toBe(403)
  }
  const nobody = host.newBrowser()
  expect((await nobody.json('POST', `${api}/app-roles/erasure`, wanted, key('roles'))).status).toBe(401)
  expect((await erase('app-roles')).status).toBe(200)
})

test('what has not ended, must be kept still or is not known is refused, and says why and until when', async () => {
  await received('app-live')
  expect(await erase('app-live')).toMatchObject({ status: 409, reason: 'NOT_FINAL' })
  await rejected('app-young')
  const refused = await erase('app-young')
  expect(refused).toMatchObject({ status: 409, reason: 'RETENTION_RUNS' })
  expect(refused.detail).toMatch(/kept until .+ 20\d\d/)
  expect(await erase('app-unknown')).toMatchObject({ status: 404 })
  const browser = await administrator()
  const page = await browser.get('/desk/vetting/erasures?sought=app-young&lang=en')
  expect(page.url).toMatch(/erasures\/app-young$/)
  expect(page.body).toContain('It has to be kept until')
  expect(page.body).not.toContain('Erase for ever')
  expect((await browser.get('/desk/vetting/erasures?sought=nobody')).body).toContain('Nothing was found.')
  expect((await browser.get('/desk/vetting/erasures/nobody')).status).toBe(404)
})

test('without a reason and a confirmation nothing is erased', async () => {
  await rejected('app-form')
  moveOn(400)
  expect(await erase('app-form', {}, 'none')).toMatchObject({
    status: 422,
    errors: [
      { path: 'erasureReason', code: 'MISSING' },
      { path: 'confirmed', code: 'MISSING' },
    ],
  })
  expect(await erase('app-form', { ...wanted, confirmed: false }, 'unsure')).toMatchObject({ status: 422 })
  expect(await erase('app-form', { ...wanted, erasureReason: 'TIDYING' }, 'other')).toMatchObject({ status: 422 })
  const browser = await administrator()
  const form = await browser.get('/desk/vetting/erasures/app-form?lang=zh')
  const again = await browser.submit(form, { erasureReason: 'ORDERED' })
  expect(again.status).toBe(422)
  expect(again.body).toContain('href="#confirmed"')
})

test('what was kept long enough is listed, the longest ended first, and erased on the page', async () => {
  await rejected('app-first')
  moveOn(1)
  await rejected('app-second')
  moveOn(364)
  const browser = await administrator()
  const listed = async () =>
    JSON.parse((await browser.json('GET', `${api}/erasures`)).body).erasable.map((one: { id: string }) => one.id)
  expect(await listed()).toEqual([])
  moveOn(1)
  expect(JSON.parse((await (await administrator()).json('GET', `${api}/erasures`)).body)).toMatchObject({
    erasable: [{ id: 'app-first', outcome: 'rejected', obstacle: null }],
    next: null,
  })
  moveOn(1)
  const later = await administrator()
  const list = await later.get('/desk/vetting/erasures?lang=en')
  expect(list.body.indexOf('app-first')).toBeLessThan(list.body.indexOf('app-second'))
  const form = await later.get('/desk/vetting/erasures/app-first')
  const erased = await later.submit(form, { erasureReason: 'ASKED_BY_THE_PERSON', 'confirmed?': 'yes' })
  expect(erased.body).toContain('It is erased.')
  expect(erased.body).not.toContain('erasures/app-first')
  expect(erased.body).toContain('erasures/app-second')
})

test('of what was erased every page and program is told just that, in both languages; it is found by nothing', async () => {
  await rejected('app-gone')
  moveOn(400)
  expect(await erase('app-gone')).toMatchObject({ status: 200, id: 'app-gone' })
  await isErased('app-gone')
  expect(await erase('app-gone')).toMatchObject({ status: 200, id: 'app-gone' })
  expect(await erase('app-gone', wanted, 'once-more')).toMatchObject({
    status: 410,
    type: 'urn:icms:problem:erased',
  })
  const officer = await host.staffBrowser('demo-vetting')
  const read = await officer.json('GET', `${api}/app-gone`)
  expect(JSON.parse(read.body)).toMatchObject({ status: 410, type: 'urn:icms:problem:erased' })
  for (const [language, words] of [
    ['en', 'This has been erased'],
    ['zh', '有關資料已刪除'],
  ] as const) {
    const page = await officer.get(`/desk/vetting/app-gone?lang=${language}`)
    expect([page.status, page.body.includes(words)]).toEqual([410, true])
  }
  expect((await (await administrator()).get('/desk/vetting/erasures/app-gone')).status).toBe(410)
  for (const text of [example.form.identityDocument.number, example.form.email, 'Chan Tai Man']) {
    const found = await officer.json('POST', '/api/v1/vetting/search', { text })
    expect(JSON.parse(found.body)).toEqual({ applications: [] })
  }
  const ended = await officer.json('GET', `${api}?status=REJECTED`)
  expect(JSON.parse(ended.body)).toEqual({ applications: [], next: null })
})

test('the copy of an identity document is deleted after the decision, and the desk says when (R33)', async () => {
  const { store } = host.context.documents
  const documents = [
    { ...paper!, documentId: 'd-card', kind: 'HKID' },
    { ...paper!, documentId: 'd-notice', kind: 'NOTICE_OF_PROCEEDING' },
  ]
  for (const { documentId } of documents) await store.put('app-copies', documentId, Buffer.from('%PDF-'))
  await rejected('app-copies', { documents })
  await becomes('app-copies', { purge: { documentIds: ['d-card'] } })
  expect(await store.get('app-copies', 'd-card')).toBeUndefined()
  expect(await store.get('app-copies', 'd-notice')).toBeDefined()
  const officer = await host.staffBrowser('demo-vetting')
  const page = await officer.get('/desk/vetting/app-copies?lang=en')
  expect(page.body).toContain('Copy deleted on')
  expect(page.body).not.toContain('/desk/documents/app-copies/d-card')
  expect(page.body).toContain('/desk/documents/app-copies/d-notice')
  const { purge } = JSON.parse((await officer.json('GET', `${api}/app-copies`)).body)
  expect(purge).toMatchObject({ at: expect.stringMatching(/^20/), documentIds: ['d-card'] })
  moveOn(400)
  await erase('app-copies')
  await isErased('app-copies')
  expect(await store.get('app-copies', 'd-notice')).toBeUndefined()
})

test('who saw an application is still known after its erasure: ids and codes only, and nobody sees it any more', async () => {
  await rejected('app-seen')
  const officer = await host.staffBrowser('demo-vetting')
  expect((await officer.get('/desk/vetting/app-seen')).status).toBe(200)
  const { backbone } = host.context
  const views = async () => {
    const seen: unknown[] = []
    for await (const { value, headers } of backbone.read('vetting.events.v1'))
      if (headers.ce_type === 'icms.vetting.ApplicationViewed') seen.push(backbone.codec.decode(value!))
    return seen
  }
  const ids = { applicationId: 'app-seen', viewedBy: 'demo-vetting', role: 'vetting' }
  const seen = { ...ids, at: host.clock.now(), part: 'APPLICATION', documentId: null }
  await vi.waitFor(async () => expect(await views()).toEqual([seen]))
  moveOn(366)
  expect(await erase('app-seen')).toMatchObject({ status: 200 })
  await isErased('app-seen')
  expect((await (await administrator()).get('/desk/vetting/app-seen')).status).toBe(410)
  expect(await views()).toEqual([seen])
})
