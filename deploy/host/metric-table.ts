/** Every metric of the gateway's own: what it is, by what it is told apart, and where its buckets lie. Units are Prometheus'. */
export const metricTable = {
  icms_inputs_total: {
    kind: 'counter',
    labels: ['service', 'topic'],
    help: 'Messages that were decided, those that decided nothing included',
  },
  icms_inputs_skipped_total: {
    kind: 'counter',
    labels: ['service', 'topic', 'type'],
    help: 'Messages of a type that the service does not declare',
  },
  icms_inputs_repeated_total: {
    kind: 'counter',
    labels: ['service'],
    help: 'Commands that were answered as before, and resolutions of what was no longer open',
  },
  icms_inputs_held_total: {
    kind: 'counter',
    labels: ['service'],
    help: 'Messages that had to wait behind a dead letter of their key',
  },
  icms_outputs_total: {
    kind: 'counter',
    labels: ['service', 'topic'],
    help: 'Messages that were written by decisions',
  },
  icms_commit_duration_seconds: {
    kind: 'histogram',
    labels: ['service'],
    help: 'How long commits took that were taken; their count is that of the commits',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
  },
  icms_input_lag_messages: {
    kind: 'gauge',
    labels: ['service', 'topic', 'partition'],
    help: 'Messages of an input that were not read yet',
  },
  icms_input_oldest_age_seconds: {
    kind: 'gauge',
    labels: ['service', 'topic', 'partition'],
    help: 'Age of the first message that was not read yet; 0 where all were read, nothing where it is not known',
  },
  icms_partitions_open: { kind: 'gauge', labels: ['service'], help: 'Partitions whose tasks are open here' },
  icms_partitions_waiting: {
    kind: 'gauge',
    labels: ['service'],
    help: 'Partitions that fall to this process and are not open; /readyz says why',
  },
  icms_states: { kind: 'gauge', labels: ['service'], help: 'Entries of state in memory' },
  icms_keys: {
    kind: 'gauge',
    labels: ['service', 'aggregate', 'standing'],
    help: 'Keys by where they stand, of aggregates that say so: outbound mails by state',
  },
  icms_dead_letters_total: { kind: 'counter', labels: ['service', 'reason'], help: 'Inputs that were set aside' },
  icms_dead_letters_open: { kind: 'gauge', labels: ['service'], help: 'Dead letters that nobody has decided on' },
  icms_keys_held: { kind: 'gauge', labels: ['service'], help: 'Keys that wait behind a dead letter' },
  icms_timers_overdue: {
    kind: 'gauge',
    labels: ['service'],
    help: 'Deadlines that should have fired at least ten seconds ago',
  },
  icms_timer_lateness_seconds: {
    kind: 'histogram',
    labels: ['service'],
    help: 'How late deadlines fired; five seconds are always left to publishers',
    buckets: [1, 5, 6, 8, 10, 30, 60, 300, 3_600, 86_400],
  },
  icms_effects_total: {
    kind: 'counter',
    labels: ['service', 'kind', 'outcome'],
    help: 'Calls on the world by what came of them: succeeded, failed, in-doubt',
  },
  icms_effects_running: { kind: 'gauge', labels: ['service'], help: 'Calls on the world that run now' },
  icms_restore_duration_seconds: {
    kind: 'histogram',
    labels: ['service'],
    help: 'How long it took to open a task: fencing, restoring its states, opening it',
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300],
  },
  icms_fences_total: {
    kind: 'counter',
    labels: ['service'],
    help: 'Commits that were refused since another process had taken the task over',
  },
  icms_registry_waits_total: {
    kind: 'counter',
    labels: ['service'],
    help: 'Tries to learn a schema while the registry could not be reached',
  },
  icms_targets_missed_total: {
    kind: 'counter',
    labels: ['service', 'target'],
    help: 'Times in which the office should have acted that were over, by the event that says so',
  },
  icms_channel_silence_seconds: {
    kind: 'gauge',
    labels: ['service', 'channel'],
    help: 'Office hours since something came in by a channel last, over all processes; nothing before the first',
  },
  icms_mail_reports_total: { kind: 'counter', labels: ['outcome'], help: 'Reports on mails that came in, by kind' },
  icms_http_request_duration_seconds: {
    kind: 'histogram',
    labels: ['method', 'route', 'status'],
    help: 'How long answers took, by the pattern of their address',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  },
} as const satisfies Readonly<Record<`icms_${string}`, Metric>>

type Metric = {
  readonly kind: 'counter' | 'gauge' | 'histogram'
  readonly labels: readonly string[]
  readonly help: string
  readonly buckets?: readonly number[]
}

export type MetricName = keyof typeof metricTable

export const metricNames = Object.keys(metricTable) as readonly MetricName[]

/** The table as deploy/README.md has it. */
export const metricTableText = (): string =>
  [
    '| metric | kind | labels | |',
    '|---|---|---|---|',
    ...metricNames.map(name => {
      const { kind, labels, help } = metricTable[name]
      return `| \`${name}\` | ${kind} | ${labels.map(label => `\`${label}\``).join(', ')} | ${help} |`
    }),
  ].join('\n')
