import type { FastifyInstance } from 'fastify'

export type BrowserRequest = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export type BrowserAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly setCookies: readonly string[]
  readonly body: string
}

/** A page as it came, after redirects. */
export type BrowserPage = BrowserAnswer & { readonly url: string }

export type FormBrowser = {
  get(path: string): Promise<BrowserPage>
  /** Sends the page's one form with method post (or the one whose action is given), with its hidden and preset fields. */
  submit(page: BrowserPage, fields: Readonly<Record<string, string>>, action?: string): Promise<BrowserPage>
  /** Sends JSON with the browser's cookies. */
  json(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<BrowserAnswer>
  readonly cookies: Map<string, string>
}

const redirectsMax = 15

/** A browser without a screen, for tests and scripts: cookies, redirects and forms; no JavaScript. */
export function createFormBrowser(
  origin: string,
  send: (request: BrowserRequest) => Promise<BrowserAnswer>,
): FormBrowser {
  const cookies = new Map<string, string>()

  async function request(method: 'GET' | 'POST', url: URL, headers: Record<string, string>, body?: string) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await send({
      method,
      url: url.pathname + url.search,
      headers: { host: url.host, ...(cookie && { cookie }), ...headers },
      ...(body !== undefined && { body }),
    })
    for (const line of answer.setCookies) keepCookie(cookies, line)
    return answer
  }

  async function visit(method: 'GET' | 'POST', from: URL, body?: string): Promise<BrowserPage> {
    let url = from
    let answer = await request(
      method,
      url,
      { accept: 'text/html', ...(body !== undefined && formHeaders(origin)) },
      body,
    )
    for (let n = 0; answer.status >= 300 && answer.status < 400; n += 1) {
      if (n === redirectsMax) throw new Error(`more than ${redirectsMax} redirects, the last one to ${url.href}`)
      url = new URL(answer.headers.location ?? '', url)
      answer = await request('GET', url, { accept: 'text/html' })
    }
    return { ...answer, url: url.href }
  }

  return {
    cookies,
    get: path => visit('GET', new URL(path, origin)),
    submit(page, fields, action) {
      const form = formOf(page.body, action)
      const body = new URLSearchParams({ ...form.fields, ...fields }).toString()
      return visit('POST', new URL(form.action ?? page.url, page.url), body)
    },
    json: (method, path, body, headers = {}) =>
      request(
        method,
        new URL(path, origin),
        { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        body === undefined ? undefined : JSON.stringify(body),
      ),
  }
}

/** Sends to a server in this process, without a connection, as if from that address. */
export function sendWithin(
  server: FastifyInstance,
  remoteAddress = '127.0.0.1',
): (request: BrowserRequest) => Promise<BrowserAnswer> {
  return async ({ method, url, headers, body }) => {
    const answer = await server.inject({
      method,
      url,
      headers: { ...headers },
      remoteAddress,
      ...(body !== undefined && { payload: body }),
    })
    return {
      status: answer.statusCode,
      headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)])),
      setCookies: [answer.headers['set-cookie'] ?? []].flat(),
      body: answer.body,
    }
  }
}

/** Sends over the network to `origin`. */
export function sendTo(origin: string): (request: BrowserRequest) => Promise<BrowserAnswer> {
  return async ({ method, url, headers, body }) => {
    const answer = await fetch(new URL(url, origin), {
      method,
      headers,
      redirect: 'manual',
      ...(body !== undefined && { body }),
    })
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      setCookies: answer.headers.getSetCookie(),
      body: await answer.text(),
    }
  }
}

const formHeaders = (origin: string) => ({
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
  origin,
})

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map(part => part.trim())
  const name = pair.slice(0, pair.indexOf('='))
  const over = attributes.some(attribute => /^max-age=0$/i.test(attribute) || /^expires=.*1970/i.test(attribute))
  if (over) cookies.delete(name)
  else cookies.set(name, pair.slice(name.length + 1))
}

/** The form's action, and the fields that a browser would send untouched. Reads our own pages, not any HTML. */
function formOf(
  html: string,
  action: string | undefined,
): { action: string | undefined; fields: Record<string, string> } {
  const main = /<main.*<\/main>/s.exec(html)?.[0] ?? html
  const forms = [...(action ? html : main).matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)]
  const found = forms.find(([, attributes]) => action === undefined || attribute(attributes ?? '', 'action') === action)
  if (!found) throw new Error(`no form${action ? ` for ${action}` : ''} on this page`)
  const content = found[2] ?? ''
  const inputs = [...content.matchAll(/<input\b([^>]*)>/g)].map(([, attributes = '']) => attributes)
  const sent = inputs.filter(input => !/type="(radio|checkbox)"/.test(input) || /\schecked\b/.test(input))
  const fields = sent.map(input => [attribute(input, 'name'), attribute(input, 'value')])
  for (const [, attributes = '', text = ''] of content.matchAll(/<textarea\b([^>]*)>(.*?)<\/textarea>/gs))
    fields.push([attribute(attributes, 'name'), unescapeHtml(text)])
  for (const [, attributes = '', options = ''] of content.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs))
    fields.push([
      attribute(attributes, 'name'),
      attribute(/<option\b([^>]*\sselected\b[^>]*)>/.exec(options)?.[1] ?? '', 'value'),
    ])
  const named = fields.flatMap(([name, value]) => (name ? [[name, value ?? ''] as const] : []))
  return { action: attribute(found[1] ?? '', 'action'), fields: Object.fromEntries(named) }
}

function attribute(attributes: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1]
  return value === undefined ? undefined : unescapeHtml(value)
}

function unescapeHtml(text: string): string {
  return text.replace(/&(amp|quot|#39|lt|gt);/g, (_, entity: string) => entities[entity] ?? '')
}

const entities: Readonly<Record<string, string>> = { amp: '&', quot: '"', '#39': "'", lt: '<', gt: '>' }
