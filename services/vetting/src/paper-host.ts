import { drawingOf } from '@icms/paper/paper-kit'
import { pageHashOf } from '@icms/paper/page-hash'
import { pixelsOf } from '@icms/paper/page-pixels'
import { exampleOf } from '@icms/schemas/example-messages'
import type { Paper, PaperDocument } from '@icms/schemas/generated/common'
import sharp from 'sharp'
import { vi, expect } from 'vitest'
import { documentOf, pageOf } from './paper-story.ts'
import { createVettingHost } from './vetting-host.ts'

export const papersApi = '/api/v1/vetting/papers'

/** What a clerk types in from the form of the examples, as the page's fields. */
export const typedFields = {
  'name.surnameEn': 'Chan',
  'name.givenNameEn': 'Tai Man',
  'identityDocument.kind': 'HKID',
  'identityDocument.number': 'A123456(3)',
  'address.lines.0': '1 Example Street',
  'address.district': 'WAN_CHAI',
  'address.country': 'HK',
  phone: '21234567',
  preferredLanguage: 'EN',
  eligibility: 'PROSPECTIVE',
  'actingInPerson?': 'yes',
  'declarationMade?': 'yes',
  'termsAccepted?': 'yes',
  'personalDataConsent?': 'yes',
  signature: 'Chan Tai Man',
  'compared?': 'yes',
}

/** A host with papers whose pages can be looked at, and two members of the vetting staff. */
export async function createPaperHost() {
  const host = await createVettingHost()
  const { store } = host.context.documents

  /** A paper that came just now: its pages are drawn, each number another way. */
  async function faxed(
    paperId: string,
    numbers: readonly number[] = [1, 2],
    facts: Partial<PaperDocument> = {},
    ofPaper: Partial<Paper> = {},
  ) {
    const pages = []
    for (const [place, number] of numbers.entries()) {
      const picture = await sharp(drawingOf(number, 864, 1_146))
        .flatten({ background: 'white' })
        .greyscale()
        .png()
        .toBuffer()
      await store.put(paperId, `picture-${place + 1}`, picture)
      pages.push(
        pageOf(place + 1, { width: 864, height: 1_146, hash: (await pageHashOf(await pixelsOf(picture))) ?? null }),
      )
    }
    await store.put(paperId, 'original', Buffer.from('II*\0 the original'))
    await store.put(paperId, 'archive-1', Buffer.from('%PDF-1.7'))
    const document = documentOf('original', pages, {
      subjectId: paperId,
      archiveId: 'archive-1',
      sha256: paperId,
      ...facts,
    })
    return told(paperId, [document], ofPaper)
  }

  async function told(paperId: string, documents: readonly PaperDocument[], facts: Partial<Paper> = {}) {
    const example = exampleOf('intake-fax.events.v1', 'FaxPaperReceived')
    const paper = { ...example.paper, paperId, channel: 'FAX', receivedAt: host.clock.now(), documents, ...facts }
    await host.tell('FaxPaperReceived', paperId, { paperId, at: host.clock.now(), paper })
    await paperBecomes(paperId, {})
  }

  const paperBecomes = (paperId: string, data: object) =>
    vi.waitFor(async () => {
      const answer = await host.context.backbone.readSide.get('vetting', 'papers', paperId)
      expect(answer).toMatchObject({ state: 'ready', found: { data } })
    })

  return { ...host, faxed, told, paperBecomes }
}

/** Address of a paper's page, or of one of its steps. */
export const desk = (paperId: string, step = '') => `/desk/vetting/papers/${paperId}${step}`

/** Header by which a request that is sent again counts once. */
export const key = (text: string) => ({ 'idempotency-key': `a-key-of-${text}` })
