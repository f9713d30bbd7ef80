import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allRecords, topics } from './catalogue.ts'
import { placesIn } from './schema-places.ts'

const glossary = readFileSync(join(import.meta.dirname, '../GLOSSARY.md'), 'utf8')
const rows = glossary.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| English'))
const terms = rows.map(row => row.split('|').map(cell => cell.trim()))

test('whatever a message names by an id has an entry in the glossary', () => {
  const ids = allRecords()
    .filter(({ folder }) => folder !== 'backbone')
    .flatMap(({ schema }) => placesIn(schema).map(({ field }) => field?.name ?? ''))
    .filter(name => /Ids?$/.test(name))
  expect([...new Set(ids)].filter(id => !glossary.includes(`\`${id}\``))).toEqual([])
})

/** What each context speaks of, by the first part of its topics. */
const subjects: Readonly<Record<string, string>> = {
  accounts: 'account',
  'case-linking': 'case link, account linkage',
  court: 'filing',
  'court-cases': 'delivery',
  email: 'email',
  identity: 'identity authentication',
  'intake-fax': 'fax',
  'intake-post': 'scan envelope',
  'intake-web': 'application',
  notification: 'notice',
  operations: 'dead letter',
  reference: 'reference entry',
  'reference-data': 'reference entry',
  vetting: 'vetting',
}

test.each([...new Set(topics().map(topic => topic.split('.')[0]!))])('what %s speaks of has an entry', context => {
  expect(terms.map(([, english]) => english)).toContain(subjects[context])
})

test('every entry has both languages and a meaning', () => {
  for (const [, english, chinese, meaning] of terms) {
    expect(english).toMatch(/^[A-Za-z]/)
    expect(chinese).toMatch(/^\p{Script=Han}+(?: ●)?$/u)
    expect(meaning).toMatch(/\.$/)
  }
})

test('a name that a message has in the glossary is in the schemas', () => {
  const schemas = JSON.stringify(allRecords())
  const named = [...glossary.matchAll(/`(\w+)`/g)].map(([, name]) => name!)
  expect(named.filter(name => !schemas.includes(`"${name}"`))).toEqual([])
})
