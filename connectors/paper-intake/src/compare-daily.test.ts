import { createMemoryDocumentStore } from '@icms/backbone/memory/memory-documents'
import { expect, test } from 'vitest'
import { type Arrived, createCompareDaily } from './compare-daily.ts'
import { dailyIdOf } from './daily.ts'
import { readDaily } from './take-daily.ts'

const date = '2026-11-20'
const call = { signal: new AbortController().signal, id: 'compare-1', key: 'k' }

async function compare(
  sent: readonly object[],
  arrived: readonly Partial<Arrived>[],
  dayAfter: readonly object[] = [],
) {
  const store = createMemoryDocumentStore()
  const put = (day: string, list: readonly object[]) =>
    store.put(
      dailyIdOf('s', day),
      'list',
      Buffer.from(JSON.stringify({ version: 1, source: 's', date: day, sent: list })),
    )
  await put(date, sent)
  await put('2026-11-21', dayAfter)
  const all = arrived.map(one => ({ id: 'x', pages: 1, hashes: [], isRefused: false, ...one }))
  const rows = { get: async () => ({ state: 'ready', found: { data: { documentId: 'list' } } }) }
  const context = { documents: { store }, backbone: { readSide: rows } } as never
  const handler = createCompareDaily(context, 'intake-post', {
    find: async (_, id) => all.find(one => one.id === id),
    async *onDay() {
      yield* all
    },
  })
  const { differences } = await handler({ source: 's', date, documentId: 'list' }, call)
  return (differences as { kind: string; itemId: string; detail: string | null }[]).map(({ kind, itemId, detail }) =>
    [kind, itemId, ...(detail ? [detail] : [])].join(' '),
  )
}

test('R32b: what agrees has no differences, refused or not', async () => {
  const hash = 'a'.repeat(64)
  expect(
    await compare(
      [
        { id: 'a', pages: 2, sha256: hash },
        { id: 'b', pages: 1, refused: true },
        { id: 'c', pages: 1, refused: true },
      ],
      [
        { id: 'a', pages: 2, hashes: [hash] },
        { id: 'b', isRefused: true },
      ],
    ),
  ).toEqual([])
})

test('missing, extra, differing and unknowingly refused are each told', async () => {
  const sent = ['missing', 'pages', 'content', 'refused', 'taken'].map(id => ({ id, pages: 1 }))
  Object.assign(sent[2]!, { sha256: 'a'.repeat(64) })
  Object.assign(sent[4]!, { refused: true })
  const arrived = [
    { id: 'pages', pages: 2 },
    { id: 'content' },
    { id: 'refused', isRefused: true },
    { id: 'taken' },
    { id: 'extra' },
  ]
  expect(await compare(sent, arrived)).toEqual([
    'MISSING missing',
    'DIFFERING pages PAGES',
    'DIFFERING content CONTENT',
    'REFUSED refused',
    'DIFFERING taken NOT_REFUSED',
    'EXTRA extra',
  ])
})

test('what came before midnight and is listed on the day after is no extra', async () => {
  expect(await compare([], [{ id: 'late' }], [{ id: 'late', pages: 1 }])).toEqual([])
})

test('everything that is wrong with a list is told at once', () => {
  const of = (value: object, day?: string) => {
    const read = readDaily(Buffer.from(JSON.stringify(value)), day)
    return 'problems' in read ? read.problems.map(({ code, where }) => `${code} ${where}`) : []
  }
  const sound = { version: 1, source: 's', date, sent: [{ id: 'a', pages: 1 }] }
  expect(of(sound, date)).toEqual([])
  expect(of(sound, '2026-11-21')).toEqual(['ID_MISMATCH /date'])
  expect(of({ ...sound, sent: [...sound.sent, ...sound.sent] })).toEqual(['INVALID /sent/1/id'])
  expect(of({ ...sound, version: 2, date: '2026-13-01', sent: [{ id: 'a' }] })).toEqual([
    'INVALID /version',
    'INVALID /date',
    'INVALID /sent/0',
  ])
})
