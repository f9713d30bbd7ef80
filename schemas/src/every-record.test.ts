import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAnnexB } from './annex-b.ts'
import { allRecords, type CatalogueRecord, codecOf, personalPathsOf, type Topic } from './catalogue.ts'
import { exampleOf } from './example-messages.ts'
import { anyValueOf } from './message-arbitrary.ts'
import { parseLoginName } from './registrant-id.ts'

const examplesFolder = join(import.meta.dirname, '../examples')
const isMessage = ({ folder }: CatalogueRecord): boolean => folder !== 'backbone' && !folder.includes('.state.')
const records = allRecords().map(record => [`${record.folder} ${record.name}`, record] as const)
const messages = records.filter(([, record]) => isMessage(record))

test.each(records)('%s survives its codec, whatever it holds', (_, { fullName, schema }) => {
  const codec = codecOf(fullName)
  fc.assert(
    fc.property(anyValueOf(schema), value => {
      const bytes = codec.toBuffer(value)
      const read = codec.fromBuffer(bytes)
      expect(read).toEqual(value)
      expect(codec.toBuffer(read).equals(bytes)).toBe(true)
    }),
    { numRuns: 30 },
  )
})

const example = ({ folder, name }: CatalogueRecord): unknown => exampleOf(folder as Topic, name as never)

test.each(messages)('%s has an example that its codec takes as it is', (_, record) => {
  const codec = codecOf(record.fullName)
  const value = example(record)
  const wrong: string[] = []
  codec.isValid(value, { noUndeclaredFields: true, errorHook: path => wrong.push(path.join('.')) })
  expect(wrong).toEqual([])
  expect(codec.fromBuffer(codec.toBuffer(value))).toEqual(value)
})

test('no example is left of a record that is gone', () => {
  const files = readdirSync(examplesFolder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const found = files.map(({ parentPath, name }) => `${parentPath.slice(examplesFolder.length + 1)}/${name}`)
  const wanted = messages.map(([, { folder, name }]) => `${folder}/${name}.json`)
  expect(found.sort()).toEqual(wanted.sort())
})

test('the form of the examples is one that the form check accepts and leaves as it is (R32a)', () => {
  const { form, submittedAt } = exampleOf('intake-web.events.v1', 'ApplicationSubmitted')
  const context = {
    receivedAt: submittedAt,
    calendar: { holidays: new Set<string>(), closures: [] },
    notices: [{ court: 'DC', caseType: 'DCPI', venue: '*', effectiveFrom: '2022-05-06' }],
    termsVersion: '2023-01',
  }
  expect(parseAnnexB(form, context)).toEqual({ ok: true, value: form })
})

test('the login name of the examples prints their registrant id (R36a)', () => {
  const { loginName, registrantId } = exampleOf('accounts.events.v1', 'AccountCreated')
  expect(parseLoginName(loginName)).toEqual({ ok: true, value: registrantId })
  expect(parseLoginName(exampleOf('court.filings.v1', 'FilingLodged').loginName ?? '')).toEqual({
    ok: true,
    value: registrantId,
  })
})

test('identity numbers stand only where they are personal (I7)', () => {
  const holders = messages.filter(([, record]) => /[A-Z]\d{6}\([0-9A]\)/.test(JSON.stringify(example(record))))
  expect(holders.length).toBeGreaterThan(0)
  for (const [, { fullName }] of holders)
    expect(personalPathsOf(fullName).some(path => /(^|\.)identityDocument\.number$/.test(path))).toBe(true)
})
