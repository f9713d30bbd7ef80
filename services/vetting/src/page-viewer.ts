import type { PaperDocument, PaperPage } from '@icms/schemas/generated/common'
import { type Turn, turns } from '@icms/paper/turn-picture'
import { paperPath } from './paper-desk-frame.ts'

/** How wide a page is shown, in percent of the room that there is. */
export const zooms = [100, 150, 200, 300] as const

/** Which page is looked at, and how; `place` counts all pages of the paper from 1. */
export type Looking = { readonly place: number; readonly zoom: (typeof zooms)[number]; readonly turn: Turn }

/** One page among all of a paper. */
export type PlacedPage = PaperPage & {
  readonly place: number
  readonly document: PaperDocument
  /** Where its picture is; undefined where there is none. */
  readonly src: string | undefined
}

/** The pages of a paper in their order. */
export const placedPages = (paperId: string, documents: readonly PaperDocument[]): readonly PlacedPage[] =>
  documents
    .flatMap(document => document.pages.map(page => ({ document, page })))
    .map(({ document, page }, i) => ({
      ...page,
      ...{ place: i + 1, document },
      src: page.pictureId === null ? undefined : paperPath(paperId, `/pages/${document.documentId}/${page.page}`),
    }))

const numberIn = (value: unknown): number => (typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : 0)

/** What an address or a button says of it; anything else is the first page as it is. */
export function readLooking(said: Readonly<Record<string, unknown>>, pages: number): Looking {
  return {
    place: Math.min(Math.max(1, numberIn(said.page)), Math.max(1, pages)),
    zoom: zooms.find(zoom => zoom === numberIn(said.zoom)) ?? 100,
    turn: turns.find(turn => turn === numberIn(said.turn)) ?? 0,
  }
}

/** The same as one text, which a button of a form sends: nothing that was typed is lost with it. */
export function readLookingText(text: unknown, pages: number): Looking {
  return readLooking(Object.fromEntries(new URLSearchParams(typeof text === 'string' ? text.slice(0, 100) : '')), pages)
}

export const lookingText = ({ place, zoom, turn }: Looking): string => `page=${place}&zoom=${zoom}&turn=${turn}`

/** What a page needs to show one page of paper, and the ways from there: by links, or by buttons of the form around it. */
export function viewerOf(paperId: string, documents: readonly PaperDocument[], looking: Looking, base?: string) {
  const pages = placedPages(paperId, documents)
  const { place, zoom, turn } = looking
  const way = (change: Partial<Looking>) => {
    const text = lookingText({ ...looking, ...change })
    return { text, href: base && `${base}?${text}#page` }
  }
  const at = zooms.indexOf(zoom)
  const shown = pages[place - 1]
  return {
    ...{ pages, shown, place, zoom, turn, count: pages.length },
    src: shown?.src && `${shown.src}?turn=${turn}`,
    previous: place > 1 ? way({ place: place - 1 }) : undefined,
    next: place < pages.length ? way({ place: place + 1 }) : undefined,
    larger: zooms[at + 1] && way({ zoom: zooms[at + 1]! }),
    smaller: zooms[at - 1] && way({ zoom: zooms[at - 1]! }),
    left: way({ turn: turns[(turns.indexOf(turn) + 3) % 4]! }),
    right: way({ turn: turns[(turns.indexOf(turn) + 1) % 4]! }),
    now: lookingText(looking),
  }
}
