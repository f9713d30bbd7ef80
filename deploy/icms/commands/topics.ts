import type { TopicSummary } from '../../operations/topic-summaries.ts'
import { columns } from '../columns.ts'
import { type Command, exitCode, Failure, textOf } from '../command.ts'
import { takeStep } from './deploy-step.ts'

export const topics: Command = {
  name: 'topics',
  summary: 'every topic: its messages, and how far behind each service is; --types lists its types',
  teaches: `
Lag is the number of messages that a service has not read yet, over all partitions and whichever process hosts them. On
Kafka it is what was told to the broker, a second or two ago. '?' stands for partitions of which it is not known how
far they were read: the service has not run yet.`,
  examples: ['topics', 'topics --service vetting', 'topics --lagging'],
  options: {
    service: { value: 'NAME', means: 'only what this service reads' },
    types: { means: 'the types of each topic as well' },
    lagging: { means: 'only topics that somebody has not read to the end' },
  },
  async run({ given, gateway, out }) {
    const service = textOf(given, 'service')
    const all = await gateway.get<TopicSummary[]>('/topics')
    const readers = new Set(all.flatMap(t => t.readers.map(r => r.service)))
    if (service !== undefined && !readers.has(service))
      throw new Failure('wrong', `there is no service '${service}'; there are ${[...readers].toSorted().join(', ')}`)
    const found = all
      .map(t => ({ ...t, readers: t.readers.filter(r => service === undefined || r.service === service) }))
      .filter(t => service === undefined || t.readers.length > 0)
      .filter(t => !given.lagging || t.readers.some(r => r.lag > 0))
    out.answer(found, topicsFound => lines(topicsFound, given.types === true))
    return exitCode.done
  },
}

const lines = (found: readonly TopicSummary[], withTypes: boolean): string[] =>
  found.length === 0
    ? ['none']
    : columns([
        ['topic', 'messages', 'not yet read by', ...(withTypes ? ['types'] : [])],
        ...found.map(t => [
          t.topic,
          `${t.partitions.reduce((sum, p) => sum + p.end - p.start, 0)}`,
          t.readers.map(lagText).join(', ') || '-',
          ...(withTypes ? [t.types.join(', ')] : []),
        ]),
      ])

const lagText = ({ service, lag, partitions }: TopicSummary['readers'][number]) =>
  `${service} ${lag}${partitions.some(p => p.lag === null) ? '?' : ''}`

export const topicsCreate: Command = {
  name: 'topics create',
  summary: 'deploy step on Kafka: makes the topics that are missing',
  teaches: `
Goes to the brokers that the settings name, not to a gateway. What is there already stays as it is, so it may be repeated.
Outside of development nothing else creates topics.`,
  examples: ['topics create'],
  run: ({ gateway, out }) => takeStep('topics create', gateway.settings(), out),
}
