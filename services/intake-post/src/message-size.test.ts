import { defaultLimits } from '@icms/backbone/limits'
import type { PreparedDocument } from '@icms/schemas/generated/common'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { envelope } from './envelope.ts'
import { evolveEnvelope } from './envelope-state.ts'
import type { Manifest, ManifestItem } from './manifest.ts'
import { receivedOf } from './paper-of-manifest.ts'
import { createScanHost, type ScanHost } from './scan-host.ts'

let host: ScanHost
beforeAll(async () => {
  host = await createScanHost()
})
afterAll(() => host.stop())

async function bytesOf(type: string, data: unknown, fullName = host.context.place(type).fullName) {
  const { codec } = host.context.backbone
  await codec.prepareToEncode(fullName, data)
  return codec.encode(fullName, data).length
}

const long = (of: number) => '律'.repeat(of)
const hash = 'a'.repeat(64)

/** All that the contract lets an envelope have: 500 items of four pages, each with notes and 300 fields, and 100 things besides. */
const items = Array.from(
  { length: 500 },
  (_, i): ManifestItem => ({
    ...{ controlNumber: `${10 ** 19 + i}`, file: `${i}.pdf`, mediaType: 'application/pdf', pages: 4, sha256: hash },
    ...{ kind: 'SUPPORTING', form: 'ANNEX_B', notes: long(500) },
    ocr: {
      engine: 'e'.repeat(60),
      fields: Array.from({ length: 300 }, (_, k) => ({
        name: `field.${k}`,
        value: long(20),
        confidence: 0.5,
        page: 1,
      })),
    },
  }),
)
const manifest: Manifest = {
  ...{ version: 1, envelopeId: 'E'.repeat(64), supplier: 's'.repeat(40), box: 'b'.repeat(20), channel: 'POST', items },
  ...{ openedAt: '2026-11-23T09:00:00+08:00', scannedAt: '2026-11-23T09:00:00+08:00' },
  nonScannable: Array.from({ length: 100 }, (_, i) => ({
    ...{ controlNumber: `${2 * 10 ** 18 + i}`, description: long(200), keptAt: 'k'.repeat(80) },
  })),
}

const prepared: PreparedDocument = {
  archiveId: 'a'.repeat(26),
  pages: [1, 2, 3, 4].map(page => ({
    ...{ page, pictureId: 'p'.repeat(26), width: 2_500, height: 3_500, hash, reference: 'r'.repeat(26) },
    // A page has a picture, or says why there is none.
    damage: null,
  })),
}

test('R32b: the largest envelope that may come, in every message and state of it, stays below what a message may have', async () => {
  const read = {
    problems: [],
    manifest,
    evidence: [Buffer.alloc(0), Buffer.alloc(0)],
    found: items.map(() => ({ bytes: 1e8, scan: 'CLEAN' as const })),
  } as const
  const command = receivedOf(read, {
    contentHash: hash,
    manifestHash: hash,
    evidenceIds: ['m'.repeat(26), 's'.repeat(26)],
  })
  const { paperId } = command
  const received = { ...command, at: Date.now(), attempt: 1 }
  let state = evolveEnvelope(undefined, { type: 'EnvelopeReceived', data: received })!
  state = evolveEnvelope(state, {
    type: 'EnvelopeAccepted',
    data: { paperId, at: 1, envelopeId: manifest.envelopeId, attempt: 1, pages: 2_000 },
  })!
  const documents = items.map(() => prepared)
  state = evolveEnvelope(state, { type: 'PaperPagesPrepared', data: { paperId, at: 1, round: 0, documents } })!
  const handedOn = { paperId, at: 1, paper: state.paper, replaces: paperId, applicationId: null }
  const sizes = {
    command: await bytesOf('ReceiveEnvelope', command),
    received: await bytesOf('EnvelopeReceived', received),
    state: await bytesOf('', state, envelope.state),
    handedOn: await bytesOf('ScannedPaperReceived', handedOn),
  }
  const [row] = envelope.rows!(state, paperId)
  for (const [name, bytes] of Object.entries({ ...sizes, row: JSON.stringify(row).length }))
    expect(bytes, name).toBeLessThan(defaultLimits.messageBytesMax * 0.8)
  expect(state.paper?.documents.at(-1)?.notes).toContain('in the list of the mail room only')
})

test('what an ordinary envelope has on it travels whole', async () => {
  const [first] = items
  const small: Manifest = {
    ...manifest,
    items: [{ ...first!, ocr: { engine: 'e', fields: first!.ocr!.fields.slice(0, 60) } }],
  }
  const read = {
    problems: [],
    manifest: small,
    evidence: [Buffer.alloc(0), Buffer.alloc(0)],
    found: [{ bytes: 1, scan: 'CLEAN' as const }],
  } as const
  const { paper } = receivedOf(read, { contentHash: hash, manifestHash: hash, evidenceIds: [] })
  expect(paper.documents).toMatchObject([{ notes: long(500), fields: { length: 60 } }])
})
