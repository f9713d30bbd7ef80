import type { HostContext } from '@icms/backbone/deployable'
import { BackboneError } from '@icms/backbone/errors'
import { manualClock } from '@icms/backbone/manual-clock'
import type { Row } from '@icms/backbone/aggregate'
import type { Found, Page, ReadSide } from '@icms/backbone/port'
import { placeOf, placeText } from '@icms/backbone/row-order'
import { createTranslate } from '@icms/web/messages'
import { siteMessages } from '@icms/web/site-messages'
import { expect, test } from 'vitest'
import { accountId, activeStory, applicationId, hk } from './account-story.ts'
import { rowsOfAccount } from './account-rows.ts'
import { accountMessages } from './messages.ts'
import { createOwnData } from './own-data.ts'
import { rowsOfHolder } from './own-data-rows.ts'
import { sectionsOf } from './own-data-sections.ts'

const now = hk('2023-03-01T10:00')
const pageRows = 2

/** A read side with what is held of one holder; `at` may answer otherwise for a place, `service/table`. */
function ownDataWith(at: (place: string, isList: boolean) => 'rebuilding' | Error | undefined = () => undefined) {
  const rows = rowsOfHolder()
  const account = rowsOfAccount(activeStory().state!, accountId)[0]!
  rows.set(`accounts/accounts/${accountId}`, account.data)
  for (const n of [4, 5, 6, 7, 8])
    rows.set(`email/mails/mail-${n}`, { ...rows.get('email/mails/mail-2')!, queuedAt: now + n })
  const asked = new Set<string>()
  const answer = <T>(service: string, table: string, found: T, isList = false): Found<T> => {
    asked.add(`${service}/${table}`)
    const other = at(`${service}/${table}`, isList)
    if (other instanceof Error) throw other
    return other ? { state: other } : { state: 'ready', found }
  }
  const readSide = {
    async get(service: string, table: string, id: string): Promise<Found<Row | undefined>> {
      const data = rows.get(`${service}/${table}/${id}`)
      return answer(service, table, data && { table, id, data })
    },
    async list(service: string, query: Parameters<ReadSide['list']>[1]): Promise<Found<Page>> {
      const of = `${service}/${query.table}/`
      const all = [...rows].filter(([path, data]) => path.startsWith(of) && data[`${query.index}Id`] === query.value)
      const from = query.after === undefined ? 0 : placeOf(query.after).order
      const page = all.slice(from, from + pageRows).map(([id, data]) => ({ table: query.table, id, data }))
      const next = from + pageRows < all.length ? { next: placeText({ order: from + pageRows, id: 'x' }) } : {}
      return answer(service, query.table, { rows: page, ...next }, true)
    },
  }
  const context = { backbone: { readSide }, clock: manualClock(now), retention: { account: 2_557, rejected: 365 } }
  return { ownData: createOwnData(context as unknown as HostContext), asked, rows }
}

test('every page of a list is read, however many there are', async () => {
  const { ownData } = ownDataWith()
  const { notices } = await ownData(accountId)
  expect(notices.map(({ notice }) => notice)).toEqual(['N1', 'N6', 'N2', 'N6', 'N6', 'N6', 'N6', 'N6'])
})

test('while any part is being rebuilt, or cannot be reached, nothing is told: no part is left out silently', async () => {
  const whole = ownDataWith()
  await whole.ownData(accountId)
  expect(whole.asked.size).toBe(15)
  for (const place of whole.asked) {
    const { ownData } = ownDataWith(asked => (asked === place ? 'rebuilding' : undefined))
    await expect(ownData(accountId), place).rejects.toMatchObject({ kind: 'rebuilding' })
    const away = new BackboneError('NotNow', 'the read side is away')
    const other = ownDataWith(asked => (asked === place ? away : undefined))
    await expect(other.ownData(accountId), place).rejects.toBe(away)
  }
})

test('copies of identity documents are told as deleted, to be deleted, or kept where the deployment keeps them', async () => {
  const row = `vetting/applications/${applicationId}`
  const keptWith = async (purge: object | null) => {
    const { ownData, rows } = ownDataWith()
    rows.set(row, { ...rows.get(row), purge })
    const { application } = await ownData(accountId)
    return application === 'ERASED' ? [] : application!.documents.map(({ kept }) => kept)
  }
  expect(await keptWith({ at: now, documentIds: ['copy'] })).toEqual(['DELETED', 'WITH_ACCOUNT'])
  expect(await keptWith(null)).toEqual(['UNTIL_DECIDED', 'WITH_ACCOUNT'])
  expect(await keptWith({ at: now, documentIds: [] })).toEqual(['WITH_ACCOUNT', 'WITH_ACCOUNT'])
})

test('who saw a document is told with the name of its file', async () => {
  const data = await ownDataWith().ownData(accountId)
  const t = createTranslate('en', siteMessages, accountMessages)
  const lines = sectionsOf(data, t, 'en').find(({ id }) => id === 'views')!.lines
  expect(lines.map(({ label, value }) => `${label}: ${value.replaceAll('\n', ' / ')}`)).toEqual([
    'staff-3 (Vetting staff): Your application: 3 times, last 20 January 2023, 10:00 am',
    'staff-3 (Vetting staff): A document that you handed in: 20 January 2023, 9:59 am / writ.pdf',
    'Earlier views, no longer listed here: 4',
  ])
})

test('a part that was erased is told as such; the rest is told all the same', async () => {
  const gone = new BackboneError('Erased', 'of a subject that was erased')
  const ofApplication = /^(vetting|identity|intake-web)\//
  // Who asks by id learns that it was erased; a list leaves it out.
  const { ownData } = ownDataWith((place, isList) => (ofApplication.test(place) && !isList ? gone : undefined))
  const data = await ownData(accountId)
  expect(data).toMatchObject({ application: 'ERASED', intake: 'ERASED', identityCheck: 'ERASED' })
  expect(data.cases.links).toHaveLength(1)
  for (const language of ['en', 'zh'] as const) {
    const t = createTranslate(language, siteMessages, accountMessages)
    const told = sectionsOf(data, t, language)
    const erased = told.filter(({ note, lines }) => note === t('data.erased') && lines.length === 0)
    expect(erased.map(({ id }) => id)).toEqual(['application', 'documents', 'identityCheck'])
  }
})
