import { hourMs } from '../draw.ts'
import type { MakeRule } from './rule.ts'

/** Kinds of what people hand in here that are copies of somebody's identity document. */
const copyKinds: readonly string[] = ['HKID', 'APPLICANT_ID_COPY']
/** After these an application is decided, one way or another. */
const decisions: readonly string[] = ['ApplicationApproved', 'ApplicationRejected', 'ApplicationWithdrawn']

type Document = { readonly documentId: string; readonly kind: string }

/**
 * Copies of identity documents are kept until the application is decided, and no longer; what is no such copy stays until
 * the application is erased (R3).
 */
export const identityCopies: MakeRule = (violate, plan) => {
  /** By application: what was handed in with it, and whether it is a copy. */
  const handedIn = new Map<string, Map<string, boolean>>()
  const decidedAt = new Map<string, number>()
  const purged = new Set<string>()
  const erased = new Set<string>()

  function keep(key: string, documents: readonly Document[]) {
    const known = handedIn.get(key) ?? new Map<string, boolean>()
    handedIn.set(key, known)
    for (const { documentId, kind } of documents) known.set(documentId, copyKinds.includes(kind))
  }

  const copiesOf = (key: string) => [...(handedIn.get(key) ?? [])].flatMap(([id, isCopy]) => (isCopy ? [id] : []))

  return {
    see({ topic, type, key, data, now }) {
      if (topic !== 'vetting.events.v1') return
      if (type === 'ApplicationReceived' || type === 'SupplementReceived') keep(key, data.documents)
      if (decisions.includes(type)) decidedAt.set(key, now)
      if (type === 'ApplicationErasureDecided') erased.add(key)
      if (type !== 'IdentityCopiesPurged') return
      if (!decidedAt.has(key)) violate('R3', `copies of ${key} are purged before it is decided`)
      if (purged.has(key)) violate('R3', `copies of ${key} are purged once more, though they are gone`)
      const concerned = [...new Set<string>(data.documentIds)]
      if (concerned.toSorted().join(' ') !== copiesOf(key).toSorted().join(' '))
        violate('R3', `${key} has the copies '${copiesOf(key).join(' ')}', and '${concerned.join(' ')}' are purged`)
      if (data.outcome === 'DELETED') purged.add(key)
    },
    async drained({ documents }) {
      for (const [key, known] of handedIn) {
        const decided = decidedAt.get(key) ?? Number.POSITIVE_INFINITY
        for (const [id, isCopy] of known) {
          const isThere = (await documents.get(key, id)) !== undefined
          if (isThere && isCopy && decided < plan.horizon - hourMs)
            violate('R3', `${id} of ${key} is still there, though it was decided at ${decided}`)
          const mustStay = !erased.has(key) && !(isCopy && decidedAt.has(key))
          if (!isThere && mustStay) violate('R3', `${id} of ${key} is gone, and nothing asked for that`)
        }
      }
    },
  }
}
