import type { Act } from './acts.ts'
import type { Fault } from './plan.ts'

/** The time in Hong Kong, as people read it. */
const hongKongTime = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

const line = (id: number, at: number, what: string) => ({
  id,
  at,
  text: `${String(id).padStart(4)}  ${hongKongTime(at)}  ${what}`,
})

export function describeAct({ id, at, deed }: Act) {
  switch (deed.by) {
    case 'command':
      return line(id, at, `${deed.actor.kind} sends ${deed.type} for ${deed.key}`)
    case 'repeat':
      return line(id, at, `act ${deed.of} again${deed.otherBody ? ' with another body' : ''}`)
    case 'court':
      return line(
        id,
        at,
        `court sends ${deed.message.type} ${deed.message.sourceId}${deed.message.isGarbled ? ', garbled' : ''}`,
      )
    case 'poison':
      return line(id, at, `bytes that nobody can read on ${deed.topic} for ${deed.key}`)
    case 'operator':
      return line(id, at, `operator: ${deed.action} what holds ${deed.key} in ${deed.service}`)
  }
}

export function describeFault(fault: Fault) {
  const { id, at, what } = fault
  switch (fault.what) {
    case 'crash':
      return line(id, at, `process ${fault.process} dies at '${fault.step}' and is away for ${fault.downMs} ms`)
    case 'sleep':
      return line(id, at, `process ${fault.process} sleeps at '${fault.step}' for ${fault.asleepMs} ms`)
    case 'flush':
      return line(id, at, 'the read side loses everything')
    case 'stall':
      return line(id, at, `${fault.topic} does not come to ${fault.service} for ${fault.awayMs} ms`)
    default:
      return line(id, at, `${what} away for ${fault.awayMs} ms`)
  }
}
