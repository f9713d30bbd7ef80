import type { Observed } from '../observation.ts'
import type { Drained, MakeRule } from './rule.ts'

type Leaf = { readonly subjectId: string; readonly documentId: string; readonly page: number }
type Document = Omit<Leaf, 'page'> & { readonly pages: readonly Pick<Leaf, 'page'>[] }

const nameOf = ({ subjectId, documentId, page }: Leaf) => `${subjectId}/${documentId}/${page}`
const leavesOf = (documents: readonly Document[]): string[] =>
  documents.flatMap(({ pages, ...of }) => pages.map(({ page }) => nameOf({ ...of, page })))

/** The place of a page that has left one paper and is not in the other yet. */
const onItsWay = (from: string, to: string) => `${from}>${to}`

/**
 * Where each page is that an intake acknowledged: in one paper at any time, or on its way from one to another. When
 * everything has drained none is on its way; and what papers show is what was told of them (I1).
 */
export const pagesOfPaper: MakeRule = violate => {
  /** By page: the paper that it is in, or the way that it is on. */
  const places = new Map<string, string>()
  /** By paper: pages that an intake handed on and vetting has not yet. */
  const handedOn = new Map<string, readonly string[]>()
  const partOf = new Map<string, string>()
  /** By paper that was put together with another: its pages. */
  const ofOthers = new Map<string, readonly string[]>()

  function put(leaves: readonly string[], to: string, from: readonly (string | undefined)[], event: Observed) {
    for (const leaf of leaves) {
      const place = places.get(leaf)
      if (!from.includes(place))
        violate('I1', `${event.type} of ${event.key} has ${leaf}, which is at '${place ?? ''}'`)
      places.set(leaf, to)
    }
  }

  const pagesAt = (place: string) => [...places].filter(([, at]) => at === place).map(([leaf]) => leaf)

  function arrive(event: Observed) {
    const { key, data } = event
    const leaves = leavesOf(data.paper.documents)
    if (data.partOf !== null) {
      partOf.set(key, data.partOf)
      // Split off just now; or put back, and not taken since the whole is erased.
      return put(leaves, key, [onItsWay(data.partOf, key), onItsWay(key, data.partOf)], event)
    }
    const came = handedOn.get(key)
    if (came?.join() !== leaves.join()) violate('I1', `paper ${key} has '${leaves}', and '${came}' were handed on`)
    handedOn.delete(key)
    put(leaves, key, [undefined], event)
  }

  function rejoin(event: Observed) {
    const { key, data } = event
    const way = onItsWay(data.partId, key)
    if (data.documents.length > 0) return put(leavesOf(data.documents), key, [way], event)
    // It went back itself before they came: they follow its own pages.
    put(pagesAt(way), onItsWay(data.partId, partOf.get(key) ?? ''), [way], event)
  }

  async function showsAll({ world }: Drained) {
    for (const paperId of new Set(places.values())) {
      const answer = await world.readSide.readSide.get('vetting', 'paper-list', paperId)
      const shown = answer.state === 'ready' ? answer.found?.data.pages : undefined
      const count = pagesAt(paperId).length
      if (typeof shown === 'number' && shown !== count)
        violate('I1', `paper ${paperId} shows ${shown} pages, and ${count} are in it`)
    }
  }

  return {
    see(event) {
      const { topic, type, key, data } = event
      if (!topic.endsWith('.events.v1')) return
      switch (type) {
        case 'FaxPaperReceived':
        case 'ScannedPaperReceived':
          return void handedOn.set(key, leavesOf(data.paper.documents))
        case 'PaperReceived':
          return arrive(event)
        case 'PaperSplit':
          return put(data.pages.map(nameOf), onItsWay(key, data.partId), [key], event)
        case 'PaperPutBack':
          return put(pagesAt(key), onItsWay(key, data.to), [key], event)
        case 'PaperRejoined':
          return rejoin(event)
        case 'PaperPutTogether':
          return put(pagesAt(key), onItsWay(key, data.into), [key], event)
        case 'PaperExtended':
          ofOthers.set(data.otherId, leavesOf(data.documents))
          return put(leavesOf(data.documents), key, [onItsWay(data.otherId, key)], event)
        case 'PaperTakenApart':
          return put(ofOthers.get(data.otherId) ?? [], onItsWay(key, data.otherId), [key], event)
        case 'PaperSeparated':
          // Taken apart; or not taken, as the other did not wait any more.
          return put(leavesOf(data.documents), key, [onItsWay(data.from, key), onItsWay(key, data.from)], event)
      }
    },
    async drained(drained) {
      for (const [key, leaves] of handedOn)
        if (leaves.length > 0) violate('I1', `paper ${key} was handed on and vetting has nothing of it`)
      for (const [leaf, place] of places)
        if (place.includes('>')) violate('I1', `${leaf} is on its way, ${place}, and never came`)
      await showsAll(drained)
    },
  }
}
