import { header } from '@icms/backbone/record'
import { linkOf } from '@icms/backbone/audit-chain'
import type { Observed } from '../observation.ts'
import type { MakeRule } from './rule.ts'

/** What a core put out; a copy that is handed on under another key is none. */
const isOutput = ({ topic, record }: Observed) =>
  topic.endsWith('.events.v1') ||
  topic === 'court.replies.v1' ||
  (topic.endsWith('.rekeyed.v1') && record.headers[header.rekeyedFor] === undefined)

/** Each message is there once, what people were answered is there, and each key's inputs were decided in their order (I1, I6, I8). */
export const exactlyOnce: MakeRule = violate => {
  const seen = new Set<string>()
  const byCause = new Map<string, Observed[]>()
  const places = new Map<string, Observed>()
  /** By service, chain and topic: how far its inputs have been decided. */
  const decidedUpTo = new Map<string, number>()
  const answers = new Map<string, string>()

  function outputsOf(cause: string): Observed[] {
    const found = byCause.get(cause) ?? []
    byCause.set(cause, found)
    return found
  }

  function inOrder(event: Observed) {
    const service = event.topic.slice(0, -'.events.v1'.length)
    const chain = linkOf(event.record.headers)?.chain
    if (!chain || !event.cause) return
    const aggregate = chain.slice(0, chain.indexOf('/'))
    const input = places.get(`${service}.rekeyed.v1 ${event.cause} ${aggregate}`) ?? places.get(`* ${event.cause}`)
    if (!input) return
    const way = `${service} ${chain} ${input.topic}`
    if (input.offset < (decidedUpTo.get(way) ?? 0))
      violate('I6', `${event.type} of ${chain} was decided for an earlier input than the one before it`)
    decidedUpTo.set(way, input.offset)
  }

  return {
    see(event) {
      const { topic, id, type, cause, key, record } = event
      const forWhom = record.headers[header.rekeyedFor]
      const place = forWhom ? `${topic} ${id} ${forWhom}` : `* ${id}`
      if (!places.has(place)) places.set(place, event)
      else if (forWhom) violate('I6', `${type} ${id} was handed on twice for ${forWhom}`)
      if (!isOutput(event) || id.startsWith('seed-')) return
      if (seen.has(`${topic} ${id}`)) violate('I6', `${type} ${id} of ${key} is on ${topic} twice`)
      seen.add(`${topic} ${id}`)
      if (cause) outputsOf(cause).push(event)
      if (!record.headers[header.actor]) violate('I8', `${type} ${id} has no actor`)
      inOrder(event)
    },
    answered({ id, type, key, result, otherBody }) {
      if (otherBody) {
        if (result.kind !== 'conflict') violate('I6', `${type} ${id} with another body was answered '${result.kind}'`)
        return
      }
      if (result.kind !== 'decided') return violate('I6', `${type} ${id} was answered '${result.kind}'`)
      const said = result.outputs.map(output => output.type).join(' ')
      if ((answers.get(id) ?? said) !== said)
        violate('I6', `${type} ${id} of ${key} was answered '${answers.get(id)}' and then '${said}'`)
      answers.set(id, said)
    },
    drained() {
      for (const [id, said] of answers) {
        const found = (byCause.get(id) ?? []).map(event => event.type).toSorted()
        if (found.join(' ') !== said.split(' ').filter(Boolean).toSorted().join(' '))
          violate('I1', `command ${id} was answered '${said}', and '${found.join(' ')}' is on the topics`)
      }
    },
  }
}
