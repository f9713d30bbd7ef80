import { deriveId } from '@icms/backbone/record'
import { createTestHost, type TestHost } from '@icms/reference-data/test-host'
import { groupReference } from '@icms/schemas/application-reference'
import { exampleOf } from '@icms/schemas/example-messages'
import type { FormBrowser } from '@icms/web/form-browser'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deployable } from './main.ts'

let host: TestHost
beforeEach(async () => {
  host = await createTestHost([deployable])
}, 30_000)
afterEach(() => host.stop())

const example = exampleOf('vetting.events.v1', 'PaperDismissed')
const paperId = '0000000000000000000000000p'
const key = (text: string) => ({ 'idempotency-key': `a-key-of-${text}` })
const clerk = () => host.staffBrowser('demo-counter')
const tell = (type: string, data: object) => host.tell(type, paperId, { ...data, paperId })
const reopen = () => tell('PaperReopened', exampleOf('vetting.events.v1', 'PaperReopened'))

async function listed(browser: FormBrowser, query = ''): Promise<readonly Record<string, unknown>[]> {
  return JSON.parse((await browser.json('GET', `/api/v1/letters${query}`)).body).letters
}
const becomes = (browser: FormBrowser, query: string, letters: readonly object[]) =>
  vi.waitFor(async () => expect(await listed(browser, query)).toMatchObject(letters), 5_000)

/** The letter that a dismissal of the paper asks for. */
async function answered(browser: FormBrowser, data: object = example): Promise<string> {
  await tell('PaperDismissed', data)
  await becomes(browser, '?kind=N29', [{}])
  const [letter] = await listed(browser, '?kind=N29')
  return String(letter?.letterId)
}

test('an answer to whoever sent paper is listed, printed in both languages and marked as sent (N29, R32b)', async () => {
  const browser = await clerk()
  const letterId = await answered(browser)
  expect(await listed(browser)).toMatchObject([{ letterId, paperId, applicationId: null, notice: 'N29' }])
  const list = await browser.get('/desk/print?kind=N29&lang=en')
  for (const said of ['Wong &amp; Partners', 'Paper that nothing can come of']) expect(list.body).toContain(said)
  const page = await browser.get(`/desk/print/letters?letter=${letterId}&lang=en`)
  for (const said of [
    ...['Wong &amp; Partners<br>', 'Room 5, 8/F<br>', 'Wan Chai, Hong Kong Island', groupReference(paperId)],
    ...['The papers that you sent are not for us', '閣下遞交的文件並非屬於本處'],
  ])
    expect(page.body).toContain(said)
  expect(page.body).not.toMatch(/icms-sheet__code|It is for a registry|undefined|\[object/)
  expect((await browser.submit(page, {})).url).toContain('done=SENT')
  await becomes(browser, '?status=SENT', [{ letterId, channel: 'POST' }])
})

test('as JSON it is read like any letter, marked, wanted again and cancelled', async () => {
  const browser = await clerk()
  const letterId = await answered(browser)
  const read = JSON.parse((await browser.json('GET', `/api/v1/letters/${letterId}`)).body)
  expect(read).toMatchObject({
    ...{ paperId, applicationId: null, reference: groupReference(paperId), coverSheet: null },
    addressLines: ['Wong & Partners', 'Room 5, 8/F', '1 Example Road', 'Wan Chai, Hong Kong Island'],
    text: expect.stringContaining('They are for another office.'),
  })
  const post = async (step: string, body: object) =>
    (await browser.json('POST', `/api/v1/letters/${letterId}/${step}`, body, key(step))).status
  expect(await post('sent', { channel: 'HAND' })).toBe(200)
  expect(await post('reprint', {})).toBe(200)
  expect(await post('cancellation', { note: 'Fetched.' })).toBe(200)
  await becomes(browser, '?status=CANCELLED', [{ letterId, note: 'Fetched.' }])
})

test('a letter that waits for paper that is looked at again is cancelled, and says by whom; the next one waits', async () => {
  const browser = await clerk()
  const letterId = await answered(browser)
  await reopen()
  await becomes(browser, '?status=CANCELLED', [{ letterId, settledBy: 'staff-3' }])
  expect(await listed(browser)).toEqual([])
  const next = await answered(browser, { ...example, at: example.at + 1 })
  expect(next).not.toBe(letterId)
})

test('one cancelled by a rescan or an erasure says so, and not that somebody decided it', async () => {
  const browser = await clerk()
  await answered(browser)
  await tell('PaperReplaced', exampleOf('vetting.events.v1', 'PaperReplaced'))
  await becomes(browser, '?status=CANCELLED', [{ settledBy: null }])
  const list = await browser.get('/desk/print?status=CANCELLED&lang=en')
  expect(list.body).toContain('the paper was scanned again, or erased')
})

test('one that waits too long is among the overdue', async () => {
  const browser = await clerk()
  await answered(browser)
  host.clock.advanceTo(Date.parse('2026-11-26T00:00:06+08:00'))
  await becomes(await clerk(), '?status=OVERDUE', [{ notice: 'N29' }])
})

test('who sees it is recorded as a view of the paper, beside those of applications printed with it', async () => {
  const browser = await clerk()
  const letterId = await answered(browser)
  const transcribed = exampleOf('vetting.events.v1', 'ApplicationTranscribed')
  const form = { ...transcribed.form, email: '' }
  await host.tell('ApplicationTranscribed', 'app-1', { ...transcribed, applicationId: 'app-1', form })
  await becomes(browser, '?kind=N1', [{}])
  const [other] = await listed(browser, '?kind=N1')
  await browser.get(`/desk/print/letters?letter=${letterId}&letter=${other!.letterId}`)
  await browser.json('GET', `/api/v1/letters/${letterId}`)
  const seen: string[] = []
  const { codec, read } = host.context.backbone
  for await (const record of read('vetting.commands.v1')) {
    await codec.prepare([record.value])
    const { part } = codec.decode(record.value!) as { readonly part: string }
    seen.push(`${record.headers.ce_type} ${record.key} ${part}`)
  }
  expect(seen.toSorted()).toEqual([
    'icms.vetting.RecordApplicationView app-1 LETTER',
    `icms.vetting.RecordPaperView ${paperId} LETTER`,
    `icms.vetting.RecordPaperView ${paperId} LETTER`,
  ])
})

test('an answer by mail that comes back is a letter; without an address it is in a list of its own (N29, R32b)', async () => {
  const browser = await clerk()
  const mail = { ...example.answer!.sender, email: 'wong@example.com' }
  const bounce = async () => {
    const emailId = deriveId('email', 'N29', deriveId('told', 1))
    const about = { ...exampleOf('email.events.v1', 'EmailBounced'), emailId, subjectId: paperId, notice: 'N29' }
    await host.tell('EmailBounced', emailId, about)
  }
  await tell('PaperDismissed', { ...example, answer: { ...example.answer!, sender: { ...mail, address: null } } })
  await bounce()
  await becomes(browser, '?status=NO_ADDRESS', [{ notice: 'N29', insteadOf: expect.any(String) }])
  expect(await listed(browser)).toEqual([])
  const list = await browser.get('/desk/print?status=NO_ADDRESS&lang=en')
  for (const said of ['an email did not arrive', 'No address</strong>']) expect(list.body).toContain(said)
  expect((await browser.get('/desk/print?status=NO_ADDRESS&lang=zh')).body).toContain('電郵未能送達')
  // It is not printed with others.
  expect(list.body).not.toContain('Print all')
  const [letter] = await listed(browser, '?status=NO_ADDRESS')
  const page = await browser.get(`/desk/print/letters?letter=${String(letter?.letterId)}&lang=en`)
  expect(page.body).toContain('no postal address is known')

  await reopen()
  await becomes(browser, '?status=NO_ADDRESS', [])
})
