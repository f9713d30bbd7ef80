import { BackboneError } from '@icms/backbone/errors'
import { createMemoryDocuments } from '@icms/backbone/memory/memory-documents'
import type { FormBrowser } from '@icms/web/form-browser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { api, createIntakeHost, email, form, type IntakeHost, key, pageFields } from './intake-host.ts'
import { pdf, type SentFile, sendFiles, tokensOf } from './upload-kit.ts'

const path = `${api}/draft/documents`
let host: IntakeHost
let scan: () => Promise<'CLEAN' | 'INFECTED' | 'NOT_SCANNED'>
const documents = createMemoryDocuments()
beforeEach(async () => {
  scan = async () => 'CLEAN'
  host = await createIntakeHost({ documents: { ...documents, scan: () => scan() } })
})
afterEach(() => host.stop())

let sent = 0
async function drafted(address = email, of = host) {
  const browser = of.newBrowser()
  const emailProof = await of.newCodeFor(address)
  const answer = await browser.json(
    'POST',
    `${api}/drafts`,
    { ...form, email: address, emailProof },
    key(`draft-${sent++}`),
  )
  expect(answer.status).toBe(201)
  return { browser, applicationId: JSON.parse(answer.body).applicationId as string }
}

const upload = (
  browser: FormBrowser,
  file: SentFile,
  kind = 'HKID',
  headers: Readonly<Record<string, string>> = key(`upload-${sent++}`),
) => sendFiles(host, browser, path, { kind }, [file], headers)
const writ: SentFile = { name: '傳訊令狀 writ.pdf', content: pdf() }

test('a document is on the disk when it is acknowledged, and goes with the application (R33)', async () => {
  const { browser, applicationId } = await drafted()
  const answer = await upload(browser, writ, 'NOTICE_OF_PROCEEDING')
  expect(answer.status).toBe(201)
  const taken = JSON.parse(answer.body)
  expect(taken).toMatchObject({ fileName: writ.name, mediaType: 'application/pdf', scan: 'CLEAN' })
  expect(Buffer.from((await documents.store.get(applicationId, taken.documentId))!).equals(pdf())).toBe(true)
  await browser.json('POST', api, form, key('with-documents'))
  const said: unknown[] = []
  for await (const record of host.context.backbone.read('intake-web.events.v1'))
    said.push(host.context.backbone.codec.decode(record.value!))
  expect(said).toContainEqual(
    expect.objectContaining({ applicationId, documents: [taken], personId: expect.anything() }),
  )
})

test('the same upload again is the same document', async () => {
  const { browser } = await drafted()
  const [one, two] = [
    await upload(browser, writ, 'HKID', key('same')),
    await upload(browser, writ, 'HKID', key('same')),
  ]
  expect(two.body).toBe(one.body)
  expect(JSON.parse((await browser.json('GET', `${api}/draft`)).body).documents).toHaveLength(1)
})

test('on the page a document is handed in, listed, downloaded in a sandbox and removed, without JavaScript', async () => {
  const { browser, applicationId } = await drafted()
  const page = await browser.get('/apply/documents?lang=en')
  const fields = { ...tokensOf(page.body, '/apply/documents'), kind: 'HKID' }
  expect((await sendFiles(host, browser, '/apply/documents', fields, [writ])).location).toBe('/apply/documents')
  const listed = await browser.get('/apply/documents')
  expect(listed.body).toContain(writ.name)
  const href = /href="(\/apply\/documents\/[0-9a-z]{26})"/.exec(listed.body)![1]!
  const file = await browser.get(href)
  expect(file.headers).toMatchObject({
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(writ.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'content-type': 'application/pdf',
  })
  const removed = await browser.submit(listed, {}, '/apply/documents/remove')
  expect(removed.body).not.toContain(writ.name)
  for (let n = 0; n < 200 && (await documents.store.get(applicationId, href.split('/').at(-1)!)); n += 1)
    await new Promise(resolve => setTimeout(resolve, 10))
  expect(await documents.store.get(applicationId, href.split('/').at(-1)!)).toBeUndefined()
})

test('a file without the token of the page, or by a program without its key, is not taken', async () => {
  const { browser } = await drafted()
  expect((await sendFiles(host, browser, '/apply/documents', { kind: 'HKID', _once: 'abcdefgh' }, [writ])).status).toBe(
    403,
  )
  expect((await upload(browser, writ, 'HKID', {})).status).toBe(400)
  const foreign = { ...key('foreign'), origin: 'https://elsewhere.example' }
  expect((await upload(browser, writ, 'HKID', foreign)).status).toBe(403)
})

test.each([
  ['an infected file', async () => 'INFECTED' as const, [422, 'DOCUMENT_INFECTED']],
  [
    'while the scanner is away',
    async () => {
      throw new BackboneError('NotNow', 'the virus scanner cannot be reached')
    },
    [503, undefined],
  ],
])('%s: nothing is taken', async (_, scanning, [status, code]) => {
  scan = scanning
  const { browser } = await drafted()
  const answer = await upload(browser, writ)
  expect([answer.status, JSON.parse(answer.body).errors[0]?.code]).toEqual([status, code])
  expect(JSON.parse((await browser.json('GET', `${api}/draft`)).body).documents).toEqual([])
})

test('an applicant sends two files at a time, and as many after another as there is room for', async () => {
  const { browser } = await drafted()
  const looked = Promise.withResolvers<void>()
  let looking = 0
  scan = async () => {
    looking += 1
    await looked.promise
    return 'CLEAN'
  }
  const two = [
    upload(browser, { name: 'a.pdf', content: pdf('a') }),
    upload(browser, { name: 'b.pdf', content: pdf('b') }),
  ]
  for (let n = 0; n < 200 && looking < 2; n += 1) await new Promise(resolve => setTimeout(resolve, 5))
  expect((await upload(browser, { name: 'c.pdf', content: pdf('c') })).status).toBe(429)
  looked.resolve()
  expect((await Promise.all(two)).map(({ status }) => status)).toEqual([201, 201])
  expect((await upload(browser, { name: 'c.pdf', content: pdf('c') })).status).toBe(201)
})

test('who has proved nothing is not read: the page leads to the way back, a program is told that there is nothing', async () => {
  const [stranger, fields] = [host.newBrowser(), { kind: 'HKID', _once: 'abcdefgh' }]
  const huge = [{ name: 'a.pdf', content: Buffer.alloc(2 * 1024 * 1024) }]
  expect(await sendFiles(host, stranger, '/apply/documents', fields, huge)).toMatchObject({
    status: 303,
    location: '/apply/return',
  })
  expect((await upload(stranger, writ)).status).toBe(404)
})

test('oversized, empty, of a wrong kind and too many files are refused with what to do', async () => {
  const { browser } = await drafted()
  const code = async (file: SentFile, kind?: string) =>
    JSON.parse((await upload(browser, file, kind)).body).errors?.[0]?.code
  expect(await code({ name: 'a.pdf', content: Buffer.concat([pdf(), Buffer.alloc(11 * 1024 * 1024)]) })).toBe(
    'DOCUMENT_TOO_LARGE',
  )
  expect(await code(writ, 'NONSENSE')).toBe('NOT_ONE_OF')
  expect(
    JSON.parse((await sendFiles(host, browser, path, { kind: 'HKID' }, [], key('no-file'))).body).errors[0]?.code,
  ).toBe('DOCUMENT_EMPTY')
  const many = Array.from({ length: 6 }, () => writ)
  expect((await sendFiles(host, browser, path, { kind: 'HKID' }, many, key('many'))).status).toBe(413)
  for (let n = 0; n < 20; n += 1) expect(await code({ name: 'a.pdf', content: pdf(`${n}`) })).toBeUndefined()
  expect(await code({ name: 'a.pdf', content: pdf('more') })).toBe('DOCUMENTS_TOO_MANY')
})

test('another’s upload is not found: without a session, in another’s, and by reference and address alone', async () => {
  const { browser, applicationId } = await drafted()
  const { documentId } = JSON.parse((await upload(browser, writ)).body)
  const other = (await drafted('other@example.com')).browser
  for (const stranger of [host.newBrowser(), other]) {
    expect((await stranger.get(`/apply/documents/${documentId}`)).status).toBe(404)
    await stranger.json('POST', `${path}/${documentId}/removal`, undefined, key('theft'))
  }
  await browser.json('POST', api, form, key('sent'))
  const unproven = host.newBrowser()
  await unproven.submit(await unproven.get('/apply/status'), { reference: applicationId, email })
  expect((await unproven.get(`/apply/documents/${documentId}`)).status).toBe(404)
  expect((await browser.get(`/apply/documents/${documentId}`)).status).toBe(200)
})

test('staff see a document only in a role that may, and only under the application that it is of', async () => {
  const { browser, applicationId } = await drafted()
  const { documentId } = JSON.parse((await upload(browser, writ)).body)
  await browser.json('POST', api, form, key('to-staff'))
  const see = async (staffId: string, subject = applicationId) =>
    (await (await host.staffBrowser(staffId)).get(`/desk/documents/${subject}/${documentId}`)).status
  expect(await see('demo-vetting')).toBe(200)
  expect(await see('demo-operations')).toBe(403)
  expect(await see('demo-vetting', '0'.repeat(26))).toBe(404)
  expect((await host.newBrowser().get(`/desk/documents/${applicationId}/${documentId}`)).url).toContain(
    '/oidc/sign-in/',
  )
})

test('names that run a script, break a header or are formulas are shown as text', async () => {
  const { browser } = await drafted()
  for (const name of ['<img src=x onerror=alert(1)>.pdf', '=cmd|calc!A1.pdf', "a'();.pdf", 'x\u202Efdp.exe.pdf'])
    await upload(browser, { name, content: pdf(name) })
  const { body } = await browser.get('/apply/documents')
  expect(body).not.toMatch(/<img|\u202e|>=cmd/)
  for (const [, href] of body.matchAll(/href="(\/apply\/documents\/[0-9a-z]{26})"/g))
    expect((await browser.get(href!)).headers['content-disposition']).toMatch(
      /^attachment; filename\*=UTF-8''[\w%.!~-]+$/,
    )
})

test('the form on the page tells how many documents there are', async () => {
  const { browser } = await drafted()
  await upload(browser, writ)
  expect((await browser.get('/apply/form?lang=en')).body).toContain('Documents (1)')
  const received = await browser.submit(await browser.get('/apply/form'), pageFields)
  expect(received.url).toContain('/apply/received/')
})

test('a file of a crash between storing and telling is swept after a month, by its id; named ones stay', async () => {
  const logged: unknown[] = []
  const host = await createIntakeHost({ log: (message, fields) => void logged.push([message, fields]) })
  const { clock, documents } = host.context
  const handedIn = async (address: string) => {
    const { browser, applicationId } = await drafted(address, host)
    const answer = await sendFiles(host, browser, path, { kind: 'HKID' }, [writ], key(`kept-${address.slice(0, 4)}`))
    return { browser, applicationId, documentId: JSON.parse(answer.body).documentId as string }
  }
  const [saved, sent] = [await handedIn(email), await handedIn('sent@example.com')]
  const submitted = { ...form, email: 'sent@example.com' }
  expect((await sent.browser.json('POST', api, submitted, key('submitted'))).status).toBe(201)
  const { applicationId } = saved
  await documents.store.put(applicationId, 'lost', pdf())
  await documents.store.put('nobody', 'lost', pdf())
  const advanceDays = async (days: number) => {
    for (let day = 0; day < days; day += 1) {
      host.clock.advanceTo(clock.now() + 24 * 3_600_000)
      await new Promise(resolve => setTimeout(resolve, 2))
    }
  }
  await advanceDays(31)
  expect(await documents.store.get('nobody', 'lost')).toBeDefined()
  await advanceDays(1)
  for (let n = 0; n < 200 && logged.length < 2; n += 1) await new Promise(resolve => setTimeout(resolve, 5))
  for (const subject of [applicationId, 'nobody']) {
    expect(await documents.store.get(subject, 'lost')).toBeUndefined()
    expect(logged).toContainEqual(['a document that nobody names was deleted', { document: `${subject}/lost` }])
  }

  for (const kept of [saved, sent]) expect(await documents.store.get(kept.applicationId, kept.documentId)).toBeDefined()
  await host.stop()
})
