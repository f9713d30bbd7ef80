import type { RunningService } from '@icms/backbone/port'
import type { ReferenceSource } from '@icms/backbone/runtime'
import { isReferenceReady } from '@icms/reference-data/reference-view'
import type { FastifyPluginAsync } from 'fastify'
import type { Metrics } from './metrics.ts'

type Parts = {
  readonly running: ReadonlyMap<string, RunningService>
  readonly metrics: Metrics
  readonly reference: ReferenceSource
}

/** Probes and metrics: `/healthz` while the process answers, `/readyz` with what is missing, `/metrics` for Prometheus. */
export function readinessEdge({ running, metrics, reference }: Parts): FastifyPluginAsync {
  return async server => {
    server.get('/healthz', { config: { anyHost: true, json: true } }, () => ({ status: 'alive' }))

    server.get('/readyz', { config: { anyHost: true, json: true } }, async (_, reply) => {
      const missing: string[] = []
      if (!isReferenceReady(reference.current())) missing.push('reference data: no calendar or notices yet')
      for (const [service, r] of running)
        if ((await r.status()).open.length === 0) missing.push(`${service}: no partition is open here`)
      return reply
        .code(missing.length === 0 ? 200 : 503)
        .send({ status: missing.length === 0 ? 'ready' : 'waiting', missing })
    })

    server.get('/metrics', { config: { anyHost: true } }, async (_, reply) => {
      metrics.lag.reset()
      for (const [service, r] of running)
        for (const { topic, partition, lag } of (await r.status()).lag)
          metrics.lag.set({ service, topic, partition }, lag)
      return reply.type(metrics.contentType).send(await metrics.text())
    })
  }
}
