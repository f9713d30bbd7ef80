import type { Clock } from '@icms/backbone/clock'
import { operationsTables } from '@icms/backbone/dead-letters'
import { whyOf } from '@icms/backbone/errors'
import type { HostedService } from '@icms/backbone/host'
import type { ReadSide } from '@icms/backbone/port'
import type { ReferenceSource } from '@icms/backbone/runtime'
import { isReferenceReady } from '@icms/reference-data/reference-view'
import type { FastifyPluginAsync } from 'fastify'
import type { Metrics } from './metrics.ts'
import { promptly } from './prompt-answer.ts'

type Parts = {
  readonly running: ReadonlyMap<string, HostedService>
  readonly metrics: Metrics
  readonly reference: ReferenceSource
  readonly readSide: Pick<ReadSide, 'list'>
  readonly clock: Pick<Clock, 'now'>
  /** What one way in or out cannot do just now: the process is ready for all else, so it is told and no reason to go around it. */
  readonly troubles?: () => readonly string[]
}

/** Probes and metrics: `/healthz` while the process answers, `/readyz` with what is missing, `/metrics` for Prometheus. */
export function readinessEdge({ running, metrics, reference, readSide, clock, troubles }: Parts): FastifyPluginAsync {
  return async server => {
    server.get('/healthz', { config: { anyHost: true, json: true } }, () => ({ status: 'alive' }))

    server.get('/readyz', { config: { anyHost: true, json: true } }, async (_, reply) => {
      const found = await Promise.all(Array.from(running, ([service, hosted]) => lacking(service, hosted, readSide)))
      const missing = found.flat()
      if (!isReferenceReady(reference.current())) missing.unshift('reference data: no calendar or notices yet')
      return reply
        .code(missing.length === 0 ? 200 : 503)
        .send({ status: missing.length === 0 ? 'ready' : 'waiting', missing, troubles: troubles?.() ?? [] })
    })

    server.get('/metrics', { config: { anyHost: true } }, async (_, reply) =>
      reply.type(metrics.contentType).send(await metrics.text(running, clock.now())),
    )
  }
}

/** What a service lacks here, one line each. */
async function lacking(
  service: string,
  hosted: Pick<HostedService, 'status' | 'standings'>,
  readSide: Pick<ReadSide, 'list'>,
): Promise<string[]> {
  const missing: string[] = []
  try {
    const { open, waiting = [] } = await promptly(hosted.status(), 'the broker')
    for (const { partition, why } of waiting) missing.push(`${service}/${partition}: not open yet, ${why}`)
    if (open.length + waiting.length === 0) missing.push(`${service}: no partition has fallen to this process`)
  } catch (error) {
    missing.push(`${service}: ${whyOf(error)}`)
  }
  for (const { partition, waitsForRegistry } of hosted.standings())
    if (waitsForRegistry) missing.push(`${service}/${partition}: waits for the schema registry`)
  try {
    const query = { table: operationsTables.heldKeys, index: 'all', value: 'ALL', limit: 1 }
    const { state } = await promptly(readSide.list(service, query), 'the read side')
    if (state === 'rebuilding') missing.push(`${service}: what its pages show is being written again`)
  } catch (error) {
    missing.push(`${service}: ${whyOf(error)}`)
  }
  return missing
}
