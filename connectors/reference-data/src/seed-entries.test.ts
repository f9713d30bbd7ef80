import { actorText } from '@icms/backbone/actor'
import { noReference } from '@icms/backbone/reference'
import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import { expect, test } from 'vitest'
import { generalHolidays } from '../bin/general-holidays.ts'
import seededHolidays from '../seed/general-holidays.json' with { type: 'json' }
import { entry } from './entry.ts'
import { isReferenceReady } from './reference-view.ts'
import { seedCommands, seedContact, seedEntries } from './seed-entries.ts'
import { seededReference, withRecorded } from './seeded-reference.ts'

const gazetted: Record<number, string> = {
  2023: '01-02 01-23 01-24 01-25 04-05 04-07 04-08 04-10 05-01 05-26 06-22 07-01 09-30 10-02 10-23 12-25 12-26',
  2024: '01-01 02-10 02-12 02-13 03-29 03-30 04-01 04-04 05-01 05-15 06-10 07-01 09-18 10-01 10-11 12-25 12-26',
  2025: '01-01 01-29 01-30 01-31 04-04 04-18 04-19 04-21 05-01 05-05 05-31 07-01 10-01 10-07 10-29 12-25 12-26',
  2026: '01-01 02-17 02-18 02-19 04-03 04-04 04-06 04-07 05-01 05-25 06-19 07-01 09-26 10-01 10-19 12-25 12-26',
}

test.each(Object.entries(gazetted))('the general holidays of %s are those of the Gazette (Cap. 149)', (year, days) => {
  const seeded = seededHolidays.map(({ date }) => date).filter(date => date.startsWith(year))
  expect(seeded).toEqual(days.split(' ').map(day => `${year}-${day}`))
})

test('the seed file says what the holidays library says: run bin/write-holidays.ts where it does not', () => {
  expect(seededHolidays).toEqual(generalHolidays())
})

test('every entry of the seed is accepted, and accepted once', () => {
  for (const data of seedEntries) {
    const told = storyOf(entry, { key: data.entryId, contracts })
    const command = { type: 'RecordReferenceEntry', data } as const
    expect(told.input(command, 1)).toMatchObject([{ type: 'ReferenceEntryRecorded' }])
    expect(told.input(command, 2)).toEqual([])
  }
})

test('each command of the seed has an id of its own, the same at every start', () => {
  const commands = seedCommands(noReference)
  expect(new Set(commands.map(({ id }) => id)).size).toBe(seedEntries.length + 1)
  expect(new Set(commands.map(({ key }) => key)).size).toBe(seedEntries.length + 1)
  expect(seedCommands(noReference)).toEqual(commands)
  expect(commands.map(({ actor }) => actorText(actor))).toContain('system;id=reference-seed')
})

test('what is in the table already is not sent again', () => {
  expect(seedCommands(seededReference)).toEqual([])
  const [first, ...others] = seedEntries
  const almost = others.reduce((table, other) => withRecorded(table, other, 0), noReference)
  expect(seedCommands(almost).map(({ key }) => key)).toEqual([first?.entryId, seedContact.entryId])
})

test('a deployment is ready when it has something of every kind that decisions need', () => {
  expect(isReferenceReady(noReference)).toBe(false)
  const withoutTerms = seedEntries.filter(({ entryId }) => !entryId.startsWith('terms.'))
  expect(isReferenceReady(withoutTerms.reduce((table, e) => withRecorded(table, e, 0), noReference))).toBe(false)
  expect(isReferenceReady(seededReference)).toBe(true)
})
