import { BackboneError } from '@icms/backbone/errors'
import type { HostedService } from '@icms/backbone/host'
import type { Found, Page } from '@icms/backbone/port'
import { noReference, type Reference } from '@icms/backbone/reference'
import { fixedReference } from '@icms/backbone/reference-source'
import type { TaskStanding } from '@icms/backbone/task-standing'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { createMetrics } from './metrics.ts'
import { readinessEdge } from './readiness.ts'

const seeded: Reference = {
  version: 1,
  entries: kind => [{ id: kind, kind, effectiveFrom: '2023-01-01', recordedAt: 0, content: {} }],
}
const whole: Found<Page> = { state: 'ready', found: { rows: [] } }
const standing: TaskStanding = {
  ...{ partition: 0, states: 1, deadLetters: 0, heldKeys: 0, callsRunning: 0, timersOverdue: 0, keys: [] },
  waitsForRegistry: false,
}

type Given = {
  readonly status?: HostedService['status']
  readonly standings?: readonly TaskStanding[]
  readonly list?: () => Promise<Found<Page>>
  readonly reference?: Reference
  readonly troubles?: readonly string[]
}

/** What `/readyz` answers of a gateway that hosts vetting. */
async function askedReady({ status, standings = [standing], list, reference = seeded, troubles = [] }: Given) {
  const vetting = { stop: async () => {}, status: status ?? open, standings: () => standings }
  const server = fastify()
  await server.register(
    readinessEdge({
      ...{ running: new Map([['vetting', vetting]]), metrics: createMetrics(), reference: fixedReference(reference) },
      ...{ readSide: { list: list ?? (async () => whole) }, clock: { now: () => 0 }, troubles: () => troubles },
    }),
  )
  const answer = await server.inject('/readyz')
  await server.close()
  const { missing, troubles: told } = answer.json() as { missing: string[]; troubles: string[] }
  return { status: answer.statusCode, missing, ...(told.length > 0 && { troubles: told }) }
}

const open = async () => ({ open: [0], lag: [] })
const away = (what: string, said: string) => () =>
  Promise.reject(new BackboneError('NotNow', `${what} (${said})`, new Error(said)))

test('what lacks nothing is ready', async () => {
  expect(await askedReady({})).toEqual({ status: 200, missing: [] })
})

test('what one way in cannot do just now is told, and the rest is ready', async () => {
  const troubles = ['drop folder: it cannot be read or written (EROFS)']
  expect(await askedReady({ troubles })).toEqual({ status: 200, missing: [], troubles })
})

test.each<[string, Given]>([
  ['reference data: no calendar or notices yet', { reference: noReference }],
  ['vetting: no partition has fallen to this process', { status: async () => ({ open: [], waiting: [], lag: [] }) }],
  [
    'vetting/3: not open yet, its states are being restored',
    { status: async () => ({ open: [0], waiting: [{ partition: 3, why: 'its states are being restored' }], lag: [] }) },
  ],
  ['vetting/0: waits for the schema registry', { standings: [{ ...standing, waitsForRegistry: true }] }],
  ['vetting: what its pages show is being written again', { list: async () => ({ state: 'rebuilding' }) }],
  ['vetting: the read side does not answer', { list: away('the read side does not answer', 'connect 10.0.0.9:6379') }],
  ['vetting: the broker did not take it', { status: away('the broker did not take it', 'broker-1.internal') }],
  ['vetting: the broker does not answer within 2 s', { status: () => new Promise(() => {}) }],
])('says what is missing in words of its own: %s', async (said, given) => {
  expect(await askedReady(given)).toEqual({ status: 503, missing: [said] })
})
