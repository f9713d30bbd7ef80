import avsc from 'avsc'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCodec, type SchemaIds } from './codec.ts'
import { contractsFrom } from './contracts.ts'
import { BackboneError } from './errors.ts'

const buildType = (schema: object) => avsc.Type.forSchema(schema as avsc.Schema)
const noted = (extra: object[] = []) => ({
  type: 'record',
  name: 'Noted',
  namespace: 'n',
  fields: [{ name: 'text', type: 'string' }, ...extra],
})
const contracts = (schema: object) =>
  contractsFrom([{ topic: 'notes.events.v1', fullName: 'n.Noted', schema }], buildType)

function registry(): SchemaIds & { away: boolean } {
  const schemas: object[] = []
  return {
    away: false,
    idFor(_subject, schema) {
      const known = schemas.findIndex(s => JSON.stringify(s) === JSON.stringify(schema))
      return Promise.resolve(known >= 0 ? known + 1 : schemas.push(schema))
    },
    schemaFor(id) {
      return this.away ? Promise.reject(new BackboneError('NotNow', 'away')) : Promise.resolve(schemas[id - 1])
    },
  }
}

test('any text survives, framed as Confluent’s clients frame it', async () => {
  const codec = createCodec(contracts(noted()), registry())
  await codec.ready()
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      const bytes = codec.encode('n.Noted', { text })
      expect([...bytes.subarray(0, 5)]).toEqual([0, 0, 0, 0, 1])
      expect(codec.decode(bytes)).toEqual({ text })
      expect(codec.nameOf(bytes)).toBe('n.Noted')
    }),
  )
})

test('a text of any length survives', async () => {
  const codec = createCodec(contracts(noted()), registry())
  await codec.ready()
  for (const length of [0, 65_000, 65_528, 65_529, 65_536, 300_000]) {
    const text = '字'.repeat(length / 3).padEnd(length - 2 * Math.floor(length / 3), 'x')
    const bytes = codec.encode('n.Noted', { text })
    expect(bytes.length).toBe(5 + contracts(noted()).typeOf('n.Noted')!.toBuffer({ text }).length)
    expect(codec.decode(bytes)).toEqual({ text })
  }
  expect(codec.decode(codec.encode('n.Noted', { text: 'after long ones' }))).toEqual({ text: 'after long ones' })
})

test('a value that does not fit is refused, and where is named', async () => {
  const mood = { name: 'mood', type: 'string', default: 'calm' }
  const codec = createCodec(contracts({ ...noted([mood]), fields: [mood] }), registry())
  await codec.ready()
  expect(() => codec.encode('n.Noted', { mood: 3 })).toThrow('n.Noted does not fit its schema at mood')
  for (const value of ['text', 7, null, undefined])
    expect(() => codec.encode('n.Noted', value)).toThrow('n.Noted does not fit its schema at its root')
})

test('a newer and an older schema are read alike once their writers’ schemas are known', async () => {
  const ids = registry()
  const older = createCodec(contracts(noted()), ids)
  const newer = createCodec(contracts(noted([{ name: 'mood', type: 'string', default: 'calm' }])), ids)
  await older.ready()
  await newer.ready()
  const fromNewer = newer.encode('n.Noted', { text: 'a', mood: 'gay' })
  expect(() => older.decode(fromNewer)).toThrow(/schema id 2 is not in the registry/)
  await older.prepare([fromNewer, null])
  expect(older.decode(fromNewer)).toEqual({ text: 'a' })
  const fromOlder = older.encode('n.Noted', { text: 'b' })
  await newer.prepare([fromOlder])
  expect(newer.decode(fromOlder)).toEqual({ text: 'b', mood: 'calm' })
})

test('bytes of any kind are unreadable, never a crash, and a registry that is away is not now', async () => {
  const ids = registry()
  const codec = createCodec(contracts(noted()), ids)
  await codec.ready()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
      try {
        codec.decode(bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(BackboneError)
      }
    }),
  )
  ids.away = true
  await expect(codec.prepare([Buffer.from([0, 0, 0, 0, 9, 1])])).rejects.toMatchObject({ code: 'NotNow' })
  await expect(codec.prepare([codec.encode('n.Noted', { text: 'known' })])).resolves.toBeUndefined()
})

test('only what is needed is asked for at a start; what an edge writes besides is learnt before it encodes', async () => {
  const ids = registry()
  const asked: string[] = []
  const counting: SchemaIds = {
    ...ids,
    idFor(subject, schema) {
      asked.push(subject)
      return ids.idFor(subject, schema)
    },
  }
  const both = contractsFrom(
    [
      { topic: 'notes.events.v1', fullName: 'n.Noted', schema: noted() },
      { topic: 'notes.commands.v1', fullName: 'n.Note', schema: { ...noted(), name: 'Note' } },
    ],
    buildType,
  )
  const codec = createCodec(both, counting)
  await codec.ready(({ topic }) => topic === 'notes.events.v1')
  expect(asked).toEqual(['notes.events.v1-n.Noted'])
  codec.encode('n.Noted', { text: 'known' })
  expect(() => codec.encode('n.Note', { text: 'not yet' })).toThrow('n.Note')
  expect(codec.idOf('n.Note')).toBeUndefined()
  await codec.prepareToEncode('n.Note', { text: 'now' })
  await codec.prepareToEncode('n.Note', { text: 'again' })
  expect(codec.decode(codec.encode('n.Note', { text: 'now' }))).toEqual({ text: 'now' })
  expect(asked).toEqual(['notes.events.v1-n.Noted', 'notes.commands.v1-n.Note'])
  await expect(codec.prepareToEncode('n.Nothing', {})).rejects.toThrow('no subject of ours carries n.Nothing')
})
