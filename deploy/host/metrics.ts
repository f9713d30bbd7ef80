import type { Signal } from '@icms/backbone/runtime'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** Prometheus metrics of this process: what the runtime signals, by service, and the process's own. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const events = new Counter({
    name: 'icms_runtime_events_total',
    help: 'What tasks did: inputs, outputs, commits, timers, effects, repeats, skips, dead letters, holds, waits, mail reports',
    labelNames: ['service', 'event', 'detail'],
    registers: [registry],
  })
  const lag = new Gauge({
    name: 'icms_input_lag_messages',
    help: 'Messages of an input partition that were not read yet',
    labelNames: ['service', 'topic', 'partition'],
    registers: [registry],
  })
  return {
    signal: ({ service, name, count, labels }: Omit<Signal, 'partition'>) =>
      events.inc({ service, event: name, detail: labels?.reason ?? labels?.outcome ?? labels?.type ?? '' }, count),
    lag,
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

export type Metrics = ReturnType<typeof createMetrics>
