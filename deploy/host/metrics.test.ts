import { readdirSync, readFileSync } from 'node:fs'
import type { HostedService } from '@icms/backbone/host'
import type { TaskStanding } from '@icms/backbone/task-standing'
import { expect, test } from 'vitest'
import { metricNames, metricTable, metricTableText } from './metric-table.ts'
import { createMetrics } from './metrics.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const none = new Map<string, HostedService>()

const task: TaskStanding = {
  ...{ partition: 0, states: 7, deadLetters: 1, heldKeys: 1, callsRunning: 2, waitsForRegistry: false },
  ...{ timersOverdue: 3, keys: [{ aggregate: 'mail', standing: 'WAITING', count: 5 }] },
}

function hosting(status: HostedService['status'], ...standings: TaskStanding[]) {
  return new Map([['email', { stop: async () => {}, status, standings: () => standings }]])
}

test('the table in the README is that of the metrics; print it with: node deploy/bin/print-metrics.ts', () => {
  expect(readme).toContain(`${metricTableText()}\n`)
})

test('what is shown is what the table says, with its kind', async () => {
  const text = await createMetrics().text(none, 0)
  const shown = [...text.matchAll(/^# TYPE (icms_\w+) (\w+)$/gm)].map(([, name, kind]) => [name, kind])
  expect(shown).toEqual(metricNames.map(name => [name, metricTable[name].kind]))
})

test('names have base units, counters end in _total, and no label is an id', () => {
  for (const name of metricNames) {
    const { kind, labels } = metricTable[name]
    expect([name, name.endsWith('_total')]).toEqual([name, kind === 'counter'])
    if (kind === 'histogram') expect(name).toMatch(/_seconds$/)
    expect(name).not.toMatch(/_(ms|millis|minutes|hours|percent)(_|$)/)
    expect(labels.filter(label => /id|key$/i.test(label))).toEqual([])
  }
})

test('what tasks signal is counted and timed under the labels of its metric', async () => {
  const metrics = createMetrics()
  metrics.signal({ service: 'vetting', name: 'inputs', count: 3, labels: { topic: 'intake-web.events.v1' } })
  metrics.signal({ service: 'vetting', name: 'commits', count: 1, seconds: 0.004 })
  metrics.signal({ service: 'email', name: 'effects', count: 1, labels: { kind: 'send-mail', outcome: 'in-doubt' } })
  metrics.signal({ service: 'email', name: 'reports', count: 2, labels: { outcome: 'report' } })
  metrics.answered({ method: 'GET', route: '/apply/:id', status: 200, ms: 12 })
  const text = await metrics.text(none, 0)
  expect(text).toContain('icms_inputs_total{service="vetting",topic="intake-web.events.v1"} 3')
  expect(text).toContain('icms_commit_duration_seconds_bucket{le="0.005",service="vetting"} 1')
  expect(text).toContain('icms_effects_total{service="email",kind="send-mail",outcome="in-doubt"} 1')
  expect(text).toContain('icms_mail_reports_total{outcome="report"} 2')
  expect(text).toContain('icms_http_request_duration_seconds_count{method="GET",route="/apply/:id",status="200"} 1')
})

test('what is open here is added up; what is not known has no sample', async () => {
  const lag = [
    { topic: 'a', partition: 0, lag: 0 },
    { topic: 'a', partition: 1, lag: 4, oldestAt: 1_000 },
    { topic: 'a', partition: 2, lag: 9 },
  ]
  const metrics = createMetrics()
  const status = async () => ({ open: [0, 1], waiting: [{ partition: 2, why: 'restoring' }], lag })
  const text = await metrics.text(hosting(status, task, { ...task, partition: 1 }), 61_000)
  expect(text).toContain('icms_dead_letters_open{service="email"} 2')
  expect(text).toContain('icms_keys{service="email",aggregate="mail",standing="WAITING"} 10')
  expect(text).toContain('icms_timers_overdue{service="email"} 6')
  expect(text).toContain('icms_partitions_waiting{service="email"} 1')
  const ages = text.split('\n').filter(line => line.startsWith('icms_input_oldest_age_seconds{'))
  expect(ages.map(line => line.split(' ')[1])).toEqual(['0', '60'])
  const away = await metrics.text(
    hosting(() => Promise.reject(new Error('away')), task),
    0,
  )
  expect(away).not.toMatch(/^icms_input_lag_messages\{|^icms_partitions_waiting\{/m)
  expect(away).toContain('icms_partitions_open{service="email"} 1')
  expect(away).toContain('icms_keys{service="email",aggregate="mail",standing="WAITING"} 5')
  metrics.silence('intake-web', 'web', 3_600_000)
  expect(await metrics.text(none, 0)).toContain('icms_channel_silence_seconds{service="intake-web",channel="web"} 3600')
  metrics.silence('intake-web', 'web', undefined)
  expect(await metrics.text(none, 0)).not.toMatch(/^icms_channel_silence_seconds\{/m)
})

test('every alert goes by metrics that there are, and says what to do', () => {
  const folder = new URL('../alerts/', import.meta.url)
  for (const file of readdirSync(folder)) {
    const text = readFileSync(new URL(file, folder), 'utf8')
    const named = new Set([...text.matchAll(/\bicms_\w+?(?=_(?:bucket|sum|count)\b|\b)/g)].map(([name]) => name))
    expect([...named].filter(name => !metricNames.includes(name as (typeof metricNames)[number]))).toEqual([])
    const count = (of: RegExp) => text.match(of)?.length ?? 0
    expect(count(/^ {6}- alert: Icms\w+$/gm)).toBeGreaterThan(5)
    for (const part of [/^ {8}expr: /gm, /^ {8}for: \d+[smh]$/gm, /^ {10}summary: /gm, /^ {10}action: /gm])
      expect([part.source, count(part)]).toEqual([part.source, count(/^ {6}- alert: /gm)])
  }
})
