import { findMissingTexts } from '@icms/web/template-texts'
import { createTestServer, type TestServer } from '@icms/web/test-server'
import { afterEach, expect, test } from 'vitest'
import { frontMessages } from './front-messages.ts'
import { frontPage } from './front-page.ts'
import { serviceNames } from './settings.ts'

let kit: TestServer | undefined
afterEach(() => kit?.server.close())

async function frontOf(hosted: Parameters<typeof frontPage>[0], lang = 'en'): Promise<string> {
  kit = await createTestServer(server => server.register(frontPage(hosted)))
  return (await kit.newBrowser().get(`/?lang=${lang}`)).body
}

const linksOf = (body: string) => [...body.matchAll(/<li><a[^>]*href="([^"]+)"/g)].map(([, href]) => href)
const all = { services: serviceNames, builtInStaff: true, builtInMailbox: true }

test('every text that the template names is in the dictionary', () => {
  expect(findMissingTexts(new URL('./views/', import.meta.url), frontMessages)).toEqual([])
})

test('the front page leads to everything that is hosted here, in both languages', async () => {
  const hrefs = ['/apply', '/apply/status', '/account/activate', '/account/sign-in', '/cases']
  const staff = [
    '/desk/counter',
    '/desk/vetting',
    '/desk/identity',
    '/desk/accounts',
    '/desk/cases',
    '/desk/print',
    '/desk/reference',
    '/ops',
    '/mail',
  ]
  const english = await frontOf(all)
  expect(linksOf(english)).toEqual([...hrefs, ...staff])
  expect(english).toContain('Registration is free of charge')
  await kit?.server.close()
  const chinese = await frontOf(all, 'zh')
  expect(linksOf(chinese)).toEqual([...hrefs, ...staff])
  expect(chinese).toContain('綜合法院案件管理系統用戶')
})

test('what another process hosts is not led to', async () => {
  const body = await frontOf({ services: ['vetting', 'email'], builtInStaff: false, builtInMailbox: false })
  expect(linksOf(body)).toEqual(['/desk/vetting', '/ops'])
  expect(body).not.toContain('Applicants')
})

test('demonstration staff are announced only where they can sign in', async () => {
  expect(await frontOf(all)).toContain('fictional people')
  await kit?.server.close()
  expect(await frontOf({ ...all, builtInStaff: false })).not.toContain('fictional people')
})
