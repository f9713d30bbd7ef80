import { findings, type Judge, type Message } from './evidence.ts'

/**
 * L1: every task stands behind the last message of each of its inputs, by the positions that it committed itself, and no
 * dead letter is open.
 */
export const drained: Judge = ({ messages }) => {
  const { found, waiting } = findings('L1')
  const last = new Map<string, number>()
  const positions = new Map<string, Readonly<Record<string, number>>>()
  const deadLetters = new Map<string, Message>()
  for (const message of messages) {
    const { topic, partition, offset, type, data } = message
    last.set(`${topic}/${partition}`, offset)
    if (type === 'TaskPosition') positions.set(`${topic}/${partition}`, data.positions)
    if (topic.endsWith('.dead-letter.v1') && type === 'DeadLetter') deadLetters.set(data.deadLetterId, message)
  }
  const partitionsOf = new Map<string, number>()
  for (const place of last.keys())
    partitionsOf.set(topicOf(place), Math.max(partitionsOf.get(topicOf(place)) ?? 0, partitionOf(place) + 1))
  for (const changelog of new Set([...positions.keys()].map(topicOf))) {
    const own = [...positions].filter(([place]) => topicOf(place) === changelog)
    const inputs = new Set(own.flatMap(([, read]) => Object.keys(read)))
    for (const input of inputs)
      for (let partition = 0; partition < (partitionsOf.get(input) ?? 0); partition++) {
        const end = last.get(`${input}/${partition}`)
        const read = positions.get(`${changelog}/${partition}`)?.[input] ?? 0
        if (end !== undefined && read <= end)
          waiting(
            `${changelog.replace('.state.v1', '')} has read ${input}/${partition} to ${read}, and ${end} is there`,
          )
      }
  }
  for (const [id, { topic, data }] of deadLetters)
    if (data.status === 'OPEN') waiting(`dead letter ${id} of ${topic} is open: ${data.reason}, ${data.cause}`)
  return found
}

const topicOf = (place: string) => place.slice(0, place.lastIndexOf('/'))
const partitionOf = (place: string) => Number(place.slice(place.lastIndexOf('/') + 1))
