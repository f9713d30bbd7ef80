import type { HostedService } from '@icms/backbone/host'
import type { Signal } from '@icms/backbone/runtime'
import type { Answered } from '@icms/web/http-server'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { promptly } from './prompt-answer.ts'
import { type MetricName, metricNames, metricTable } from './metric-table.ts'

type Of<Kind> = { [Name in MetricName]: (typeof metricTable)[Name]['kind'] extends Kind ? Name : never }[MetricName]
type Labels = Readonly<Record<string, string | number>>

function make(name: MetricName, registry: Registry): Counter | Gauge | Histogram {
  const { kind, labels, help } = metricTable[name]
  const settings = { name, help, labelNames: labels, registers: [registry] }
  if (kind === 'counter') return new Counter(settings)
  return kind === 'gauge'
    ? new Gauge(settings)
    : new Histogram({ ...settings, buckets: [...metricTable[name].buckets] })
}

/** Counters of what the runtime signals, each with the labels of the signal that it takes. */
const counters: Partial<Record<Signal['name'], Of<'counter'>>> = {
  inputs: 'icms_inputs_total',
  skipped: 'icms_inputs_skipped_total',
  repeated: 'icms_inputs_repeated_total',
  held: 'icms_inputs_held_total',
  outputs: 'icms_outputs_total',
  'dead-letters': 'icms_dead_letters_total',
  effects: 'icms_effects_total',
  fenced: 'icms_fences_total',
  waits: 'icms_registry_waits_total',
  targets: 'icms_targets_missed_total',
  reports: 'icms_mail_reports_total',
}

const histograms: Partial<Record<Signal['name'], Of<'histogram'>>> = {
  commits: 'icms_commit_duration_seconds',
  opened: 'icms_restore_duration_seconds',
  timers: 'icms_timer_lateness_seconds',
}

/** How often Node's own metrics look at the event loop; their lags include it. Every 10 ms, as is usual, is half of what an idle process costs. */
const eventLoopMonitoringPrecision = 100

/** Metrics of this process: of the partitions that are open here, and of no other. What is not known has no sample. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision })
  const all = new Map(metricNames.map(name => [name, make(name, registry)]))
  const inc = (name: Of<'counter'>, labels: Labels, by: number) => (all.get(name) as Counter).inc(labels, by)
  const set = (name: Of<'gauge'>, labels: Labels, to: number) => (all.get(name) as Gauge).set(labels, to)
  const observe = (name: Of<'histogram'>, labels: Labels, of: number) =>
    (all.get(name) as Histogram).observe(labels, of)

  return {
    signal({ service, name, count, labels, seconds }: Omit<Signal, 'partition'>) {
      const counter = counters[name]
      const wanted: readonly string[] = counter ? metricTable[counter].labels : []
      if (counter) inc(counter, { ...(wanted.includes('service') && { service }), ...labels }, count)
      const histogram = histograms[name]
      if (histogram && seconds !== undefined) observe(histogram, { service }, Math.max(0, seconds))
    },

    answered: ({ method, route, status, ms }: Answered) =>
      observe('icms_http_request_duration_seconds', { method, route, status }, ms / 1_000),

    /** Office hours in ms; `undefined` where it is not known. */
    silence(service: string, channel: string, ms: number | undefined) {
      if (ms === undefined) (all.get('icms_channel_silence_seconds') as Gauge).remove({ service, channel })
      else set('icms_channel_silence_seconds', { service, channel }, ms / 1_000)
    },

    /** Everything as text. `now`: UTC ms. */
    async text(running: ReadonlyMap<string, HostedService>, now: number): Promise<string> {
      for (const name of standing) (all.get(name) as Gauge).reset()
      await Promise.all(Array.from(running, ([service, hosted]) => look(service, hosted, now)))
      return registry.metrics()
    },
    contentType: registry.contentType,
  }

  async function look(service: string, hosted: HostedService, now: number) {
    const tasks = hosted.standings()
    const sum = (of: (task: (typeof tasks)[number]) => number) => tasks.reduce((total, task) => total + of(task), 0)
    set(
      'icms_states',
      { service },
      sum(t => t.states),
    )
    set(
      'icms_dead_letters_open',
      { service },
      sum(t => t.deadLetters),
    )
    set(
      'icms_keys_held',
      { service },
      sum(t => t.heldKeys),
    )
    set(
      'icms_timers_overdue',
      { service },
      sum(t => t.timersOverdue),
    )
    set(
      'icms_effects_running',
      { service },
      sum(t => t.callsRunning),
    )
    for (const { aggregate, standing, count } of tasks.flatMap(t => t.keys))
      (all.get('icms_keys') as Gauge).inc({ service, aggregate, standing }, count)
    set('icms_partitions_open', { service }, tasks.length)
    const status = await promptly(hosted.status(), 'the broker').catch(() => undefined)
    if (!status) return
    if (status.waiting) set('icms_partitions_waiting', { service }, status.waiting.length)
    for (const { topic, partition, lag, oldestAt } of status.lag) {
      set('icms_input_lag_messages', { service, topic, partition }, lag)
      if (lag === 0) set('icms_input_oldest_age_seconds', { service, topic, partition }, 0)
      else if (oldestAt !== undefined)
        set('icms_input_oldest_age_seconds', { service, topic, partition }, Math.max(0, now - oldestAt) / 1_000)
    }
  }
}

/** What is looked at when it is asked for. */
const standing: readonly Of<'gauge'>[] = [
  'icms_states',
  'icms_keys',
  'icms_dead_letters_open',
  'icms_keys_held',
  'icms_timers_overdue',
  'icms_effects_running',
  'icms_partitions_open',
  'icms_partitions_waiting',
  'icms_input_lag_messages',
  'icms_input_oldest_age_seconds',
]

export type Metrics = ReturnType<typeof createMetrics>
