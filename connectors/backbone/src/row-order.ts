import type { Row } from './aggregate.ts'

/** Most rows of one page. */
export const pageRowsMax = 500

/** Where a page ended: the order and id of its last row. */
export type RowPlace = { readonly order: number; readonly id: string }

export const placeText = (place: RowPlace) => Buffer.from(JSON.stringify([place.order, place.id])).toString('base64url')

/** Throws for a text that no page gave. */
export function placeOf(text: string): RowPlace {
  try {
    const [order, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
    if (typeof order === 'number' && typeof id === 'string') return { order, id }
  } catch {}
  throw new Error('not a place in a list: take `next` of the page before as it was')
}

/** By order, then by the id's UTF-8 bytes: the order that every read side keeps. */
export function comparePlaces(a: RowPlace, b: RowPlace): number {
  return a.order - b.order || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id))
}

export function placeIn(row: Row, index: string): RowPlace | undefined {
  const entry = row.indexes?.[index]
  return entry && { order: entry.order, id: row.id }
}
