import { expect, test } from 'vitest'
import type { Row } from './aggregate.ts'
import { BackboneError, unlessErased } from './errors.ts'
import { withOpenRows } from './open-rows.ts'
import type { ReadSide } from './port.ts'

const row = (id: string, data: Row['data']): Row => ({ table: 't', id, data })
const kept = [row('a', { sealed: 'a' }), row('b', { sealed: 'gone' }), row('c', { plain: 1 })]
const readSide = {
  get: async (_: string, __: string, id: string) => ({ state: 'ready', found: kept.find(one => one.id === id) }),
  list: async () => ({ state: 'ready', found: { rows: kept, next: 'more' } }),
} as unknown as ReadSide
const codec = {
  prepareToOpen: async () => {},
  open: (data: Row['data']) => (data.sealed === 'gone' ? { erased: true } : data),
}
const rows = withOpenRows(readSide, codec)

test('a list leaves out what was erased, and goes on to its next page', async () => {
  const query = { table: 't', index: 'i', value: 'v', limit: 3 }
  expect(await rows.list('s', query)).toEqual({ state: 'ready', found: { rows: [kept[0], kept[2]], next: 'more' } })
})

test('who asks for what was erased is told so; for who may not know, it was never there', async () => {
  await expect(rows.get('s', 't', 'b')).rejects.toMatchObject({ code: 'Erased' })
  expect(await unlessErased(rows.get('s', 't', 'b'))).toBeUndefined()
  expect(await rows.get('s', 't', 'a')).toEqual({ state: 'ready', found: kept[0] })
  expect(await rows.get('s', 't', 'none')).toEqual({ state: 'ready', found: undefined })
  const away = new BackboneError('NotNow', 'the read side is away')
  await expect(unlessErased(Promise.reject(away))).rejects.toBe(away)
})
