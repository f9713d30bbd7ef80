import { deriveId } from '@icms/backbone/record'
import type { OcrField, Paper, PaperDocument } from '@icms/schemas/generated/common'
import type { ReceiveEnvelope } from '@icms/schemas/generated/intake-post-commands-v1'
import type { Manifest, ManifestItem } from './manifest.ts'
import type { ReadEnvelope } from './read-envelope.ts'

/**
 * Texts of one envelope that travel with it, in bytes as they are encrypted. A message has 900,000 at most, 500 documents with
 * 2,000 pages take 470,000, and vetting keeps what it gets in a state of its own (`message-size.test.ts`). More than that stays
 * in the stored manifest, and the note of the document says so.
 */
export const textBytesMax = { ocr: 100_000, notes: 40_000, nonScannable: 30_000 } as const
/** What encryption adds to a text, and the name and number of its field. */
const bytesAround = 120

export const paperIdOf = (envelopeId: string): string => deriveId('envelope', envelopeId)

/** The original of an item: the same content under the same number is the same document, however often it is sent. */
export const originalIdOf = (
  paperId: string,
  { controlNumber, sha256 }: Pick<ManifestItem, 'controlNumber' | 'sha256'>,
) => deriveId('original', paperId, controlNumber, sha256)

/** What the intake is told of an envelope that is in order by itself. */
export function receivedOf(
  { manifest, found }: Extract<ReadEnvelope, { readonly manifest: Manifest }>,
  { contentHash, manifestHash, evidenceIds }: Pick<ReceiveEnvelope, 'contentHash' | 'manifestHash' | 'evidenceIds'>,
): ReceiveEnvelope {
  const { envelopeId, supplier, channel, openedAt, postmarkedOn, rescanOf, items, nonScannable, box } = manifest
  const paperId = paperIdOf(envelopeId)
  const [ocr, notes, rest] = [budget(textBytesMax.ocr), budget(textBytesMax.notes), budget(textBytesMax.nonScannable)]
  const documents = items.map((item, i): PaperDocument => {
    const { mediaType, sha256, kind, form = null, controlNumber } = item
    const read = item.ocr?.fields ?? []
    const fields = read.filter(({ name, value }) => ocr(name + value)).map(fieldOf)
    const left = read.length - fields.length
    const said = item.notes !== undefined && notes(item.notes) ? item.notes : null
    return {
      ...{ subjectId: paperId, documentId: originalIdOf(paperId, item), archiveId: null },
      ...{ mediaType, bytes: found[i]!.bytes, sha256, scan: found[i]!.scan, kind, form, sourceId: envelopeId },
      ...{ controlNumber, notes: left > 0 ? withLeft(said, left) : said, ocrEngine: item.ocr?.engine ?? null },
      ...{ fields, pages: [] },
    }
  })
  const paper: Paper = {
    ...{ paperId, channel, receivedAt: Date.parse(openedAt), source: supplier, sender: null },
    ...{ postmarkedOn: postmarkedOn ?? null, isWhole: true, continuesId: null, likelyWith: null, documents },
    nonScannable: (nonScannable ?? []).map(({ controlNumber, description, keptAt = null }) => ({
      controlNumber,
      description: rest(description) ? description : 'See the list of the mail room.',
      keptAt,
    })),
  }
  return {
    ...{ paperId, envelopeId, contentHash, manifestHash, evidenceIds, paper, box, applicationId: null },
    pageCounts: items.map(({ pages }) => pages),
    rescanOf: rescanOf === undefined ? null : paperIdOf(rescanOf),
  }
}

const fieldOf = ({ page, ...read }: NonNullable<ManifestItem['ocr']>['fields'][number]): OcrField => ({
  ...read,
  page: page ?? null,
})

const withLeft = (said: string | null, left: number) =>
  `${said === null ? '' : `${said} `}(${left} fields that a machine read are in the list of the mail room only.)`

/** True as long as there is room for another text. */
function budget(bytesMax: number): (text: string) => boolean {
  let used = 0
  return text => {
    const bytes = Math.ceil((Buffer.byteLength(text) * 4) / 3) + bytesAround
    if (used + bytes > bytesMax) return false
    used += bytes
    return true
  }
}
