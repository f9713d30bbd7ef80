import { storyOf } from '@icms/backbone/story'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { contracts } from '@icms/schemas/contracts'
import type { PaperDocument } from '@icms/schemas/generated/common'
import type { ReceiveEnvelope } from '@icms/schemas/generated/intake-post-commands-v1'
import { blocksOf } from './control-numbers.ts'
import { envelope } from './envelope.ts'
import { numbersOf } from './envelope-state.ts'
import { paperIdOf } from './paper-of-manifest.ts'

/** What stories of envelopes are told with. For tests only. */
export const at = Date.parse('2026-11-23T10:00:00+08:00')

export const documentOf = (paperId: string, controlNumber: string | null, i = 0): PaperDocument => ({
  ...{ subjectId: paperId, documentId: `d-${i}`, archiveId: null, mediaType: 'image/tiff', bytes: 10, sha256: 'ab' },
  ...{ scan: 'CLEAN', kind: 'FORM', form: 'ANNEX_B', sourceId: 'ENV-1', controlNumber, notes: null, ocrEngine: null },
  ...{ fields: [], pages: [] },
})

export const receive = (
  envelopeId = 'ENV-00000001',
  numbers: readonly string[] = ['100001', '100002'],
  more: Partial<ReceiveEnvelope> = {},
) => {
  const paperId = paperIdOf(envelopeId)
  const data: ReceiveEnvelope = {
    ...{ paperId, envelopeId, contentHash: 'hash-1', manifestHash: 'manifest-1', evidenceIds: ['m', 's'] },
    paper: {
      ...{ paperId, channel: 'POST', receivedAt: at - 3_600_000, source: 'mail-room', sender: null },
      ...{
        postmarkedOn: null,
        isWhole: true,
        continuesId: null,
        likelyWith: null,
        documents: numbers.map((n, i) => documentOf(paperId, n, i)),
      },
      nonScannable: [],
    },
    ...{ pageCounts: numbers.map(() => 2), rescanOf: null, applicationId: null, box: 'PO-1', ...more },
  }
  return { type: 'ReceiveEnvelope', data } as const
}

export const refuse = (code: string, contentHash = 'hash-1', envelopeId = 'ENV-00000001') =>
  ({
    type: 'RefuseEnvelope',
    data: {
      paperId: paperIdOf(envelopeId),
      envelopeId,
      contentHash,
      problems: [{ code, where: null, message: 'Mend it.' }],
    },
  }) as const

export function envelopeStory(envelopeId = 'ENV-00000001') {
  const told = storyOf(envelope, { key: paperIdOf(envelopeId), contracts, reference: seededReference })
  return Object.assign(told, {
    /** Every block of its control numbers answers; the numbers named are somebody else's. */
    answered(repeated: readonly string[] = [], when = at + 1) {
      const { paperId, attempt, paper, rootId } = told.state!
      const blocks = [...blocksOf('mail-room', numbersOf(paper!))]
      return blocks.flatMap(([blockId, numbers]) => {
        const of = {
          repeated: numbers.filter(n => repeated.includes(n)),
          granted: numbers.filter(n => !repeated.includes(n)),
        }
        const data = { paperId, blockId, rootId, attempt, ...of, at: when }
        return told.input({ type: 'ControlNumbersAnswered', data }, when)
      })
    },
  })
}

export const pagesOfTwo = (documentId: string) => ({
  archiveId: `${documentId}-archive`,
  pages: [1, 2].map(page => ({
    ...{ page, pictureId: `${documentId}-${page}`, width: 10, height: 10, hash: null, reference: null, damage: null },
  })),
})
