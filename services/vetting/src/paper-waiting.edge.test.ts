import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPaperHost, papersApi } from './paper-host.ts'

let host: Awaited<ReturnType<typeof createPaperHost>>
beforeAll(async () => {
  host = await createPaperHost()
})
afterAll(() => host.stop())

const dayMs = 86_400_000

test('paper that nobody typed in or placed is marked, and on a list of its own, until somebody does (R32b)', async () => {
  await host.faxed('fax-late', [3])
  const officer = await host.officer()
  const page = await officer.get('/desk/vetting/papers/fax-late?lang=en')
  expect(page.body).toContain('To be typed in or placed by')
  expect(page.body).not.toContain('--red">Overdue')
  const read = async (who: typeof officer, path: string) => JSON.parse((await who.json('GET', path)).body)
  expect(await read(officer, `${papersApi}?view=OVERDUE`)).toMatchObject({ papers: [] })

  host.clock.advanceTo(host.clock.now() + 20 * dayMs)
  // Nobody stays signed in for so long.
  const later = await host.officer()
  const overdue = () => read(later, `${papersApi}?view=OVERDUE`)
  await expect.poll(overdue, { timeout: 5_000 }).toMatchObject({ papers: [{ paperId: 'fax-late', isOverdue: true }] })
  expect((await read(later, `${papersApi}/fax-late`)).due).toMatch(/T15:59:59\.999Z$/)
  expect((await later.get('/desk/vetting/papers?view=OVERDUE&lang=en')).body).toContain('Overdue</strong>')
  expect((await later.get('/desk/vetting/papers?lang=zh')).body).toContain('逾期</strong>')
  expect((await later.get('/desk/vetting/papers/fax-late?lang=zh')).body).toContain('謄錄或歸入限期')

  const dismissal = { as: 'UNREADABLE', reasonCodes: ['EMPTY_PAGES'] }
  await later.json('POST', `${papersApi}/fax-late/dismiss`, dismissal, { 'idempotency-key': 'a-key-of-late' })
  await expect.poll(overdue, { timeout: 5_000 }).toMatchObject({ papers: [] })
  expect((await later.get('/desk/vetting/papers/fax-late?lang=en')).body).not.toContain('--red">Overdue')
})
