import { hash } from 'node:crypto'
import { makeTiff } from '@icms/paper/paper-kit'
import { createTestHost } from '@icms/reference-data/test-host'
import { afterAll, expect, test, vi } from 'vitest'
import { machine, notify } from './fax-clients.ts'
import { deployable } from './main.ts'

const host = await createTestHost([deployable], { context: { machines: [machine] } })
afterAll(() => host.stop())

async function daily(method: 'PUT' | 'GET', path: string, body?: object) {
  const authorization = `Basic ${Buffer.from(`${machine.name}:${machine.passwords[0]}`).toString('base64')}`
  const { statusCode, body: answer } = await host.server.inject({
    ...{ method, url: `/fax/daily/${path}` },
    headers: { host: new URL(host.server.web.origin()).host, authorization, 'content-type': 'application/json' },
    ...(body && { payload: JSON.stringify(body) }),
  })
  return { status: statusCode, body: JSON.parse(answer) }
}

test('R32b: what a fax gateway says it sent is held against the faxes that came', async () => {
  const tiff = await makeTiff({ number: 1 })
  await notify(host, { jobId: 'job-daily-1', content: tiff })
  const sent = [
    { id: 'job-daily-1', pages: 1, sha256: hash('sha256', tiff, 'hex') },
    { id: 'job-daily-2', pages: 3 },
  ]
  const list = { version: 1, source: 'gateway-1', date: '2026-11-23', sent }
  expect(await daily('PUT', '2026-11-23', list)).toMatchObject({ status: 202, body: { sent: 2 } })
  await vi.waitFor(async () => {
    const { body } = await daily('GET', '2026-11-23?source=gateway-1')
    expect(body).toMatchObject({
      standing: 'DIFFERING',
      differences: [{ kind: 'MISSING', itemId: 'job-daily-2', detail: null }],
    })
  }, 15_000)
})
