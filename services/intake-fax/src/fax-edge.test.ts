import { hash } from 'node:crypto'
import { BackboneError } from '@icms/backbone/errors'
import type { Scanned } from '@icms/backbone/documents'
import { createMemoryDocuments } from '@icms/backbone/memory/memory-documents'
import { manualClock } from '@icms/backbone/manual-clock'
import { makeTiff } from '@icms/paper/paper-kit'
import { createTestHost } from '@icms/reference-data/test-host'
import type { FaxPaperReceived } from '@icms/schemas/generated/intake-fax-events-v1'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { machine, notify } from './fax-clients.ts'
import { deployable } from './main.ts'
import { faxIdOf } from './receive-fax.ts'

const memory = createMemoryDocuments(manualClock(Date.parse('2026-11-23T01:30:00Z')))
let scanned: () => Promise<Scanned> = async () => 'CLEAN'
/** No room for what is stored under it. */
let fullFor = ''
const put: typeof memory.store.put = async (subject, ...document) => {
  if (subject === fullFor) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  return memory.store.put(subject, ...document)
}
const documents = { ...memory, store: { ...memory.store, put }, scan: () => scanned() }
const host = await createTestHost([deployable], { context: { machines: [machine], documents } })
afterAll(() => host.stop())
let tiff: Buffer
let other: Buffer
beforeAll(async () => {
  tiff = await makeTiff({ number: 1 })
  other = await makeTiff({ number: 2 })
})

const idOf = (jobId: string) => faxIdOf({ gateway: 'gateway-1', jobId })

async function told<T>(type: string): Promise<readonly T[]> {
  const all: T[] = []
  for await (const { value, headers } of host.context.backbone.read('intake-fax.events.v1'))
    if (headers.ce_type === `icms.intakefax.${type}`) all.push(host.context.backbone.codec.decode(value!) as T)
  return all
}

test('R32b: a fax is answered once it is durable, and becomes a paper with its pages', async () => {
  const answer = await notify(host, { jobId: 'job-1', content: tiff })
  expect(answer).toMatchObject({ status: 200, receipt: idOf('job-1'), duplicate: 'false' })
  const faxId = idOf('job-1')
  const row = await host.context.backbone.readSide.get('intake-fax', 'faxes', faxId)
  const documentIds = (row.state === 'ready' ? row.found?.data.documentIds : []) as readonly string[]
  expect(await memory.store.get(faxId, documentIds[0]!)).toEqual(tiff)
  const paper = await vi.waitFor(async () => {
    const found = (await told<FaxPaperReceived>('FaxPaperReceived')).find(({ paperId }) => paperId === faxId)
    expect(found).toBeDefined()
    return found!.paper
  }, 60_000)
  expect(paper).toMatchObject({ source: 'gateway-1', sender: '+852 2345 6789', isWhole: true })
  expect(paper.documents).toMatchObject([
    { sourceId: 'job-1', sha256: hash('sha256', tiff), scan: 'CLEAN', pages: [{ page: 1 }] },
  ])
  // Everything that was made of it is named by its row, so that nothing of it is swept.
  const { archiveId, documentId, pages } = paper.documents[0]!
  expect(documentIds).toEqual(
    expect.arrayContaining([archiveId, documentId, ...pages.map(({ pictureId }) => pictureId)]),
  )
  for (const id of documentIds) expect(await memory.store.get(faxId, id)).toBeDefined()
}, 90_000)

test('the same job again has the first receipt, with another document it is refused', async () => {
  const first = await notify(host, { jobId: 'job-2', content: tiff })
  const fields = { status: 'PARTIAL', pagesReceived: '7' }
  expect(await notify(host, { jobId: 'job-2', content: tiff, fields })).toMatchObject({
    ...{ status: 200, receipt: first.receipt, duplicate: 'true' },
  })
  const answers = await Promise.all(['job-3', 'job-3', 'job-3'].map(jobId => notify(host, { jobId, content: tiff })))
  expect(answers.map(({ duplicate }) => duplicate).toSorted()).toEqual(['false', 'true', 'true'])
  expect(await notify(host, { jobId: 'job-2', content: other })).toMatchObject({ status: 500, code: 'JOB_CONFLICT' })
  expect(await told<object>('FaxRefused')).toMatchObject([{ faxId: idOf('job-2'), code: 'JOB_CONFLICT' }])
  // Two documents at once: one is taken, the other is refused, whichever was first.
  const rivals = await Promise.all([tiff, other].map(content => notify(host, { jobId: 'job-4', content })))
  expect(rivals.map(({ status }) => status).toSorted()).toEqual([200, 500])
  expect(rivals.map(({ code }) => code).toSorted()).toEqual(['JOB_CONFLICT', undefined])
})

test('a document that is too large for a notification is sent before it, as often as one likes', async () => {
  const sha256 = hash('sha256', other)
  expect(await notify(host, { jobId: 'job-5', sha256 })).toMatchObject({ status: 500, code: 'DOCUMENT_MISSING' })
  const put = (name: string, content: Buffer, authorization = basic) =>
    host.server.inject({
      ...{ method: 'PUT', url: `/fax/documents/${name}`, payload: content },
      headers: { 'content-type': 'image/tiff', authorization },
    })
  const basic = `Basic ${Buffer.from(`${machine.name}:${machine.passwords[0]}`).toString('base64')}`
  for (let i = 0; i < 2; i += 1) expect((await put(sha256, other)).statusCode).toBe(201)
  expect((await put('not-a-hash', other)).statusCode).toBe(400)
  expect((await put(sha256, other, 'Basic x')).statusCode).toBe(401)
  expect(await notify(host, { jobId: 'job-5', sha256 })).toMatchObject({ status: 200, duplicate: 'false' })
})

test('what cannot be taken is refused by a code and in words, is on record, and can be sent again in order', async () => {
  const refused = await notify(host, { jobId: 'job-6', content: Buffer.from('no picture at all') })
  expect(refused).toMatchObject({ status: 500, code: 'UNREADABLE', fault: 'soap:Client' })
  expect(refused.body).toContain('TIFF')
  scanned = async () => 'INFECTED'
  expect(await notify(host, { jobId: 'job-7', content: tiff })).toMatchObject({ code: 'UNREADABLE' })
  scanned = async () => 'CLEAN'
  expect(await notify(host, { jobId: 'job-8', content: tiff, sha256: 'a'.repeat(64) })).toMatchObject({
    code: 'HASH_MISMATCH',
  })
  expect((await told<{ code: string }>('FaxRefused')).map(({ code }) => code)).toEqual(
    expect.arrayContaining(['UNREADABLE', 'INFECTED', 'JOB_CONFLICT']),
  )
  for (const jobId of ['job-6', 'job-7', 'job-8'])
    expect(await notify(host, { jobId, content: tiff })).toMatchObject({ status: 200, duplicate: 'false' })
})

test('while the scanner or the store is away a fax is NOT_NOW, nothing is acknowledged, and it can be sent again', async () => {
  scanned = async () => {
    throw new BackboneError('NotNow', 'the virus scanner cannot be reached')
  }
  expect(await notify(host, { jobId: 'job-9', content: tiff })).toMatchObject({ code: 'NOT_NOW', fault: 'soap:Server' })
  scanned = async () => 'CLEAN'
  fullFor = idOf('job-9')
  expect(await notify(host, { jobId: 'job-9', content: tiff })).toMatchObject({ code: 'NOT_NOW' })
  fullFor = ''
  expect(await notify(host, { jobId: 'job-9', content: tiff })).toMatchObject({ status: 200, duplicate: 'false' })
})

test('the WSDL names the address at which it was reached', async () => {
  for (const url of ['/fax?wsdl', '/fax?WSDL', '/fax/?wsdl=']) {
    const answer = await host.server.inject({ url })
    expect(answer.headers['content-type']).toMatch(/^text\/xml/)
    expect(answer.body).toContain(`location="${host.context.publicUrl}/fax"`)
  }
  expect((await host.server.inject({ url: '/fax' })).headers.location).toBe('/fax?wsdl')
})
