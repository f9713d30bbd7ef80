import { createMemoryDocuments } from '@icms/backbone/memory/memory-documents'
import { drawingOf, makeTiff } from '@icms/paper/paper-kit'
import type { FormBrowser } from '@icms/web/form-browser'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createScanHost, type ScanHost } from './scan-host.ts'

vi.setConfig({ testTimeout: 90_000 })

const api = '/api/v1/counter/takings'
let host: ScanHost
let clerk: FormBrowser
let tiff: Buffer
let jpeg: Buffer
const documents = createMemoryDocuments()

beforeAll(async () => {
  host = await createScanHost({ documents })
  clerk = await host.staffBrowser('demo-counter')
  tiff = await makeTiff({ number: 1 }, { number: 2 })
  jpeg = await sharp(drawingOf(3, 800, 1_100))
    .flatten({ background: 'white' })
    .jpeg()
    .toBuffer()
})
afterAll(() => host.stop())

/** The clock of the host stands at 9:30 on Monday, 23 November 2026 in Hong Kong. */
const sound = {
  'handedInOn@day': '23',
  'handedInOn@month': '11',
  'handedInOn@year': '2026',
  handedInTime: '9:20',
  form: 'ANNEX_B',
}

async function send(
  url: string,
  fields: Readonly<Record<string, string>>,
  files: readonly Uint8Array[],
  headers: Readonly<Record<string, string>> = {},
  browser = clerk,
) {
  const boundary = '----a-boundary-of-tests'
  const part = (disposition: string, content: Uint8Array) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]
  const payload = Buffer.concat([
    ...Object.entries(fields).flatMap(([name, value]) => part(`name="${name}"`, Buffer.from(value))),
    ...files.flatMap((content, i) => part(`name="files"; filename="${i}.bin"`, content)),
    Buffer.from(`--${boundary}--\r\n`),
  ])
  const answer = await host.server.inject({
    ...{ method: 'POST', url, payload },
    headers: {
      host: new URL(host.server.web.origin()).host,
      cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...headers,
    },
  })
  return { status: answer.statusCode, body: answer.body, location: String(answer.headers.location ?? '') }
}

async function tokens(): Promise<Record<string, string>> {
  const { body } = await clerk.get('/desk/counter/new?lang=en')
  const form = /<form[^>]*action="\/desk\/counter\/new".*?<\/form>/s.exec(body)![0]
  const hidden = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
  return Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]))
}

test('R32b: what is handed in is taken, has a receipt in both languages, and is handed on as it was stamped', async () => {
  const fields = { ...(await tokens()), ...sound, nonScannable: 'A USB stick', keptAt: 'Shelf 3' }
  const done = await send('/desk/counter/new', fields, [tiff, jpeg])
  expect([done.status, done.location]).toEqual([
    303,
    expect.stringMatching(/^\/desk\/counter\/receipts\/[0-9a-z]{26}$/),
  ])
  const { body } = await clerk.get(done.location)
  for (const text of [
    /H-20261123-[0-9A-Z]{8}/,
    '23 November 2026, 9:20 am',
    '2026年11月23日 上午9時20分',
    'Receipt for paper handed in',
    '親身遞交文件收據',
  ])
    expect(body).toMatch(text)
  // A second click is the same taking.
  expect((await send('/desk/counter/new', fields, [tiff, jpeg])).location).toBe(done.location)
  const list = await clerk.get('/desk/counter?lang=en')
  expect(list.body.match(/H-20261123-/g)).toHaveLength(1)
  await host.until(async () =>
    (await clerk.get('/desk/counter?lang=en')).body.includes('With vetting staff') ? true : undefined,
  )
  const paperId = done.location.split('/').at(-1)!
  for await (const { value, key, headers } of host.context.backbone.read('intake-post.events.v1')) {
    if (key !== paperId || !headers.ce_type?.endsWith('ScannedPaperReceived')) continue
    await host.context.backbone.codec.prepare([value!])
    expect(host.context.backbone.codec.decode(value!)).toMatchObject({
      paper: {
        ...{ channel: 'HAND', source: 'counter', receivedAt: Date.parse('2026-11-23T09:20:00+08:00') },
        documents: [
          { kind: 'FORM', form: 'ANNEX_B', mediaType: 'image/tiff', pages: [{ page: 1 }, { page: 2 }] },
          { kind: 'UNKNOWN', mediaType: 'image/jpeg', pages: [{ page: 1, damage: null }] },
        ],
        nonScannable: [{ description: 'A USB stick', keptAt: 'Shelf 3' }],
      },
    })
    expect(headers.icms_actor).toContain('system')
  }
})

test('every mistake is named at once, in words; outside office hours nothing is taken (R32b)', async () => {
  const fields = { ...(await tokens()), ...sound, form: '', reference: 'x', handedInTime: '25:00' }
  const wrong = await send('/desk/counter/new', fields, [])
  expect(wrong.status).toBe(422)
  for (const id of ['handedInTime', 'form', 'reference', 'files']) expect(wrong.body).toContain(`href="#${id}"`)
  const early = await send('/desk/counter/new', { ...(await tokens()), ...sound, handedInTime: '8:15' }, [tiff])
  expect([early.status, early.body.includes('the office was closed then')]).toEqual([422, true])
  const late = await send('/desk/counter/new', { ...(await tokens()), ...sound, handedInTime: '17:00' }, [tiff])
  expect([late.status, late.body.includes('it lies ahead')]).toEqual([422, true])
})

test('files that cannot be read, or are too many, are refused in words', async () => {
  for (const [files, words] of [
    [[Buffer.from('no picture')], 'cannot be read'],
    [[Buffer.alloc(0)], 'empty'],
    [[tiff.subarray(0, -300)], 'cannot be read'],
  ] as const)
    expect((await send('/desk/counter/new', { ...(await tokens()), ...sound }, files)).body).toContain(words)
  expect((await send('/desk/counter/new', { ...(await tokens()), ...sound }, Array(11).fill(tiff))).status).toBe(413)
})

test('programs do the same as JSON: taken once under a key, with its receipt and the list', async () => {
  const fields = { handedInAt: '2026-11-23T09:25:00+08:00', form: 'UNKNOWN', reference: '0123456789abcdefghjkmnpqrs' }
  const key = { 'idempotency-key': 'a-key-of-the-counter' }
  const taken = await send(api, fields, [jpeg], key)
  expect([taken.status, JSON.parse(taken.body)]).toEqual([
    201,
    expect.objectContaining({
      pages: 1,
      documents: 1,
      applicationId: fields.reference,
      handedInAt: '2026-11-23T01:25:00.000Z',
    }),
  ])
  const { paperId } = JSON.parse(taken.body)
  expect(JSON.parse((await send(api, fields, [jpeg], key)).body).paperId).toBe(paperId)
  expect((await send(api, { ...fields, form: 'ANNEX_B' }, [jpeg], key)).status).toBe(409)
  expect(JSON.parse((await clerk.json('GET', `${api}/${paperId}`)).body).paperId).toBe(paperId)
  const { takings } = JSON.parse((await clerk.json('GET', api)).body)
  expect(takings.map((one: { paperId: string }) => one.paperId)).toContain(paperId)
  const refused = await send(api, { ...fields, handedInAt: '2026-11-22T09:25:00+08:00' }, [jpeg], {
    'idempotency-key': 'a-key-of-a-sunday',
  })
  expect([refused.status, refused.body.includes('OUTSIDE_OFFICE_HOURS')]).toEqual([422, true])
  expect((await send(api, fields, [jpeg])).status).toBe(400)
})

test('only counter staff take; vetting staff and the auditor may look; tokens are needed', async () => {
  const vetting = await host.staffBrowser('demo-vetting')
  expect((await vetting.get('/desk/counter')).status).toBe(200)
  expect((await vetting.get('/desk/counter/new')).status).toBe(403)
  expect((await send(api, {}, [jpeg], { 'idempotency-key': 'a-key-of-vetting' }, vetting)).status).toBe(403)
  expect((await (await host.staffBrowser('demo-help-centre')).get('/desk/counter')).status).toBe(403)
  expect((await host.newBrowser().json('GET', api)).status).toBe(401)
  expect((await send('/desk/counter/new', { ...(await tokens()), ...sound, _csrf: 'forged' }, [tiff])).status).toBe(403)
  expect((await clerk.get('/desk/counter/receipts/01234567890123456789012345')).status).toBe(404)
})

test('staff see the days that differ, in both languages, and what came over the counter is no part of them', async () => {
  const daily = { version: 1, source: 'mail-room', date: '2026-11-20', sent: [{ id: 'ENV-NEVER-1', pages: 3 }] }
  await host.daily('PUT', '2026-11-20', daily)
  const page = await host.until(async () => {
    const { body } = await clerk.get('/desk/counter/reconciliation?lang=en')
    return body.includes('ENV-NEVER-1') ? body : undefined
  })
  expect(page).toContain('1 of 1 differ')
  expect((await clerk.get('/desk/counter/reconciliation?lang=zh')).body).toContain('未有收到')
  const { days } = JSON.parse((await clerk.json('GET', '/api/v1/counter/reconciliation')).body)
  expect(days).toMatchObject([{ source: 'mail-room', date: '2026-11-20', standing: 'DIFFERING', differing: 1 }])
})
