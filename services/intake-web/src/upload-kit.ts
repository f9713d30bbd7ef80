import type { FormBrowser } from '@icms/web/form-browser'
import type { IntakeHost } from './intake-host.ts'

/** A file as a browser sends it. For tests only. */
export type SentFile = { readonly field?: string; readonly name: string; readonly content: Uint8Array }

export const pdf = (body = 'x'): Buffer =>
  Buffer.from(`%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n% ${body}\n%%EOF\n`)

/** Sends a form with files, with the browser's cookies. */
export async function sendFiles(
  host: IntakeHost,
  browser: FormBrowser,
  url: string,
  fields: Readonly<Record<string, string>>,
  files: readonly SentFile[],
  headers: Readonly<Record<string, string>> = {},
) {
  const boundary = '----a-boundary-of-tests'
  const part = (disposition: string, content: Uint8Array) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ]
  const payload = Buffer.concat([
    ...Object.entries(fields).flatMap(([name, value]) => part(`name="${name}"`, Buffer.from(value))),
    ...files.flatMap(({ field = 'file', name, content }) =>
      part(`name="${field}"; filename="${name.replaceAll('"', '%22')}"\r\nContent-Type: application/pdf`, content),
    ),
    Buffer.from(`--${boundary}--\r\n`),
  ])
  const answer = await host.server.inject({
    method: 'POST',
    url,
    payload,
    headers: {
      host: new URL(host.server.web.origin()).host,
      cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...headers,
    },
  })
  return { status: answer.statusCode, body: answer.body, location: String(answer.headers.location ?? '') }
}

/** The hidden fields of a page's form. */
export const tokensOf = (body: string, action: string): Record<string, string> => {
  const form = new RegExp(`<form[^>]*action="${action}"[^>]*>(.*?)</form>`, 's').exec(body)?.[1] ?? ''
  const hidden = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
  return Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]))
}
