import type { Actor } from '@icms/backbone/actor'
import { deriveId } from '@icms/backbone/record'
import { type Add, command } from './acts.ts'
import { type Draw, dayMs, hourMs, minuteMs } from './draw.ts'
import { documentIdOf, leavesOf, type OnPaper } from './on-paper.ts'

const supplier = 'mail-room'
const machine: Actor = { kind: 'machine', id: supplier }
const paperIdOf = (envelopeId: string) => deriveId('envelope', envelopeId)

/** Numbers of two blocks, some of which are printed on two envelopes. */
const numberFrom = (draw: Draw) => `${draw.oneOf([1_000, 1_001])}${10 + draw.upTo(6)}`

export type Envelope = OnPaper & { readonly envelopeId: string }

/**
 * An envelope of the mail room, or what is handed in over the counter; perhaps more than once, with something else under its
 * id, refused at first and mended, or as a rescan of one before that was taken, refused, or never came.
 */
export function envelopeActs(
  name: string,
  references: readonly string[],
  before: readonly Envelope[],
  draw: Draw,
  at: number,
  add: Add,
): Envelope {
  const envelopeId = `ENV-${name}`
  const paperId = paperIdOf(envelopeId)
  const isHandedIn = draw.chance(0.2)
  const channel = isHandedIn ? ('HAND' as const) : ('POST' as const)
  const items = Array.from({ length: isHandedIn ? 1 : draw.between(1, 3) }, (_, place) => {
    const documentId = documentIdOf(`${name}-${place}`, draw.between(1, 2), place === 0 ? references : [])
    return { documentId, controlNumber: isHandedIn ? null : numberFrom(draw) }
  })
  const earlier = before.length > 0 && draw.chance(0.35) ? draw.oneOf(before).paperId : null
  const rescanOf = isHandedIn ? null : draw.chance(0.08) ? paperIdOf('ENV-that-never-came') : earlier
  const receivedAt = at - 20 * minuteMs
  const [named] = references
  const deliver = (contentHash: string, mended: readonly (typeof items)[number][]) =>
    command('intake-post', 'ReceiveEnvelope', paperId, machine, () => ({
      ...{ paperId, envelopeId, contentHash, manifestHash: `manifest-of-${contentHash}`, evidenceIds: [] },
      paper: {
        ...{ paperId, channel, receivedAt, source: isHandedIn ? 'counter' : supplier, sender: null },
        ...{ postmarkedOn: null, isWhole: true, continuesId: null, likelyWith: null, nonScannable: [] },
        documents: mended.map(item => documentOf(paperId, envelopeId, item)),
      },
      pageCounts: mended.map(({ documentId }) => leavesOf(paperId, documentId).length),
      ...{ rescanOf, applicationId: isHandedIn ? (named ?? null) : null, box: 'PO-1' },
    }))
  const problems = [{ code: 'HASH_MISMATCH', where: 'a.tif', message: 'Send it again.' }]
  const wrong = { paperId, envelopeId, contentHash: 'wrong', problems }
  if (draw.chance(0.15))
    add(
      at - hourMs,
      command('intake-post', 'RefuseEnvelope', paperId, machine, () => wrong),
    )
  add(at, deliver('first', items))
  if (draw.chance(0.35)) add(at + draw.oneOf([0, 50, hourMs, 9 * dayMs]), deliver('first', items))
  // Under its id with numbers of its own: a conflict, unless the first was refused.
  const mended = items.map((item, place) => ({
    ...item,
    controlNumber: isHandedIn ? null : `2000${10 + place}${name}`,
  }))
  if (draw.chance(0.35)) add(at + draw.oneOf([hourMs, dayMs]), deliver('second', mended))
  const leaves = items.flatMap(({ documentId }) => leavesOf(paperId, documentId))
  return { envelopeId, paperId, channel, at, receivedAt, leaves }
}

export const documentOf = (
  subjectId: string,
  sourceId: string,
  { documentId, controlNumber }: { readonly documentId: string; readonly controlNumber: string | null },
) => ({
  ...{ subjectId, documentId, archiveId: null, mediaType: 'image/tiff', bytes: 10, sha256: `hash-of-${documentId}` },
  ...{ scan: 'CLEAN', kind: 'FORM', form: 'ANNEX_B', sourceId, controlNumber, notes: null, ocrEngine: null },
  ...{ fields: [], pages: [] },
})
