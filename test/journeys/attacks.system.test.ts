import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { demonstrationStaff } from '@icms/web/demonstration-staff'
import { compileSchemas } from './compile-schemas.ts'
import { type Gateway, startGateway } from './gateway.ts'
import { oversized } from './oversized-bodies.ts'
import { activate, apply, approve } from './registration.ts'
import { listenForServers, type Route, type Server } from './server-routes.ts'

/**
 * What an attacker tries on every address that the gateway has, told from the routes themselves: a new one is tried too.
 * It is asked within the process, as an attacker's own program can send any header.
 */
vi.setConfig({ testTimeout: 180_000 })

let gateway: Gateway
let server: Server
let routes: readonly Route[]
/** Cookies of everybody who may be signed in: staff in every role, an account holder, and nobody. */
let visitors: readonly string[]
let applicationId: string
beforeAll(async () => {
  const listening = listenForServers()
  gateway = await startGateway({ ICMS_HTTP_SIGN_INS_PER_MINUTE: '100000' })
  ;({ server, routes } = listening())
  const holder = await apply(gateway, 220_000)
  ;({ applicationId } = holder)
  await approve(gateway, holder)
  await activate(gateway, holder)
  const staff = await Promise.all(demonstrationStaff.map(({ id }) => gateway.staff(id)))
  const cookiesOf = (cookies: ReadonlyMap<string, string>) => [...cookies].map(pair => pair.join('=')).join('; ')
  visitors = ['', cookiesOf(holder.person.browser.cookies), ...staff.map(({ browser }) => cookiesOf(browser.cookies))]
}, 60_000)
afterAll(() => gateway?.stop())

const of = (method: string) => routes.filter(route => route.method === method)
const isJson = ({ config }: Route) => config?.json === true
const withParameters = ({ url }: Route, value: string) => url.replaceAll(/:\w+/g, encodeURIComponent(value))
const nameOf = ({ method, url }: Route) => `${method} ${url}`

type Sent = { readonly cookie?: string; readonly headers?: Record<string, string>; readonly payload?: string }

async function send(route: Route, url: string, { cookie = '', headers = {}, payload }: Sent = {}) {
  const accept = isJson(route) ? 'application/json' : 'text/html'
  const all = { host: new URL(gateway.origin).host, accept, ...(cookie && { cookie }), ...headers }
  return server.inject({ method: route.method, url, headers: all, ...(payload !== undefined && { payload }) })
}

/** A fault of SOAP 1.1 has status 500: it refuses in words, and is no failure. */
const isFailure = ({ url }: Route, { statusCode, body }: Awaited<ReturnType<typeof send>>) =>
  statusCode >= 500 && !(url === '/fax' && body.includes('FaxRefused>'))

/** To sign in, to prove an address, or not at all. */
const isSentAway = ({ statusCode, headers }: Awaited<ReturnType<typeof send>>) =>
  statusCode === 401 || statusCode === 403 || /\/(sign-in|apply\/return)\b/.test(String(headers.location ?? ''))

/** Nobody, and the first of those who are let in: more see the same code run again. */
const audiences = new Map<Route, Promise<readonly string[]>>()
function audienceOf(route: Route): Promise<readonly string[]> {
  const find = async () => {
    const letIn: string[] = []
    for (const cookie of visitors.slice(1)) {
      const sent = route.method === 'GET' ? { cookie } : { cookie, headers: json, payload: 'null' }
      if (letIn.length === 0 && !isSentAway(await send(route, withParameters(route, applicationId), sent)))
        letIn.push(cookie)
    }
    return ['', ...letIn]
  }
  const known = audiences.get(route) ?? find()
  audiences.set(route, known)
  return known
}

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json', 'idempotency-key': 'what-an-attacker-sends' }

test('the sweep sees every edge', () => {
  const edges = ['/apply', '/account', '/cases', '/desk/vetting', '/desk/identity', '/desk/accounts', '/desk/cases']
  for (const edge of [
    ...edges,
    '/fax',
    '/scan',
    '/desk/counter',
    '/desk/print',
    '/desk/reference',
    '/desk/documents',
    '/mail',
    '/ops',
    '/api/v1',
  ])
    expect([edge, routes.some(({ url }) => url.startsWith(edge))]).toEqual([edge, true])
})

test('what each address takes and answers can be compiled: servers do it when it is first used', () => {
  expect(compileSchemas(routes)).toBeGreaterThan(100)
})

test('every page of staff and of account holders is tried by somebody who may open it', async () => {
  const unseen: string[] = []
  for (const route of of('GET').filter(({ url }) => /^\/(desk|account|cases|mail|ops)\b/.test(url)))
    if ((await audienceOf(route)).length < 2) unseen.push(nameOf(route))
  expect(unseen).toEqual([])
})

test('a page of another site changes nothing anywhere, whoever is signed in', async () => {
  const letIn: string[] = []
  for (const route of [...of('POST'), ...of('DELETE')])
    for (const cookie of visitors)
      for (const from of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
        const sent = {
          cookie,
          headers: { ...(isJson(route) ? json : form), ...from },
          payload: isJson(route) ? '{}' : '',
        }
        const answer = await send(route, withParameters(route, applicationId), sent)
        // Machines have no session that another site could use.
        const isRefused = answer.statusCode === 403 || (route.url === '/fax' && !isFailure(route, answer))
        if (!isRefused) letIn.push(`${nameOf(route)}: ${answer.statusCode}`)
      }
  expect(letIn).toEqual([])
})

/** What takes a post without a token before it is read: forms with files, whose token comes with them, their JSON, and machines. */
const readsItsTokenLater = [
  'POST /api/v1/applications/application/supplement',
  'POST /api/v1/applications/draft/documents',
  'POST /api/v1/counter/takings',
  'POST /apply/documents',
  'POST /apply/supplement',
  'POST /desk/counter/new',
  'POST /fax',
]

test('a form without its token is refused everywhere, whoever is signed in; no address is let off', async () => {
  const withoutToken = of('POST').filter(({ config }) => config?.withoutToken === true)
  const own = (route: Route) => !route.url.startsWith('/oidc') && !route.url.startsWith('/court')
  expect(withoutToken.filter(own).map(nameOf).toSorted()).toEqual(readsItsTokenLater)
  const letIn: string[] = []
  for (const route of of('POST'))
    for (const cookie of visitors) {
      const sent = { cookie, headers: { ...form, 'idempotency-key': 'what-an-attacker-sends' }, payload: 'a=b' }
      const answer = await send(route, withParameters(route, applicationId), sent)
      if (answer.statusCode < 400 && !isSentAway(answer)) letIn.push(`${nameOf(route)}: ${answer.statusCode}`)
    }
  expect(letIn).toEqual([])
})

const parts = ['"><script>alert(1)</script>', "' onmouseover='alert(1)", '<img src=x onerror=alert(1)>']
const script = parts.join('')
const questions = ['lang', 'returnTo', 'done', 'notice', 'status', 'reason', 'after', 'find', 'id', 'year', 'sought']
const asked = (value: string) =>
  new URLSearchParams(questions.map((name): [string, string] => [name, value])).toString()

test('script in any part of an address comes back as text or not at all, whoever reads it (reflected)', async () => {
  const reflected: string[] = []
  const failed: string[] = []
  let cameBack = 0
  for (const route of of('GET')) {
    const usual = withParameters(route, applicationId)
    // One at a time: of two that cannot be, the first would hide what becomes of the other.
    const urls = questions.map(name => `${usual}?${new URLSearchParams([[name, script]])}`)
    for (const cookie of await audienceOf(route))
      for (const url of [...urls, withParameters(route, script)]) {
        const answer = await send(route, url, { cookie })
        const { body, statusCode, headers } = answer
        const isPage = String(headers['content-type']).startsWith('text/html')
        if (isPage && parts.some(raw => body.includes(raw))) reflected.push(nameOf(route))
        if (isPage && body.includes('&lt;script&gt;alert')) cameBack += 1
        if (isFailure(route, answer)) failed.push(`${nameOf(route)}: ${statusCode}`)
      }
  }
  expect({ reflected, failed }).toEqual({ reflected: [], failed: [] })
  expect(cameBack).toBeGreaterThan(0)
})

const elsewhere = [
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/.//evil.example',
  '\thttps://evil.example',
]

test('no address leads to another site, whatever it is asked to', async () => {
  const led: string[] = []
  for (const route of of('GET'))
    for (const cookie of await audienceOf(route))
      for (const place of elsewhere)
        for (const url of [`${withParameters(route, applicationId)}?${asked(place)}`, `//evil.example${route.url}`]) {
          const { headers, body } = await send(route, url, { cookie })
          const location = typeof headers.location === 'string' ? headers.location : '/'
          if (new URL(location, gateway.origin).origin !== gateway.origin) led.push(`${nameOf(route)} -> ${location}`)
          if (/(href|action|src)="(https?:)?(\/|\\)+evil/i.test(body)) led.push(`${nameOf(route)} links to it`)
        }
  expect(led).toEqual([])
})

test.each(oversized)(
  'a body that is %s is refused in words by every operation, and breaks none',
  async (_, payload) => {
    const wrong: string[] = []
    for (const route of of('POST').filter(isJson))
      for (const cookie of await audienceOf(route)) {
        const headers = { ...json, 'idempotency-key': `oversized-${payload.length}` }
        const answer = await send(route, withParameters(route, applicationId), { cookie, headers, payload })
        if (answer.statusCode < 400 || isFailure(route, answer)) wrong.push(`${nameOf(route)}: ${answer.statusCode}`)
      }
    expect(wrong).toEqual([])
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  },
)

test.each([
  ['a long id', 'x'.repeat(5_000)],
  ['a folder', '../../etc/passwd'],
  ['a zero byte', 'a\0b'],
  ['a line break', 'a\r\nset-cookie: x=1'],
  ['half a character', '\ud800'.toWellFormed()],
  ['a name of every object', '__proto__'],
])('an address with %s is answered without a failure, and says nothing of the machine', async (_, value) => {
  const wrong: string[] = []
  for (const route of of('GET').filter(({ url }) => url.includes(':')))
    for (const cookie of await audienceOf(route)) {
      const answer = await send(route, withParameters(route, value), { cookie })
      const { statusCode, body, headers } = answer
      if (isFailure(route, answer) || String(headers['set-cookie']).includes('x=1'))
        wrong.push(`${nameOf(route)}: ${statusCode}`)
      if (/root:|node_modules|\.ts:\d+/.test(body)) wrong.push(`${nameOf(route)} tells`)
    }
  expect(wrong).toEqual([])
})

test('many cookies, a long question and many fields are refused or ignored, never a failure', async () => {
  const wrong: string[] = []
  const cookies = Array.from({ length: 400 }, (_, n) => `c${n}=${n}`).join('; ')
  const question = `a=${'x'.repeat(12_000)}&${'b=1&'.repeat(500)}`
  const fields = Array.from({ length: 990 }, (_, n) => `a.${n % 50}.b${n}[]=${n}`).join('&')
  for (const route of [...of('GET'), ...of('POST')]) {
    const isPost = route.method === 'POST'
    const sent = isPost ? { headers: form, payload: fields } : {}
    const url = `${withParameters(route, applicationId)}?${question}`
    const answer = await send(route, url, { ...sent, cookie: cookies })
    if (isFailure(route, answer)) wrong.push(`${nameOf(route)}: ${answer.statusCode}`)
  }
  expect(wrong).toEqual([])
})
