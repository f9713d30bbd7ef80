import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPaperHost, desk, key, papersApi } from './paper-host.ts'

let host: Awaited<ReturnType<typeof createPaperHost>>
beforeAll(async () => {
  host = await createPaperHost()
})
afterAll(() => host.stop())

test('a fax whose rest came under another job is put together by hand and taken apart again, without a script (R32b, A32)', async () => {
  const first = host.clock.now() - 3_600_000
  await host.faxed('fax-start', [21, 22], {}, { receivedAt: first, isWhole: false })
  await host.faxed('fax-rest', [23])
  const officer = await host.officer()
  expect((await officer.get(desk('fax-start', '?lang=en'))).body).not.toContain('Take apart again')
  const form = await officer.get(desk('fax-start', '/put-together?lang=en'))
  expect(form.body).toContain('value="fax-rest"')
  expect(form.body).not.toContain('value="fax-start"')
  const nothing = await officer.submit(form, {})
  expect(nothing.status).toBe(422)
  expect(nothing.body).toContain('Choose the paper that it belongs to')
  const done = await officer.submit(form, { into: 'fax-rest', note: 'One form.' })
  expect(done.url).toMatch(/fax-start\?done=PaperPutTogether$/)
  await host.paperBecomes('fax-rest', { combined: [{ otherId: 'fax-start', receivedAt: first }] })
  const page = await officer.get(desk('fax-rest', '?lang=en'))
  for (const said of ['Page 1 of 3', 'Put together with it', 'Take apart again']) expect(page.body).toContain(said)
  // Its pages are looked at there, and the originals are what they were.
  expect((await officer.get(desk('fax-rest', '/pages/original/1'))).status).toBe(200)
  expect((await officer.get(desk('fax-start', '?lang=zh'))).body).toContain('已併入')
  const read = async (paperId: string) => JSON.parse((await officer.json('GET', `${papersApi}/${paperId}`)).body)
  expect(await read('fax-rest')).toMatchObject({
    ...{ receivedAt: new Date(first).toISOString(), combined: [{ otherId: 'fax-start' }] },
  })
  expect(await read('fax-start')).toMatchObject({ status: 'RETURNED', combinedInto: 'fax-rest' })

  const apart = await officer.submit(await officer.get(desk('fax-rest', '/take-apart?lang=en')), {
    otherId: 'fax-start',
  })
  expect(apart.url).toMatch(/done=PaperTakenApart$/)
  await host.paperBecomes('fax-start', { status: 'UNASSIGNED', combinedInto: null })
  expect((await read('fax-start')).documents[0].pages).toHaveLength(2)
  expect((await read('fax-rest')).receivedAt).not.toBe(new Date(first).toISOString())
})

test('where the other does not wait any more the paper is among the exceptions, with why; as JSON the same (I1)', async () => {
  await host.faxed('fax-lone', [24])
  await host.faxed('fax-gone', [25])
  const officer = await host.officer()
  const post = (paperId: string, step: string, body: object) =>
    officer.json('POST', `${papersApi}/${paperId}/${step}`, body, key(`${step}-${paperId}`))
  await post('fax-gone', 'dismiss', { as: 'UNREADABLE', reasonCodes: ['EMPTY_PAGES'] })
  expect((await post('fax-lone', 'put-together', { into: 'fax-gone' })).status).toBe(200)
  await host.paperBecomes('fax-lone', { status: 'EXCEPTION', reasons: ['OTHER_NOT_OPEN'] })
  expect((await officer.get(desk('fax-lone', '?lang=en'))).body).toContain('does not wait any more')
  const own = await post('fax-gone', 'take-apart', { otherId: 'fax-lone' })
  expect([own.status, JSON.parse(own.body).reason]).toEqual([409, 'NOT_COMBINED'])
})
