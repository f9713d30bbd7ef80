import { hash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { deriveId } from '@icms/backbone/record'
import { staff } from '@icms/deploy/demo/people'
import { makeEnvelope } from '@icms/intake-post/envelope-kit'
import { makeTiff } from '@icms/paper/paper-kit'
import type { Paper } from '@icms/schemas/generated/common'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { hosting } from '../journeys/hosting-process.ts'
import { dropFax, type Fax, putEnvelope, sendFax, zipOfEnvelope } from '../journeys/paper-machines.ts'
import { drawFrom } from '../simulation/draw.ts'
import { freePort } from '../stack/free-port.ts'
import { readEmbedded } from './judge/read-embedded.ts'

const folder = mkdtempSync(join(tmpdir(), 'icms-killed-paper-'))
const [dataDir, faxFolder] = [join(folder, 'data'), join(folder, 'faxes')]
const port = await freePort()
const limits = { ICMS_HTTP_REQUESTS_PER_MINUTE: '100000' }
const host = hosting([], 'node', { ICMS_DATA_DIR: dataDir, ICMS_FAX_FOLDER: faxFolder, ...limits }, port)
afterAll(async () => {
  await host.kill()
  rmSync(folder, { recursive: true, force: true })
})

const kills = 2
const lifeMs = [50, 900] as const
const againMs = 100
const pauseMs = 400
const preparedMsMax = 90_000

/** Sent until it is acknowledged, as machines do; how often nobody answered. */
async function untilTaken<T>(send: () => Promise<T>): Promise<{ readonly answer: T; readonly unanswered: number }> {
  for (let unanswered = 0; ; unanswered++)
    try {
      return { answer: await send(), unanswered }
    } catch (error) {
      // Nobody listens, or nobody does any more: anything else is an answer, and none that is looked for here.
      if (!(error instanceof TypeError)) throw error
      await sleep(againMs)
    }
}

const faxOf = async (jobId: string, number: number): Promise<Fax> => ({
  jobId,
  content: await makeTiff({ number }, { number: number + 1_000 }),
  pages: 2,
})

const names = (place: string) => readdirSync(join(faxFolder, place)).filter(name => !name.startsWith('.'))

type Sent = { readonly sourceId: string; readonly paperId: string | undefined; readonly sha256: readonly string[] }

test('R32b, I1: faxes by SOAP and by folder, and envelopes, while the gateway is killed with -9: each that was acknowledged is there once, with all pages', async () => {
  const taken: Sent[] = []
  let isOver = false
  let begun = 0
  let unanswered = 0
  for (const place of ['in', 'done', 'refused']) mkdirSync(join(faxFolder, place), { recursive: true })
  await host.start()

  /** One sender: the next goes when the one before is acknowledged. */
  async function sending(send: (n: number) => Promise<Sent & { readonly tried?: number }>): Promise<void> {
    for (let n = 0; !isOver; n++) {
      begun++
      const { tried = 0, ...sent } = await send(n)
      taken.push(sent)
      unanswered += tried
      await sleep(pauseMs)
    }
  }
  const bySoap = sending(async n => {
    const fax = await faxOf(`soap-${n}`, n)
    const first = await untilTaken(() => sendFax(host.origin, fax))
    const again = await untilTaken(() => sendFax(host.origin, fax))
    expect(again.answer).toEqual({ receipt: first.answer.receipt, isDuplicate: true })
    const tried = first.unanswered + again.unanswered
    return { sourceId: fax.jobId, paperId: first.answer.receipt, sha256: [hash('sha256', fax.content)], tried }
  })
  const byFolder = sending(async n => {
    const fax = await faxOf(`dropped-${n}`, 100 + n)
    dropFax(faxFolder, fax)
    // Out of that folder it is acknowledged.
    while (names('in').includes(`${fax.jobId}.tif`)) await sleep(againMs)
    expect(names('refused')).toEqual([])
    return {
      sourceId: fax.jobId,
      paperId: deriveId('fax', 'gateway-1', fax.jobId),
      sha256: [hash('sha256', fax.content)],
    }
  })
  const byPost = sending(async n => {
    const envelopeId = `KILLED-${n}`
    const made = await makeEnvelope(envelopeId, [String(810_000 + n * 2), String(810_001 + n * 2)])
    const zip = await zipOfEnvelope(made, dataDir)
    const { answer, unanswered: tried } = await untilTaken(() => putEnvelope(host.origin, envelopeId, zip))
    expect(answer.outcome).toMatch(/ACCEPTED|PENDING/)
    return {
      sourceId: envelopeId,
      paperId: undefined,
      sha256: made.files.map(({ content }) => hash('sha256', content)),
      tried,
    }
  })
  const senders = Promise.all([bySoap, byFolder, byPost])
  senders.catch(() => {})

  const draw = drawFrom('killed-paper', '1')
  let underWay = 0
  for (let n = 0; n < kills; n++) {
    const before = taken.length
    await expect.poll(() => taken.length, { timeout: 60_000 }).toBeGreaterThan(before + 1)
    await sleep(draw.between(...lifeMs))
    // A kill where nothing is under way would show nothing.
    await expect.poll(async () => taken.length - (await papers()).length, { timeout: 60_000 }).toBeGreaterThan(0)
    await host.kill()
    underWay += begun - (await papers()).length
    if (n === kills - 1) isOver = true
    await host.start()
  }
  await senders
  expect(underWay).toBeGreaterThan(0)

  await expect.poll(async () => (await papers()).length, { timeout: preparedMsMax, interval: 500 }).toBe(taken.length)
  expect(names('in')).toEqual([])
  const vetting = await staff(host.origin, 'demo-vetting')
  const all = await papers()
  for (const { sourceId, paperId, sha256 } of taken) {
    const found = all.filter(({ documents }) => documents[0]!.sourceId === sourceId)
    expect(found, sourceId).toHaveLength(1)
    const [paper] = found
    if (paperId) expect(paper!.paperId).toBe(paperId)
    expect(paper!.isWhole).toBe(true)
    expect(paper!.documents.map(({ pages }) => pages.length)).toEqual(paperId ? [2] : [1, 1])
    expect(paper!.documents.map(document => document.sha256).toSorted()).toEqual(sha256.toSorted())
    await expectShown(vetting.browser, paper!)
  }
  console.log(`${kills} kills: ${taken.length} papers, ${underWay} under way, ${unanswered} times nobody answered`)
}, 300_000)

/** What was handed over to vetting, as the file has it. */
async function papers(): Promise<readonly Paper[]> {
  const messages = await readEmbedded(join(dataDir, 'icms.sqlite'))
  const handedOver: readonly string[] = ['FaxPaperReceived', 'ScannedPaperReceived']
  return messages
    .filter(
      ({ topic, type }) => topic.startsWith('intake-') && topic.endsWith('.events.v1') && handedOver.includes(type),
    )
    .map(({ data }) => (data as { readonly paper: Paper }).paper)
}

type Visitor = Awaited<ReturnType<typeof staff>>['browser']

/** Every page has a picture that opens for staff, and the original is what was sent. */
async function expectShown({ cookies }: Visitor, { paperId, documents }: Paper): Promise<void> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  async function read(path: string): Promise<Buffer> {
    const answer = await fetch(`${host.origin}/desk/vetting/papers/${paperId}/${path}`, { headers: { cookie } })
    expect(answer.status, path).toBe(200)
    return Buffer.from(await answer.arrayBuffer())
  }
  for (const { documentId, archiveId, pages, sha256 } of documents) {
    expect(archiveId).not.toBeNull()
    for (const { page, width, height, damage } of pages) {
      expect(damage).toBeNull()
      const { info } = await sharp(await read(`pages/${documentId}/${page}`)).toBuffer({ resolveWithObject: true })
      expect(info).toMatchObject({ width, height })
    }
    expect(hash('sha256', await read(`documents/${documentId}/original`))).toBe(sha256)
    expect((await read(`documents/${documentId}/archive`)).subarray(0, 5).toString()).toBe('%PDF-')
  }
}
