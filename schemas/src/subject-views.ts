import { dayOf } from './calendar-day.ts'
import type { SeenPart, SubjectView } from './generated/common.ts'

/** Entries that are kept of one subject; the topic has all views. */
export const viewsMax = 200

/** A part of a record that somebody of the staff saw. Times are UTC ms. */
export type Seen = {
  readonly at: number
  readonly viewedBy: string
  readonly role: string | null
  readonly part: SeenPart
  readonly documentId: string | null
}

/** What is kept of the views of one subject; `earlier` counts those whose entries were dropped. */
export type Views = { readonly views: readonly SubjectView[]; readonly earlier: number }

/** Counts a view with those of the same person, part and day. Over the limit the entry goes that was seen longest ago. */
export function withView(before: Views | undefined, { at, ...seen }: Seen): { views: SubjectView[]; earlier: number } {
  const day = dayOf(at)
  const isSame = (view: SubjectView) =>
    view.day === day &&
    view.viewedBy === seen.viewedBy &&
    view.role === seen.role &&
    view.part === seen.part &&
    view.documentId === seen.documentId
  const views = before?.views ?? []
  const count = (views.find(isSame)?.count ?? 0) + 1
  const now = [...views.filter(view => !isSame(view)), { ...seen, day, count, lastAt: at }]
  const dropped = now.slice(0, Math.max(0, now.length - viewsMax))
  const earlier = dropped.reduce((sum, view) => sum + view.count, before?.earlier ?? 0)
  return { views: now.slice(-viewsMax), earlier }
}
