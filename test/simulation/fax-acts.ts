import type { Actor } from '@icms/backbone/actor'
import { deriveId } from '@icms/backbone/record'
import { type Add, command } from './acts.ts'
import { type Draw, dayMs, hourMs, minuteMs } from './draw.ts'
import { documentIdOf, leavesOf, type OnPaper } from './on-paper.ts'

const gateway = 'gateway-1'
const machine: Actor = { kind: 'machine', id: gateway }
const faxIdOf = (jobId: string) => deriveId('fax', gateway, jobId)

type Call = { readonly isPartial?: true; readonly continues?: number | 'nothing that ever comes' }

/** What calls a fax is made of, in the order in which its pages belong. */
const shapes: readonly (readonly Call[])[] = [
  [{}],
  [{}],
  [{}],
  [{ isPartial: true }, { continues: 0 }],
  [{ isPartial: true }, { continues: 0 }],
  [{ isPartial: true }, { isPartial: true, continues: 0 }, { continues: 1 }],
  [{ isPartial: true }],
  [{ isPartial: true }, {}],
  [{}, { continues: 0 }],
  [{ continues: 'nothing that ever comes' }],
]

/** Between two calls of one fax: within the two hours in which a call is waited for, at their end, and after them. */
const gapsMs = [0, 300, minuteMs, hourMs, 2 * hourMs - 1_000, 3 * hourMs]

/** A fax in one call or more, in any order, each perhaps more than once; answers the papers that surely come of it. */
export function faxActs(name: string, references: readonly string[], draw: Draw, begins: number, add: Add): OnPaper[] {
  const shape = draw.oneOf(shapes)
  const gapMs = draw.oneOf(gapsMs)
  const isReversed = draw.chance(0.5)
  const senderId = draw.chance(0.5) ? `sender-of-${name}` : null
  const aheadMs = draw.oneOf([-minuteMs, -minuteMs, -3 * hourMs, 10 * minuteMs])
  const jobOf = (place: number | string) => `job-${name}-${place}`
  return shape.flatMap(({ isPartial = false, continues }, place) => {
    const at = begins + gapMs * (isReversed ? shape.length - 1 - place : place)
    const faxId = faxIdOf(jobOf(place))
    const pages = draw.between(1, 3)
    const documentId = documentIdOf(`${name}-${place}`, pages, place === 0 ? references : [])
    const call = {
      ...{ callId: faxId, jobId: jobOf(place), receivedAt: at + aheadMs, documentId, mediaType: 'image/tiff' },
      ...{ bytes: 1_000, sha256: `hash-of-${documentId}`, scan: 'CLEAN' },
      ...{ pagesDeclared: null, pagesReceived: pages, pagesFound: pages, isPartial },
      continuesId: continues === undefined ? null : faxIdOf(jobOf(continues)),
    }
    const notify = (changes: object) => {
      const about = { faxId, gateway, sender: '+85223456789', senderId, calledNumber: null }
      return command('intake-fax', 'ReceiveFax', faxId, machine, () => ({ ...about, call: { ...call, ...changes } }))
    }
    const { jobId, receivedAt, sha256 } = call
    const refusal = { faxId, gateway, jobId, receivedAt, sha256, code: 'UNREADABLE' }
    if (draw.chance(0.1))
      add(
        at - minuteMs,
        command('intake-fax', 'RecordFaxRefusal', faxId, machine, () => refusal),
      )
    add(at, notify({}))
    // The gateway asks again as a command of its own: the job is what tells that it is the same.
    if (draw.chance(0.4)) add(at + draw.oneOf([0, 50, hourMs, 9 * dayMs]), notify({ receivedAt: receivedAt + 1 }))
    const other = documentIdOf(`other-${name}-${place}`, pages, [])
    if (draw.chance(0.15)) add(at + hourMs, notify({ documentId: other, sha256: `hash-of-${other}` }))
    if (typeof continues === 'number') return []
    const leaves = leavesOf(faxId, documentId)
    return [{ paperId: faxId, channel: 'FAX' as const, at, receivedAt: Math.min(receivedAt, at), leaves }]
  })
}
