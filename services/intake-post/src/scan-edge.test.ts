import { readdirSync } from 'node:fs'
import { BackboneError } from '@icms/backbone/errors'
import { createMemoryDocuments } from '@icms/backbone/memory/memory-documents'
import { makeTiff } from '@icms/paper/paper-kit'
import type { ScannedPaperReceived } from '@icms/schemas/generated/intake-post-events-v1'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { itemOf, makeEnvelope } from './envelope-kit.ts'
import { paperIdOf } from './paper-of-manifest.ts'
import { createScanHost, type ScanHost } from './scan-host.ts'

vi.setConfig({ testTimeout: 90_000 })

let host: ScanHost
const documents = createMemoryDocuments()
let scanner: 'CLEAN' | 'away' | 'INFECTED' = 'CLEAN'

beforeAll(async () => {
  const scan = async () => {
    if (scanner === 'away') throw new BackboneError('NotNow', 'the scanner is away')
    return scanner
  }
  host = await createScanHost({ documents: { ...documents, scan } })
})
afterAll(() => host.stop())

async function handedOn(envelopeId: string): Promise<ScannedPaperReceived> {
  const { backbone } = host.context
  return host.until(async () => {
    for await (const { value, key, headers } of backbone.read('intake-post.events.v1')) {
      if (key !== paperIdOf(envelopeId) || !headers.ce_type?.endsWith('ScannedPaperReceived')) continue
      await backbone.codec.prepare([value!])
      return backbone.codec.decode(value!) as ScannedPaperReceived
    }
    return undefined
  })
}

test('R32b: an envelope is taken, acknowledged, prepared and handed on, and every page of it is there', async () => {
  const made = await makeEnvelope('ENV-EDGE-001', ['200001', '200002'])
  const taken = await host.put('ENV-EDGE-001', await host.zip(made))
  expect(taken).toEqual({
    status: 201,
    outcome: {
      ...{ version: 1, envelopeId: 'ENV-EDGE-001', outcome: 'ACCEPTED', receivedAt: expect.any(String) },
      ...{ duplicate: false, pagesAccepted: 2, references: [], problems: [] },
    },
  })
  const { paper } = await handedOn('ENV-EDGE-001')
  expect(paper).toMatchObject({ channel: 'POST', source: 'mail-room', receivedAt: Date.parse('2026-11-23T01:00:00Z') })
  expect(paper.documents.map(({ controlNumber, pages }) => [controlNumber, pages.length])).toEqual([
    ['200001', 1],
    ['200002', 1],
  ])
  const { subjectId, documentId, archiveId, pages } = paper.documents[0]!
  const stored = await Promise.all(
    [documentId, archiveId!, pages[0]!.pictureId!].map(id => documents.store.get(subjectId, id)),
  )
  expect(Buffer.from(stored[0]!)).toEqual(made.files[0]!.content)
  expect(stored.every(content => content !== undefined)).toBe(true)
  const row = await host.context.backbone.readSide.get('intake-post', 'envelopes', subjectId)
  const { documentIds } = (row as unknown as { found: { data: { documentIds: string[] } } }).found.data
  expect(documentIds).toEqual(expect.arrayContaining([documentId, archiveId!, pages[0]!.pictureId!]))
  const signed = await documents.store.get(subjectId, documentIds[0]!)
  expect(JSON.parse(Buffer.from(signed!).toString())).toEqual(made.manifest)
})

test('the same envelope again has the first outcome, zipped again too; other content is a conflict; the first stays', async () => {
  const made = await makeEnvelope('ENV-EDGE-002', ['200011'])
  const zip = await host.zip(made)
  const first = await host.put('ENV-EDGE-002', zip)
  const again = await host.put('ENV-EDGE-002', zip)
  expect(again).toEqual({ status: 200, outcome: { ...first.outcome, duplicate: true } })
  const repacked = await host.zip({ ...made, files: made.files.map(file => ({ ...file, isStored: false })) })
  expect(repacked.equals(zip)).toBe(false)
  expect(await host.put('ENV-EDGE-002', repacked)).toEqual(again)
  const other = await host.put('ENV-EDGE-002', await host.zip(await makeEnvelope('ENV-EDGE-002', ['200012'])))
  expect([other.status, other.outcome.outcome, other.outcome.problems.map(({ code }) => code)]).toEqual([
    409,
    'REFUSED',
    ['ENVELOPE_CONFLICT'],
  ])
  expect(await host.ask('ENV-EDGE-002')).toEqual({ status: 200, outcome: first.outcome })
})

test('500 items ask for their control numbers at once', async () => {
  const content = await makeTiff({ number: 1, width: 64, height: 64 })
  const items = Array.from({ length: 500 }, (_, i) => itemOf(`${300_000 + i * 7}`, `${i}.tif`, content))
  const { manifest } = await makeEnvelope('ENV-EDGE-500', ['200041'])
  const files = items.map(({ file }) => ({ name: file, content, isStored: true }))
  const { status, outcome } = await host.put(
    'ENV-EDGE-500',
    await host.zip({ manifest: { ...manifest, items }, files }),
  )
  expect([status, outcome.pagesAccepted]).toEqual([201, 500])
}, 60_000)

test('while the virus scanner is away nothing is taken and nothing refused', async () => {
  const zip = await host.zip(await makeEnvelope('ENV-EDGE-009', ['200051']))
  scanner = 'away'
  expect((await host.put('ENV-EDGE-009', zip)).status).toBe(503)
  expect((await host.ask('ENV-EDGE-009')).status).toBe(404)
  scanner = 'INFECTED'
  expect((await host.put('ENV-EDGE-009', zip)).outcome.problems).toMatchObject([{ code: 'FILE_INFECTED' }])
  scanner = 'CLEAN'
  expect((await host.put('ENV-EDGE-009', zip)).status).toBe(201)
})

test('rows name all that is stored, as the sweep of the shared folder reads them', async () => {
  const row = await host.context.backbone.readSide.get('intake-post', 'envelopes', paperIdOf('ENV-EDGE-001'))
  const { documents: none, documentIds } = ((row.state === 'ready' && row.found?.data) || {}) as Record<string, unknown>
  expect([none, Array.isArray(documentIds)]).toEqual([undefined, true])
})

test('applications that the paper came to belong to are named, as far as vetting knows', async () => {
  await host.put('ENV-EDGE-010', await host.zip(await makeEnvelope('ENV-EDGE-010', ['200061'])))
  host.rowsOfOthers.set(`vetting/papers/${paperIdOf('ENV-EDGE-010')}`, { applicationId: 'app-1' })
  expect((await host.ask('ENV-EDGE-010')).outcome.references).toEqual(['app-1'])
})

test('R32b: what the mail room says it sent is held against what came; what comes late settles it', async () => {
  const daily = { version: 1, source: 'mail-room', date: '2026-11-23', sent: [{ id: 'ENV-EDGE-LATE', pages: 1 }] }
  expect((await host.daily('PUT', '2026-11-24', daily)).status).toBe(422)
  expect((await host.daily('PUT', '2026-11-23', daily)).status).toBe(202)
  const standing = async (wanted: string) =>
    host.until(async () => {
      const { body } = await host.daily('GET', '2026-11-23?source=mail-room')
      return body.standing === wanted ? body : undefined
    })
  const { differences } = await standing('DIFFERING')
  expect(differences).toContainEqual({ kind: 'MISSING', itemId: 'ENV-EDGE-LATE', detail: null })
  expect(differences).toContainEqual({ kind: 'EXTRA', itemId: 'ENV-EDGE-001', detail: null })
  await host.put('ENV-EDGE-LATE', await host.zip(await makeEnvelope('ENV-EDGE-LATE', ['200081'])))
  const extra = differences.filter(({ kind }: { kind: string }) => kind === 'EXTRA')
  const sent = [
    ...daily.sent,
    ...extra.map(({ itemId: id }: { itemId: string }) => ({ id, pages: id.endsWith('500') ? 500 : 0 })),
  ]
  await host.daily('PUT', '2026-11-23', { ...daily, sent })
  const after = await host.until(async () => {
    const { body } = await host.daily('GET', '2026-11-23?source=mail-room')
    return body.sent === sent.length && body.differences.every(({ kind }: { kind: string }) => kind === 'DIFFERING')
      ? body
      : undefined
  })
  expect(after.differences).toContainEqual({ kind: 'DIFFERING', itemId: 'ENV-EDGE-001', detail: 'PAGES' })
})

test('only machines of the mail room are let in; ids of another form and other encodings are refused', async () => {
  const zip = await host.zip(await makeEnvelope('ENV-EDGE-011', ['200071']))
  expect((await host.put('ENV-EDGE-011', zip, { authorization: 'Basic eDp5' })).status).toBe(401)
  expect((await host.put('short', zip)).status).toBe(400)
  expect((await host.put('ENV-EDGE-011', zip, { 'content-encoding': 'gzip' })).status).toBe(415)
  expect((await host.put('ENV-EDGE-011', Buffer.alloc(0))).outcome.problems).toMatchObject([{ code: 'ZIP_UNREADABLE' }])
})

test('the schemas are there for whoever builds a scan station', async () => {
  for (const name of ['scan-envelope', 'scan-outcome', 'daily-reconciliation']) {
    const { status, body } = await host.newBrowser().get(`/scan/schemas/${name}.schema.json`)
    expect([status, JSON.parse(body).$schema]).toEqual([200, 'https://json-schema.org/draft/2020-12/schema'])
  }
})

test('what machines send leaves no name and no text in the log, and no file behind', async () => {
  expect(host.logged()).not.toContain('mail-room')
  expect(host.logged()).not.toContain('200001.tif')
  expect(readdirSync(`${host.folder}/scan-incoming`)).toEqual([])
})
