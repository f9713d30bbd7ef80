import { createHash } from 'node:crypto'
import { createTestServer } from '@icms/web/test-server'
import { afterAll, expect, test } from 'vitest'
import { machineActor, requireMachine } from './machine-gate.ts'
import { demonstrationMachines } from './machines.ts'

/** Names are hashed with a key of the deployment before they are shared. */
const deployment = { sessionKeys: [createHash('sha256').update('session').digest()] }
const { server, clock, memory, logged } = await createTestServer(
  server =>
    void server.put(
      '/scan/x',
      { config: { json: true }, onRequest: requireMachine(demonstrationMachines, 'scan') },
      r => machineActor(r),
    ),
  deployment,
)
afterAll(() => server.close())

const put = (headers: Record<string, string>) => server.inject({ method: 'PUT', url: '/scan/x', headers })
const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
})
function wsse(created: string, nonce: string, password = 'demonstration') {
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64')
  const nonceText = Buffer.from(nonce).toString('base64')
  return {
    'x-wsse': `UsernameToken Username="demo-scan-station", PasswordDigest="${digest}", Nonce="${nonceText}", Created="${created}"`,
  }
}
const at = (minutes: number) => new Date(clock.now() + minutes * 60_000).toISOString()

test('a machine is let in by its password, and is the actor', async () => {
  const answer = await put(basic('demo-scan-station', 'demonstration'))
  expect(answer.json()).toEqual({ kind: 'machine', id: 'demo-scan-station' })
})

test('a machine without a proof is answered 401 with how to prove itself, one of another area 403', async () => {
  for (const headers of [{}, basic('demo-scan-station', 'Demonstration'), basic('nobody', 'demonstration')]) {
    const answer = await put(headers as Record<string, string>)
    expect(answer.statusCode).toBe(401)
    expect(answer.headers['www-authenticate']).toMatch(/^Basic /)
    expect(answer.json()).toMatchObject({ type: 'urn:icms:problem:not-signed-in' })
  }
  expect((await put(basic('demo-fax-gateway', 'demonstration'))).statusCode).toBe(403)
  expect(logged()).not.toContain('demonstration')
})

test('a digest is good once, at every process, within five minutes of our time', async () => {
  expect((await put(wsse(at(0), 'one'))).json()).toEqual({ kind: 'machine', id: 'demo-scan-station' })
  expect((await put(wsse(at(0), 'one'))).statusCode).toBe(401)
  const other = await createTestServer(
    server => void server.put('/scan/x', { onRequest: requireMachine(demonstrationMachines, 'scan') }, machineActor),
    deployment,
    clock,
    memory,
  )
  expect((await other.server.inject({ method: 'PUT', url: '/scan/x', headers: wsse(at(0), 'one') })).statusCode).toBe(
    401,
  )
  await other.server.close()
  expect((await put(wsse(at(0), 'two'))).statusCode).toBe(200)
  expect((await put(wsse(at(4.9), 'three'))).statusCode).toBe(200)
  expect((await put(wsse(at(-5.1), 'four'))).statusCode).toBe(401)
  expect((await put(wsse(at(5.1), 'five'))).statusCode).toBe(401)
  expect((await put(wsse('yesterday', 'six'))).statusCode).toBe(401)
  expect((await put(wsse(at(0), 'seven', 'guessed'))).statusCode).toBe(401)
})

test('failed proofs of an address are limited like sign-ins', async () => {
  clock.advanceTo(clock.now() + 61_000)
  const answers: number[] = []
  for (let i = 0; i <= 30; i += 1) answers.push((await put(basic('demo-scan-station', `guess ${i}`))).statusCode)
  expect(answers).toEqual([...Array.from({ length: 30 }, () => 401), 429])
})
