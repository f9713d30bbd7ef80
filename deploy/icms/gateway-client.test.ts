import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createGateway } from './gateway-client.ts'

let server: Server
let asked = 0

/** A gateway that cannot answer so many times. */
async function busyGateway(times: number) {
  asked = 0
  server = createServer((_, response) => {
    const isBusy = ++asked <= times
    const problem = { title: 'The service is not available just now', detail: 'Try again in a few seconds.' }
    response.writeHead(isBusy ? 503 : 200, { 'content-type': 'application/json', 'retry-after': '0.01' })
    response.end(JSON.stringify(isBusy ? problem : { topics: [] }))
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  return createGateway({
    ICMS_SECRET: '0123456789abcdef'.repeat(4),
    ICMS_PUBLIC_ORIGIN: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  })
}

afterEach(() => new Promise(resolve => server.close(resolve)))

test('what is asked of a gateway that is busy is asked again', async () => {
  const gateway = await busyGateway(2)
  expect(await gateway.get('/topics')).toEqual({ topics: [] })
  expect(asked).toBe(3)
})

test('one that stays busy is told of in its own words', async () => {
  const gateway = await busyGateway(9)
  await expect(gateway.get('/topics')).rejects.toThrow(
    'The service is not available just now. Try again in a few seconds.',
  )
  expect(asked).toBe(5)
})

test('what was to be done is not done again unasked', async () => {
  const gateway = await busyGateway(1)
  await expect(gateway.post('/dead-letters/1/replay', {})).rejects.toThrow('not available just now')
  expect(asked).toBe(1)
})
