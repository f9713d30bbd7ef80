import { findMissingTexts } from '@icms/web/template-texts'
import { createTestHost, type TestHost } from '@icms/reference-data/test-host'
import { followReference } from '@icms/backbone/reference-source'
import { seededReference } from './seeded-reference.ts'
import { afterEach, expect, test } from 'vitest'
import { deployable } from './main.ts'
import { referenceMessages } from './reference-messages.ts'
import { calendarOf, contactDetailsAt, entryOf, referenceTopic } from './reference-view.ts'

let host: TestHost
let follow: Awaited<ReturnType<typeof followReference>>
afterEach(async () => {
  await host?.stop()
})

/** The desk on a table that has what was recorded through it, and nothing else. */
async function start(): Promise<void> {
  const withoutSeed: typeof deployable = {
    ...deployable,
    async start(context) {
      follow = await followReference(context.backbone, context.clock, referenceTopic, entryOf)
      const { edges = [] } = await deployable.start({ ...context, reference: follow })
      return { edges, stop: () => follow.stop() }
    },
  }
  host = await createTestHost([withoutSeed])
}

const base = '/api/v1/desk/reference'
const record = async (kind: string, body: object, who = 'demo-administrator', key = crypto.randomUUID() as string) =>
  (await host.staffBrowser(who)).json('POST', `${base}/${kind}`, body, { 'idempotency-key': key })
async function entriesOf(kind: string, count: number) {
  const browser = await host.staffBrowser('demo-auditor')
  for (let n = 0; n < 200; n += 1) {
    const { entries } = JSON.parse((await browser.json('GET', `${base}/${kind}`)).body)
    if (entries.length === count) return entries as Record<string, unknown>[]
    await new Promise(resolve => setTimeout(resolve, 10))
  }
  throw new Error(`${kind} had not ${count} entries within two seconds`)
}
const codesOf = (answer: { readonly body: string }) =>
  (JSON.parse(answer.body).errors as { path: string; code: string }[]).map(({ path, code }) => `${path} ${code}`)

test('every text that the templates name is in the dictionary', () => {
  expect(findMissingTexts(new URL('../views/', import.meta.url), referenceMessages)).toEqual([])
})

test('the administrator records a closure of a whole day or a part of it, and everyone sees who did (A32)', async () => {
  await start()
  const whole = await record('closure', { day: '2027-07-16', reason: 'GALE_WARNING' })
  expect(whole.status).toBe(201)
  await record('closure', { day: '2027-07-19', from: '09:00', until: '14:30', reason: 'BLACK_RAINSTORM' })
  expect(await entriesOf('closure', 2)).toMatchObject([
    { effectiveFrom: '2027-07-19', standing: 'TO_COME', content: { wholeDay: false } },
    { effectiveFrom: '2027-07-16', recordedBy: 'demo-administrator', content: { wholeDay: true } },
  ])
})

test('a correction is a new entry: of two about the same thing the later one is in force', async () => {
  await start()
  const url = 'https://www.judiciary.hk/terms'
  await record('terms', { version: '2026-01', url, effectiveFrom: '2026-01-01' })
  await record('terms', { version: '2026-02', url, effectiveFrom: '2026-02-01' })
  await record('terms', { version: '2030-01', url, effectiveFrom: '2030-01-01' })
  const standings = (await entriesOf('terms', 3)).map(({ content, standing }) => [
    (content as { readonly version: string }).version,
    standing,
  ])
  expect(standings).toEqual([
    ['2030-01', 'TO_COME'],
    ['2026-02', 'IN_FORCE'],
    ['2026-01', 'PAST'],
  ])
})

test('general holidays are listed, recorded and taken off the list, each day by what was recorded of it last', async () => {
  await start()
  const names = { nameEn: 'A day of joy', nameZh: '歡慶日' }
  const browser = await host.staffBrowser('demo-administrator')
  const page = await browser.submit(await browser.get('/desk/reference/holiday?lang=en'), {
    ...names,
    ...{ 'day@day': '9', 'day@month': '7', 'day@year': '2027' },
  })
  expect(page.url).toMatch(/holiday\?done=recorded$/)
  await entriesOf('holiday?year=2027', 1)
  expect(calendarOf(follow.current()).holidays.has('2027-07-09')).toBe(true)
  host.clock.advanceTo(host.clock.now() + 1)
  expect((await record('holiday', { ...names, day: '2027-07-09', removed: true })).status).toBe(201)
  expect(await entriesOf('holiday?year=2027', 2)).toMatchObject([
    { standing: 'TO_COME', effectiveFrom: '2027-07-09', content: { observed: false } },
    { standing: 'PAST', content: { observed: true } },
  ])
  expect(calendarOf(follow.current()).holidays.has('2027-07-09')).toBe(false)
  const shown = (await browser.get('/desk/reference/holiday?year=2027')).body
  expect((await browser.get('/desk/reference/holiday')).body).not.toContain('A day of joy')
  for (const words of ['A day of joy', '歡慶日', 'not a general holiday']) expect(shown).toContain(words)
  expect(codesOf(await record('holiday', { day: '2027-02-30' }))).toEqual([
    ...['day DATE_FORM', 'nameEn MISSING', 'nameZh MISSING'],
  ])
})

test('the same request again records one entry; with another body it is refused', async () => {
  await start()
  const closure = { day: '2027-07-16', reason: 'GALE_WARNING' }
  const send = (body: object) => record('closure', body, 'demo-administrator', 'the-same-key')
  expect([(await send(closure)).status, (await send(closure)).status]).toEqual([201, 201])
  expect((await send({ ...closure, day: '2027-07-17' })).status).toBe(409)
  expect(await entriesOf('closure', 1)).toHaveLength(1)
})

test('every mistake is named at once, by page and JSON', async () => {
  await start()
  expect(codesOf(await record('closure', { day: '2027-02-30', from: '15:00', until: '9:00', reason: 'RAIN' }))).toEqual(
    ['day DATE_FORM', 'reason NOT_ONE_OF', 'until END_NOT_AFTER_START'],
  )
  expect(codesOf(await record('notice', { court: 'dc', caseType: '', venue: '*', effectiveFrom: '' }))).toEqual([
    'effectiveFrom MISSING',
    'court CODE_FORM',
    'caseType MISSING',
  ])
  const browser = await host.staffBrowser('demo-administrator')
  const page = await browser.submit(await browser.get('/desk/reference/terms'), { version: '1', url: 'javascript:x' })
  expect([page.status, page.body.includes('href="#url"')]).toEqual([422, true])
})

test('contact details are told from their day on (R34b)', async () => {
  await start()
  const now = host.clock.now()
  expect(contactDetailsAt(seededReference, now)?.addressEn).toContain('Wanchai Tower')
  const details = { addressEn: '1 New Road', addressZh: '新路1號', hoursEn: '9 to 5', hoursZh: '九時至五時' }
  await record('contact', { ...details, telephone: '2123 4567', fax: '2123 4568', effectiveFrom: '2020-01-01' })
  await entriesOf('contact', 1)
  expect(contactDetailsAt(follow.current(), now)).toMatchObject({
    ...{ addressEn: '1 New Road', telephone: '2123 4567', fax: '2123 4568' },
  })
})

test('others read what is recorded, or not even that; only the administrator records', async () => {
  await start()
  const closure = { day: '2027-07-16', reason: 'GALE_WARNING' }
  for (const who of ['demo-auditor', 'demo-judiciary-administrator', 'demo-vetting'])
    expect((await record('closure', closure, who)).status).toBe(403)
  expect((await (await host.staffBrowser('demo-auditor')).get('/desk/reference/contact?lang=zh')).status).toBe(200)
  expect((await (await host.staffBrowser('demo-vetting')).get('/desk/reference')).status).toBe(403)
})
