import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { generatedFiles } from './generated-files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'avro-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const applicationId = { name: 'applicationId', type: 'string', doc: 'The application.' }
const record = (name: string, fields: readonly object[], more: object = {}) => ({
  type: 'record',
  name,
  namespace: 'icms.vetting',
  doc: 'A fact.',
  ...more,
  fields: [applicationId, ...fields],
})
const write = (file: string, schema: unknown): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), JSON.stringify(schema))
}
const vetted = 'vetting.events.v1/ApplicationVetted.avsc'
const generated = (): ReadonlyMap<string, string> => generatedFiles(folder)

test('the generated files are those of the schemas as they are', () => {
  const files = generatedFiles(join(import.meta.dirname, '../avro'))
  const read = (file: string) => readFileSync(join(import.meta.dirname, '../src/generated', file), 'utf8')
  expect([...files].filter(([file, content]) => read(file) !== content).map(([file]) => file)).toEqual([])
})

test('a record becomes a type, with shared types imported and optional fields nullable', () => {
  write('common/Language.avsc', {
    type: 'enum',
    name: 'Language',
    namespace: 'icms.common',
    symbols: ['EN', 'ZH_HANT'],
    default: 'EN',
  })
  write(
    vetted,
    record('ApplicationVetted', [
      { name: 'language', type: ['null', 'icms.common.Language'], default: null, doc: 'Which.' },
      { name: 'tags', type: { type: 'map', values: { type: 'array', items: 'long' } }, doc: 'What.' },
    ]),
  )
  const types = generated().get('vetting-events-v1.ts')
  expect(types).toContain("import type { Language } from './common.ts'")
  expect(types).toContain('readonly language: Language | null')
  expect(types).toContain('readonly tags: Readonly<Record<string, ReadonlyArray<number>>>')
  expect(types).toContain('export type VettingEvents = {\n  ApplicationVetted: ApplicationVetted\n}')
})

test('the schema of a record holds every type once, written out where it is first met', () => {
  write('common/Reason.avsc', { ...record('Reason', []), namespace: 'icms.common' })
  write(
    vetted,
    record(
      'ApplicationVetted',
      ['one', 'two'].map(name => ({ name, type: 'icms.common.Reason', doc: 'Why.' })),
    ),
  )
  const catalogue = generated().get('catalogue.ts') ?? ''
  const [, one, two] = JSON.parse(/schema: (.*),/.exec(catalogue)?.[1] ?? '').fields
  expect(one.type).toMatchObject({ type: 'record', name: 'Reason', namespace: 'icms.common' })
  expect(two.type).toBe('icms.common.Reason')
})

test('what court case systems write and states stand apart from our messages', () => {
  write(vetted, record('ApplicationVetted', []))
  write('vetting.state.v1/VettingState.avsc', record('VettingState', []))
  write('court.filings.v1/FilingLodged.avsc', record('FilingLodged', [], { namespace: 'icms.court' }))
  const messages = generated().get('messages.ts')
  expect(messages).toMatch(/export type Messages =\s+& VettingEvents\n/)
  expect(messages).toMatch(/export type States =\s+& VettingState\n/)
  expect(messages).toContain("'court.filings.v1': CourtFilings")
})

test.each([
  [
    'a field without a doc',
    record('ApplicationVetted', [{ name: 'n', type: 'int' }]),
    'ApplicationVetted.n: a field needs a doc',
  ],
  ['a record without a doc', record('ApplicationVetted', [], { doc: '' }), 'a record needs a doc'],
  [
    'an enum without a default',
    record('ApplicationVetted', [{ name: 'n', doc: 'd', type: { type: 'enum', name: 'E', symbols: ['A'] } }]),
    'E: an enum needs a default',
  ],
  [
    'personal data without a subject',
    record('ApplicationVetted', [{ name: 'email', type: 'string', doc: 'd', personal: true }]),
    'has personal data (email)',
  ],
  [
    'a subject that is no field',
    record('ApplicationVetted', [], { subject: 'accountId' }),
    'subject accountId must be',
  ],
  [
    'a personal number',
    record('ApplicationVetted', [{ name: 'n', type: 'int', doc: 'd', personal: true }]),
    'only text',
  ],
  [
    'an optional field without its default',
    record('ApplicationVetted', [{ name: 'n', type: ['null', 'string'], doc: 'd' }]),
    'needs the default null',
  ],
  ['a time without a unit', record('ApplicationVetted', [{ name: 'at', type: 'long', doc: 'd' }]), 'timestamp-millis'],
  [
    'a type that is nowhere',
    record('ApplicationVetted', [{ name: 'n', type: 'icms.common.Nothing', doc: 'd' }]),
    'refers to icms.common.Nothing',
  ],
  ['a name that is not the file’s', record('Vetted', []), 'must be named for its type, Vetted.avsc'],
  [
    'no namespace',
    { ...record('ApplicationVetted', []), namespace: undefined },
    'must be one record or enum with a namespace',
  ],
])('%s is refused with its file', (_, schema, expected) => {
  write(vetted, schema)
  expect(generated).toThrow(expected)
  expect(generated).toThrow(`avro/${vetted}`)
})

test('a name that two topics use is refused', () => {
  write(vetted, record('ApplicationVetted', []))
  write('identity.events.v1/ApplicationVetted.avsc', record('ApplicationVetted', [], { namespace: 'icms.identity' }))
  expect(generated).toThrow('ApplicationVetted is also the name of a type in')
})

test('the same full name twice is refused', () => {
  write(vetted, record('ApplicationVetted', []))
  write('vetting.rekeyed.v1/ApplicationVetted.avsc', record('ApplicationVetted', []))
  expect(generated).toThrow('icms.vetting.ApplicationVetted is already defined in')
})

test('all mistakes are told at once', () => {
  write(
    vetted,
    record('ApplicationVetted', [
      { name: 'one', type: 'int' },
      { name: 'two', type: 'int' },
    ]),
  )
  expect(generated).toThrow(/ApplicationVetted\.one.*\n.*ApplicationVetted\.two/)
})

test('a file that is not JSON is named', () => {
  mkdirSync(join(folder, 'vetting.events.v1'))
  writeFileSync(join(folder, vetted), '{')
  expect(generated).toThrow(`avro/${vetted}: not JSON`)
})
