import { expect, test } from 'vitest'
import { type Seen, viewsMax, withView, type Views } from './subject-views.ts'

const at = Date.parse('2026-11-23T10:00:00+08:00')
const dayMs = 86_400_000
const seen = (change: Partial<Seen> = {}): Seen => ({
  ...{ at, viewedBy: 'staff-1', role: 'vetting', part: 'APPLICATION', documentId: null },
  ...change,
})
const after = (...all: readonly Seen[]) => all.reduce<Views | undefined>(withView, undefined)

test('what one person sees again on a day is one entry with a count; anything else is another entry', () => {
  const all = after(
    seen(),
    seen({ viewedBy: 'staff-2' }),
    seen({ part: 'DOCUMENT', documentId: 'document-1' }),
    seen({ part: 'DOCUMENT', documentId: 'document-2' }),
    seen({ role: 'auditor' }),
    seen({ at: at + dayMs }),
    seen({ at: at + 1_000 }),
  )!
  expect(all.views.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1, 2])
  expect(all.views.at(-1)).toEqual({ ...entry, count: 2, lastAt: at + 1_000 })
  expect(all.earlier).toBe(0)
})

const entry = { viewedBy: 'staff-1', role: 'vetting', part: 'APPLICATION', documentId: null, day: '2026-11-23' }

test('a day is a day in Hong Kong', () => {
  const late = Date.parse('2026-11-23T23:59:59+08:00')
  expect(after(seen({ at: late }), seen({ at: late + 1_000 }))!.views.map(({ day }) => day)).toEqual([
    '2026-11-23',
    '2026-11-24',
  ])
})

test('over the limit the entry goes that was seen longest ago, and its views are counted', () => {
  const days = Array.from({ length: viewsMax }, (_, n) => seen({ at: at + n * dayMs }))
  const full = after(seen(), ...days)!
  expect(full.views).toHaveLength(viewsMax)
  expect(full.earlier).toBe(0)
  const over = withView(full, seen({ at: at + viewsMax * dayMs }))
  expect(over.views).toHaveLength(viewsMax)
  expect(over.views[0]?.day).toBe('2026-11-24')
  expect(over.earlier).toBe(2)
})
