import { findMissingTexts } from '@icms/web/template-texts'
import { activationCodeOf } from '@icms/schemas/activation-code'
import { drawRegistrantId, printLoginName } from '@icms/schemas/registrant-id'
import { afterEach, expect, test, vi } from 'vitest'
import { createAccountHost, password } from './account-host.ts'
import { approved, loginName } from './account-story.ts'
import { readAccount } from './held-account-row.ts'
import { accountMessages } from './messages.ts'
import { rowsOfHolder } from './own-data-rows.ts'

let host: Awaited<ReturnType<typeof createAccountHost>>
afterEach(() => host?.stop())

const path = '/api/v1/accounts/me/data'
const number = 'A123456(3)'
const sections = ['application', 'documents', 'identityCheck', 'account', 'cases', 'notices', 'views', 'others']

async function start(mark = '') {
  host = await createAccountHost(undefined, { rowsOfOthers: rowsOfHolder(mark) })
  await host.activated()
  return host.signedIn()
}

test('every text that the templates name is in the dictionary', () => {
  expect(findMissingTexts(new URL('../views/', import.meta.url), accountMessages)).toEqual([])
})

test('the holder downloads what is held: what, from where, until when, and who saw it', async () => {
  const browser = await start()
  const staff = await host.staffBrowser('demo-help-centre')
  await staff.get(`/desk/accounts/${(await host.accountOnce(() => true)).accountId}`)
  const { status, headers, body } = await vi.waitFor(async () => {
    const answer = await browser.json('GET', path)
    expect(JSON.parse(answer.body).views.entries).toHaveLength(3)
    return answer
  })
  expect(status).toBe(200)
  expect(headers['content-disposition']).toBe('attachment; filename="icms-personal-data.json"')
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['content-type']).toMatch(/^application\/json/)
  const data = JSON.parse(body)
  expect(data).toMatchObject({
    ...{ loginName, inFull: false, kept: { keptUntil: null, daysAfterClosing: 2_557 } },
    application: {
      ...{ channel: 'ONLINE', status: 'APPROVED', submittedAt: '2023-01-20T02:00:00.000Z' },
      form: { phone: '+85291234567', identityDocument: { number: 'A12****(*)' }, personalRepresentative: { name: {} } },
      documents: [
        { kind: 'HKID', fileName: 'card.pdf', deletedAt: '2023-02-01T02:00:00.000Z', kept: 'DELETED' },
        { documentId: 'writ', kind: 'NOTICE_OF_PROCEEDING', deletedAt: null, kept: 'WITH_ACCOUNT' },
      ],
      papers: [{ channel: 'FAX', receivedAt: '2023-01-20T02:00:00.000Z' }],
      enquiries: [{ text: 'Any news?', answer: 'Very soon', answeredAt: '2023-01-20T02:00:00.000Z' }],
      decisions: [{ command: 'ApproveApplication', decidedBy: 'staff-9', role: 'judiciary-administrator' }],
    },
    intake: { email: 'taiman@example.com' },
    identityCheck: { status: 'AUTHENTICATED', recordedBy: 'staff-4', documentsSeen: ['HKID'] },
    account: { status: 'ACTIVE', history: [{ event: 'AccountCreated' }, {}, { event: 'AccountActivated' }] },
    cases: {
      links: [{ caseNumber: 'DCPI 1234/2023', filingId: 'filing-1' }],
      requests: [{ status: 'REFUSED', reasons: [{ textEn: 'One more page' }] }],
      history: [{ event: 'RefuseLinkRequest', decidedBy: 'staff-7' }],
    },
    notices: [{ notice: 'N1' }, { notice: 'N6', status: 'ACCEPTED' }, { notice: 'N2', status: 'LETTER_SENT' }],
    views: {
      entries: [
        { of: 'ACCOUNT', viewedBy: 'demo-help-centre', role: 'help-centre', part: 'ACCOUNT', count: 1 },
        { of: 'APPLICATION', viewedBy: 'staff-3', role: 'vetting', part: 'APPLICATION', count: 3 },
        { of: 'APPLICATION', viewedBy: 'staff-3', part: 'DOCUMENT', documentId: 'writ', count: 1 },
      ],
      earlier: 4,
    },
    otherApplications: [{ status: 'REJECTED', keptUntil: '2024-01-20T15:59:59.999Z' }],
  })
})

test('passwords, codes, hashes, notes for the record and other people are in neither the file nor the page', async () => {
  const browser = await start()
  const told = [(await browser.json('GET', path)).body, (await browser.get('/account/data?lang=en')).body].join()
  for (const secret of [
    'predictable',
    'person-1',
    'keyed-hash',
    'sha-of-a-file',
    'sessionEpoch',
    'activationId',
    'changeId',
  ])
    expect(told).not.toContain(secret)
  for (const kept of ['a note', 'a weighing', 'SOMEBODY-ELSE', 'ZZZZZZZZ', 'N4', 'G123456', '+85261234567', number])
    expect(told).not.toContain(kept)
})

test('the page tells every section in both languages, with what is not shown', async () => {
  const browser = await start()
  for (const [language, words] of [
    ['en', ['Your application', 'Kept until', 'Staff are named by their number', 'What staff note']],
    ['zh', ['您的申請', '保留至', '職員以編號表示', '職員作決定時的內部備註']],
  ] as const) {
    const { status, headers, body } = await browser.get(`/account/data?lang=${language}`)
    expect([status, headers['cache-control']]).toEqual([200, 'no-store'])
    for (const id of sections) expect(body).toContain(`id="${id}"`)
    for (const word of words) expect(body).toContain(word)
  }
})

test('whatever somebody typed is shown as text', async () => {
  const attack = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>'
  const browser = await start(attack)
  const { body } = await browser.get('/account/data')
  expect(body).not.toMatch(/<script>alert|<img/)
  // Names, address, reasons, audience, representative, signature, two files, an answer, a party, two reasons in both languages.
  expect(body.split('&lt;script&gt;alert(1)').length - 1).toBeGreaterThanOrEqual(17)
  expect(JSON.parse((await browser.json('GET', path)).body).application.form.salutation).toBe(`Dr${attack}`)
})

test('the number is told in full to who types the password again, as a page or as a file, and to nobody else (R30a)', async () => {
  const browser = await start()
  const page = await browser.get('/account/data')
  const shown = await browser.submit(page, { password }, '/account/data')
  expect([shown.status, shown.body.includes(number)]).toEqual([200, true])
  const file = await browser.submit(page, { password, asFile: 'yes' }, '/account/data')
  expect(file.headers['content-disposition']).toContain('attachment')
  expect(JSON.parse(file.body)).toMatchObject({ inFull: true, application: { form: { identityDocument: { number } } } })
  expect(file.body).not.toContain('G123456')
  const wrong = await browser.submit(page, { password: 'wrong' }, '/account/data')
  expect([wrong.status, wrong.body.includes(number), wrong.body.includes('value="wrong"')]).toEqual([422, false, false])
  expect(wrong.headers['content-disposition']).toBeUndefined()
  const empty = await browser.json('POST', path, { password: '' })
  expect([empty.status, JSON.parse(empty.body).errors]).toMatchObject([422, [{ path: 'password', code: 'MISSING' }]])
  const twin = await browser.json('POST', path, { password })
  expect([twin.status, twin.body.includes(number)]).toEqual([200, true])
  expect((await browser.json('GET', path)).body).not.toContain(number)
})

test('wrong passwords count as failed sign-ins: after five the right one opens nothing (A33)', async () => {
  const browser = await start()
  for (let n = 0; n < 5; n += 1) expect((await browser.json('POST', path, { password: `wrong-${n}` })).status).toBe(422)
  const right = await browser.json('POST', path, { password })
  expect([right.status, JSON.parse(right.body).errors]).toMatchObject([422, [{ code: 'PASSWORD_NOT_ACCEPTED' }]])
})

test('without a session, with a forged or a staff one, nothing is told', async () => {
  const browser = await start()
  const [[name, value] = ['', '']] = browser.cookies
  const forged = host.newBrowser()
  forged.cookies.set(name, `${value.slice(0, -4)}AAAA`)
  for (const stranger of [host.newBrowser(), forged, await host.staffBrowser('demo-judiciary-administrator')]) {
    const page = await stranger.get('/account/data')
    expect(page.url).toContain('/account/sign-in?returnTo=')
    expect(page.body).not.toContain('+85291234567')
    expect((await stranger.json('GET', path)).status).toBe(401)
    expect((await stranger.json('POST', path, { password })).status).toBe(401)
  }
})

test('another holder is told what is held about that one, and nothing of anybody else', async () => {
  await start()
  const otherId = drawRegistrantId('application-2', 1)
  const otherName = printLoginName(otherId)
  const fact = { ...approved().data, applicationId: 'application-2', registrantId: otherId, personId: 'person-2' }
  await host.tell('ApplicationApproved', 'application-2', fact)
  const activation = await vi.waitFor(async () => {
    const account = await readAccount(host.context.backbone.readSide, otherId)
    return account!.activation!
  })
  const secret = host.context.secret('activation-code')
  const activationCode = activationCodeOf(secret, otherId, activation.activationId)
  const other = host.newBrowser()
  const filled = { ...host.filled, loginName: otherName, activationCode }
  expect((await host.post('/api/v1/accounts/activation', filled, { browser: other })).status).toBeLessThan(300)
  await vi.waitFor(async () => {
    const answer = await other.json('POST', '/api/v1/accounts/sessions', { loginName: otherName, password })
    expect(answer.status).toBeLessThan(300)
  })
  const told = (await other.json('GET', path)).body + (await other.get('/account/data?lang=en')).body
  expect(JSON.parse((await other.json('GET', path)).body)).toMatchObject({
    ...{ loginName: otherName, application: null, identityCheck: null, notices: [] },
    cases: { links: [], requests: [], refusedFilings: [], history: [] },
  })
  expect(told).toContain('Nothing is held.')
  for (const foreign of [loginName, '+85291234567', 'Flat A', 'staff-3', 'filing-1'])
    expect(told).not.toContain(foreign)
})

test('a post that another site made tells nothing, and is no try of the password', async () => {
  const browser = await start()
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const { host: own, origin } = new URL(host.server.web.origin())
  const tries = async () => {
    let count = 0
    for await (const { headers } of host.context.backbone.read('accounts.events.v1'))
      if (headers.ce_type?.endsWith('.SignInTried')) count += 1
    return count
  }
  const before = await tries()
  for (const from of ['https://evil.example', origin]) {
    const answer = await host.server.inject({
      method: 'POST',
      url: '/account/data',
      headers: { host: own, cookie, origin: from, 'content-type': 'application/x-www-form-urlencoded' },
      payload: `password=${password}`,
    })
    expect([answer.statusCode, answer.body.includes(number)]).toEqual([403, false])
  }
  expect([await tries(), before]).toEqual([1, 1])
})

test('thirty an hour: what reads everything is not asked for without end', async () => {
  const browser = await start()
  for (let n = 0; n < 30; n += 1) expect((await browser.json('GET', path)).status).toBe(200)
  const over = await browser.json('GET', path)
  expect([over.status, over.headers['content-disposition']]).toEqual([429, undefined])
  expect((await browser.get('/account/data')).status).toBe(429)
})
