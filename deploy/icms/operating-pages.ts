import { header } from '@icms/backbone/record'
import { serviceNames } from '@icms/schemas/contracts'
import type { BrowserPage, FormBrowser } from '@icms/web/form-browser'
import { expect } from 'vitest'
import { staff, until } from '../demo/people.ts'
import { submittedWithLostKey } from '../operations/lost-key.ts'
import type { HeldKey, OpenLetter } from '../operations/open-dead-letters.ts'
import type { Resolved } from '../operations/dead-letters.ts'
import type { OperatedGateway } from './operated-gateway.ts'
import { everyInput } from './operating.ts'

/** What an operator does by the pages of `/ops` and their JSON, on either backbone: each says what it proves. */

const readers = ['intake-web', 'notification', 'vetting'] as const
/** More than a task drains in one commit. */
const waitingInputs = 250
const waitMsMax = 60_000

async function operatorOf({ host }: OperatedGateway) {
  const { browser } = await staff(host.url, 'demo-operations')
  const json = async <T>(path: string, body?: object): Promise<T> => {
    const answer = await browser.json(body ? 'POST' : 'GET', `/api/v1/ops${path}`, body)
    // 202: it is done, and what came of it is not shown yet.
    if (answer.status !== 200 && answer.status !== 202)
      throw new Error(`${path} was answered ${answer.status}: ${answer.body}`)
    return JSON.parse(answer.body) as T
  }
  const open = async (key: string) =>
    (await json<{ deadLetters: OpenLetter[] }>('/dead-letters')).deadLetters.filter(letter => letter.key === key)
  return {
    browser,
    json,
    open,
    letters: (key: string, count: number) =>
      until(
        () => open(key),
        all => all.length === count,
        `${count} dead letters of ${key}`,
        waitMsMax,
      ),
    held: (key: string) => json<HeldKey[]>('/held-keys').then(all => all.filter(one => one.key === key)),
    page: (id: string, action: '' | '/replay' | '/discard' = '') => browser.get(`/ops/dead-letters/${id}${action}`),
    discard: (id: string) => json<Resolved>(`/dead-letters/${id}/discard`, { reason: 'poison' }),
  }
}

const send = (browser: FormBrowser, page: BrowserPage, action: string, reason: string) =>
  browser.submit(page, { reason, 'looked?': 'yes' }, new URL(page.url).pathname.replace(/[^/]+$/, action))

/** Poison on every topic that anybody reads is there to be seen, with the keys that it holds; each is left out, one of every service by its page. */
export async function seesPoisonOnPages(gateway: OperatedGateway) {
  const ops = await operatorOf(gateway)
  const inputs = await everyInput()
  const at = Date.now()
  const key = `seen-${at}`
  await gateway.host.backbone.publish(
    inputs.map(topic => ({
      topic,
      key,
      value: Buffer.from('<not avro>'),
      headers: { [header.id]: `${topic}-${key}` },
      at,
    })),
  )
  // Of one key a service has one dead letter at a time, and the others wait behind it and come in their turn; only what comes
  // by its replays topic waits for nobody.
  const held = await until(
    () => ops.held(key),
    all => all.length === serviceNames.length,
    `${key} held in every service`,
    waitMsMax,
  )
  expect(held.map(({ service }) => service).toSorted()).toEqual(serviceNames.toSorted())
  const list = await ops.browser.get('/ops/held-keys')
  for (const { deadLetterId } of held) expect(list.body).toContain(deadLetterId)
  const seen = new Set<string>()
  const byPage = new Set<string>()
  // A topic may be read only when what came from others was left out already.
  for (const end = performance.now() + waitMsMax; performance.now() < end; ) {
    const letters = await ops.open(key)
    if (seen.size === inputs.length && letters.length === 0 && (await ops.held(key)).length === 0) break
    for (const { deadLetterId, topic, service } of letters) {
      seen.add(topic)
      if (byPage.has(service)) {
        await ops.discard(deadLetterId)
        continue
      }
      const page = await ops.page(deadLetterId, '/discard')
      // What was listed may have ended since.
      if (!page.url.endsWith('/discard')) continue
      expect(page.body).toContain(service)
      const after = await send(ops.browser, page, 'discard', 'poison')
      byPage.add(service)
      expect([after.status, after.url]).toEqual([200, expect.stringMatching(/\?done=(DISCARDED|PROCESSING)$/)])
    }
  }
  expect([...seen].toSorted()).toEqual(inputs.toSorted())
  expect(await ops.open(key)).toEqual([])
}

/** A page's dry run says what comes; a replay fails again, is taken once it can be, and what was replayed is left as it is. */
export async function replaysOnPages(gateway: OperatedGateway) {
  const ops = await operatorOf(gateway)
  const { applicationId, record, giveKey } = await submittedWithLostKey(gateway.host.backbone)
  await gateway.host.backbone.publish([record])
  const letters = await ops.letters(applicationId, readers.length)
  const { deadLetterId: id } = letters.find(({ service }) => service === 'vetting')!
  expect((await ops.held(applicationId)).map(({ service }) => service).toSorted()).toEqual([...readers])

  const failing = await ops.page(id, '/replay')
  expect(failing.body).toContain('It would fail again')
  const failed = await send(ops.browser, failing, 'replay', 'to see')
  expect(failed.url).toMatch(/\?done=FAILED_AGAIN$/)
  expect(failed.body).toContain('Replayed, and failed again')

  await giveKey()
  // What was shown before it was tried again is no word on it any more.
  expect((await send(ops.browser, failing, 'replay', 'again')).status).toBe(409)
  const passing = await ops.page(id, '/replay')
  expect(passing.body).toMatch(/The message would be taken.*ApplicationReceived/s)
  const replayed = await send(ops.browser, passing, 'replay', 'the key is back')
  expect(replayed.url).toMatch(/\?done=REPLAYED$/)
  // Lineage both ways.
  expect(replayed.body).toMatch(/What its replay put out.*ApplicationReceived/s)
  const timeline = await ops.browser.get(`/ops/timeline?id=${applicationId}`)
  expect(timeline.body).toContain(`/ops/dead-letters/${id}`)

  expect((await send(ops.browser, passing, 'replay', 'twice')).status).toBe(200)
  const again = await ops.json<Resolved>(`/dead-letters/${id}/replay`, { reason: 'twice' })
  expect(again).toMatchObject({ outcome: 'ALREADY_REPLAYED' })
  expect((await ops.page(id, '/replay')).url).toMatch(new RegExp(`/ops/dead-letters/${id}$`))
  expect(await receivedOf(gateway, applicationId)).toHaveLength(1)
  for (const { deadLetterId } of await ops.open(applicationId)) await ops.discard(deadLetterId)
}

/** Discards and a replay of one dead letter at the same moment, and again while its key drains: one is done, and what waited is taken once. */
export async function discardsWhileItDrains(gateway: OperatedGateway) {
  const ops = await operatorOf(gateway)
  const { applicationId, record, giveKey } = await submittedWithLostKey(gateway.host.backbone)
  await giveKey()
  const ids = Array.from({ length: waitingInputs }, (_, i) => `${record.headers[header.id]}-${i}`)
  await gateway.host.backbone.publish([
    { ...record, value: Buffer.from('<not avro>'), headers: { [header.id]: `poison-of-${applicationId}` } },
    ...ids.map(id => ({ ...record, headers: { ...record.headers, [header.id]: id } })),
  ])
  const letters = await ops.letters(applicationId, readers.length)
  const waiting = () => ops.held(applicationId)
  await until(waiting, all => all.every(({ queued }) => queued === waitingInputs), 'all that waits', waitMsMax)
  const { deadLetterId: id } = letters.find(({ service }) => service === 'vetting')!
  expect((await ops.page(id, '/discard')).body).toContain(`Messages: ${waitingInputs}; `)

  const word = (action: 'replay' | 'discard') => ops.json<Resolved>(`/dead-letters/${id}/${action}`, { reason: 'both' })
  const first = await Promise.all([word('discard'), word('discard')])
  const later = await word('replay')
  const said = [...first, later].map(({ outcome }) => outcome)
  expect(said.every(outcome => /^(DISCARDED|ALREADY_DISCARDED|BEING_PROCESSED)$/.test(outcome))).toBe(true)
  const isFree = (all: readonly HeldKey[]) => all.every(({ service }) => service !== 'vetting')
  await until(waiting, isFree, 'a key that drained', waitMsMax)
  expect(await word('discard')).toMatchObject({ outcome: 'ALREADY_DISCARDED' })
  // The first that waited began the application; the others are repeats of it.
  expect(await receivedOf(gateway, applicationId)).toEqual([ids[0]])
  for (const { deadLetterId } of await ops.open(applicationId)) await ops.discard(deadLetterId)
  await ops.letters(applicationId, 0)
}

/** Ids of the inputs that vetting received this application by. */
async function receivedOf({ host }: OperatedGateway, applicationId: string): Promise<(string | undefined)[]> {
  const causes = []
  for await (const { key, headers } of host.backbone.read('vetting.events.v1'))
    if (key === applicationId && headers[header.type]?.endsWith('.ApplicationReceived'))
      causes.push(headers[header.cause])
  return causes
}
