import { type AddressInfo, connect } from 'node:net'
import fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allowSlowBody, limitBodyPace } from './body-pace.ts'

/** Milliseconds of machine time, and bytes. */
const pace = { requestMsMax: 300, paceMs: 150, paceBytesMin: 500 } as const
const server = fastify()
limitBodyPace(server, pace)
server.addContentTypeParser('text/plain', (_request, payload, done) => {
  let bytes = 0
  payload.on('data', (data: Buffer) => (bytes += data.length))
  payload.on('end', () => done(null, bytes))
})
server.post('/usual', request => `took ${request.body}`)
const patience = { onRequest: async (request: Parameters<typeof allowSlowBody>[0]) => allowSlowBody(request) }
server.post('/patient', patience, request => `took ${request.body}`)
server.post('/early', { onRequest: async (_request, reply) => reply.code(303).send('elsewhere') }, () => '')
server.post(
  '/hasty',
  {
    preParsing: async (request, reply) => {
      allowSlowBody(request)
      return reply.code(413).send('no')
    },
  },
  () => '',
)
server.post('/thinks', patience, async request => {
  await new Promise(resolve => setTimeout(resolve, 3 * pace.paceMs))
  return `took ${request.body}`
})

beforeAll(() => server.listen({ port: 0, host: '127.0.0.1' }))
afterAll(() => server.close())

/** Sends a body of this length in pieces, one each 25 ms; what was answered, and when the line was closed or the answer came. */
function send(path: string, length: number, pieces: readonly number[]) {
  return new Promise<{ readonly said: string; readonly afterMs: number }>(resolve => {
    const begun = performance.now()
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1')
    const headers = `Host: localhost\r\nContent-Type: text/plain\r\nContent-Length: ${length}\r\nConnection: close`
    socket.write(`POST ${path} HTTP/1.1\r\n${headers}\r\n\r\n`)
    const left = [...pieces]
    const sending = setInterval(() => {
      const piece = left.shift()
      if (piece && socket.writable) socket.write('x'.repeat(piece))
    }, 25)
    let said = ''
    socket.on('data', data => (said += data.toString()))
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(sending)
      resolve({ said, afterMs: performance.now() - begun })
    })
  })
}
const steadily = (count: number, bytes: number) => Array.from({ length: count }, () => bytes)

test('a body that is there in time is taken', async () => {
  expect((await send('/usual', 1_000, steadily(4, 250))).said).toContain('took 1000')
})

test('a body that comes steadily is taken where that is allowed, however long it takes; elsewhere it is given up', async () => {
  const pieces = steadily(40, 200)
  const [allowed, usual] = await Promise.all([send('/patient', 8_000, pieces), send('/usual', 8_000, pieces)])
  expect(allowed.said).toContain('took 8000')
  expect(allowed.afterMs).toBeGreaterThan(2 * pace.requestMsMax)
  expect(usual.said).toMatch(/^HTTP\/1\.1 408 /)
  expect(usual.afterMs).toBeLessThan(2 * pace.requestMsMax)
})

test('whoever says a byte at a time, or stops, holds no line: also where a body may be slow', async () => {
  const [trickle, stopped] = await Promise.all([
    send('/patient', 8_000, steadily(100, 1)),
    send('/patient', 8_000, steadily(4, 500)),
  ])
  for (const { said, afterMs } of [trickle, stopped]) {
    expect(said).toMatch(/^HTTP\/1\.1 408 /)
    expect(afterMs).toBeLessThan(4 * pace.paceMs)
  }
})

test.each([
  ['that nobody reads after an early answer', '/early', /^HTTP\/1\.1 303 /],
  ['for an address that leads nowhere', '/nothing', /^HTTP\/1\.1 408 /],
  ['for an address that cannot be read', '/%E0%A4%A', /^HTTP\/1\.1 400 /],
])('a body %s holds no line either', async (_, path, answer) => {
  const { said, afterMs } = await send(path, 8_000, steadily(100, 1))
  expect(said).toMatch(answer)
  expect(afterMs).toBeLessThan(2 * pace.requestMsMax)
})

test('what comes on after the answer is not waited for, however steadily it comes', async () => {
  const { said, afterMs } = await send('/hasty', 80_000, steadily(400, 200))
  expect(said).toMatch(/^HTTP\/1\.1 413 /)
  expect(afterMs).toBeLessThan(2 * pace.requestMsMax)
})

test('a handler may think as long as it likes once the body is there', async () => {
  expect((await send('/thinks', 1_000, [1_000])).said).toContain('took 1000')
})
