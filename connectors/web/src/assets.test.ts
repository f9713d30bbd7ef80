import { brotliDecompressSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { createTestServer } from './test-server.ts'

const { server, newBrowser } = await createTestServer()
afterAll(() => server.close())

const style = server.web.assets.find(asset => asset.name === 'icms.css')!

test("no font of gov.uk and no crown's crest is asked for", () => {
  const text = style.body.toString()
  expect(text).not.toMatch(/GDS Transport|@font-face|Margaret Calvert/)
  expect(text).toContain('"PingFang HK"')
  expect(text).toContain('.icms-masthead')
})

test('assets may be kept for ever, for their address changes with what is in them', async () => {
  for (const { href, body } of server.web.assets) {
    const answer = await server.inject(href)
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.rawPayload.equals(body)).toBe(true)
  }
  expect((await server.inject('/assets/000000000000/icms.css')).statusCode).toBe(404)
})

test('a browser that takes it gets less to load', async () => {
  const { headers, rawPayload } = await server.inject({ url: style.href, headers: { 'accept-encoding': 'gzip, br' } })
  expect(headers['content-encoding']).toBe('br')
  expect(rawPayload.length).toBeLessThan(style.body.length / 4)
  expect(brotliDecompressSync(rawPayload).equals(style.body)).toBe(true)
})

test('every asset that a page names is served', async () => {
  const page = await newBrowser().get('/staff/signed-out')
  const hrefs = [...page.body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, href = '']) => href)
  const script = server.web.assets.find(asset => asset.name === 'enhance.js')!.body.toString()
  hrefs.push(...[...script.matchAll(/from '([^']+)'/g)].map(([, href = '']) => href))
  expect(hrefs).toHaveLength(6)
  for (const href of hrefs) expect((await server.inject(href)).statusCode).toBe(200)
})
