import { pause } from '@icms/backbone/clock'
import type { CommandResult } from '@icms/backbone/edge'
import { isBackboneError } from '@icms/backbone/errors'
import type { DocumentStore } from '@icms/backbone/documents'
import type { MemoryWorld } from '@icms/backbone/memory/memory-world'
import { header } from '@icms/backbone/record'
import type { Act, Deed } from './acts.ts'
import type { SimulatedTime } from './fault-injection.ts'
import type { Facts } from './facts.ts'
import type { Observation } from './observation.ts'
import type { SimulatedProcess } from './simulated-gateway.ts'

/** An answer that somebody got: what the gateway says now holds for ever. */
export type Acknowledged = {
  readonly id: string
  readonly service: string
  readonly type: string
  readonly key: string
  readonly result: CommandResult
  readonly isRepeat: boolean
  /** Whether the same id was used with another body. */
  readonly otherBody: boolean
  readonly now: number
}

export type Work = {
  readonly seed: number
  readonly time: SimulatedTime
  readonly world: MemoryWorld
  readonly facts: Facts
  readonly observation: Observation
  readonly documents: DocumentStore
  /** A process that answers, by any number. */
  readonly anyProcess: (place: number) => SimulatedProcess | undefined
  readonly openDeadLetter: (
    service: string,
    key: string,
  ) => { readonly id: string; readonly partition: number } | undefined
  /** Called before somebody does something with a key. */
  readonly before: (key: string) => void
  readonly acknowledged: (answer: Acknowledged) => void
}

type Sent = { readonly deed: Extract<Deed, { by: 'command' }>; readonly data: object; isAnswered: boolean }

/** An edge answers within a second, or says that it was received: what takes longer takes minutes here. */
const waitMsMax = 1_000

/** People ask again after a while, and then less and less often. */
const againMs = (tries: number) => Math.min(20_000 * 2 ** tries, 12 * 3_600_000)

/** Does what is on the plan, each at its time. People who got no answer ask again under the same id. */
export function putToWork(acts: readonly Act[], work: Work) {
  const { seed, time, world, facts, observation } = work
  const { clock } = time
  const sent = new Map<number, Sent>()
  const asking = new Set<string>()
  let done = 0

  async function send(id: string, place: number, command: Sent, how: { isRepeat: boolean; otherBody: boolean }) {
    const { service, type, key, actor } = command.deed
    const data = how.otherBody ? { ...command.data, ...changeOf(command.data) } : command.data
    asking.add(id)
    for (let tries = 0; ; tries++) {
      const process = work.anyProcess(place + tries)
      const result = process && (await resultFrom(process, { id, service, type, key, data, actor }))
      if (result && result.kind !== 'pending') {
        observation.tell(`answered ${id} ${type} ${JSON.stringify(outputTypes(result))}`)
        if (!how.otherBody) command.isAnswered = true
        work.acknowledged({ id, service, type, key, result, ...how, now: clock.now() })
        break
      }
      await pause(clock, againMs(tries))
    }
    asking.delete(id)
  }

  async function perform({ id, deed }: Act) {
    if (deed.by === 'command') work.before(deed.key)
    const commandId = `act-${seed}-${id}`
    switch (deed.by) {
      case 'command': {
        const data = deed.data(facts, clock.now())
        if (!data) return
        for (const { subjectId, documentId, content } of deed.files ?? [])
          await work.documents.put(subjectId, documentId, Buffer.from(content))
        const command: Sent = { deed, data, isAnswered: false }
        sent.set(id, command)
        return send(commandId, id, command, { isRepeat: false, otherBody: false })
      }
      case 'repeat': {
        const before = sent.get(deed.of)
        // Another body under the same id is refused for certain only once the first was answered.
        if (!before || (deed.otherBody && !(before.isAnswered && changeOf(before.data)))) return
        return send(`act-${seed}-${deed.of}`, id, before, { isRepeat: true, otherBody: deed.otherBody })
      }
      case 'court': {
        const { type, sourceId, foreignKey, isGarbled } = deed.message
        const topic = type === 'FilingLodged' ? 'court.filings.v1' : 'court.cases.v1'
        const value = observation.codec.encode(`icms.court.${type}`, deed.message.data(clock.now()))
        const headers = { [header.id]: sourceId, [header.source]: '/court/dc', [header.type]: `icms.court.${type}` }
        const written = { topic, key: foreignKey, value: isGarbled ? value.subarray(0, 9) : value }
        return world.log.append([{ ...written, headers, at: clock.now() }])
      }
      case 'poison': {
        const { topic, key } = deed
        const headers = { [header.id]: commandId, [header.type]: 'icms.nothing.Poison' }
        return world.log.append([{ topic, key, value: Buffer.from('not framed'), headers, at: clock.now() }])
      }
      case 'operator': {
        const letter = work.openDeadLetter(deed.service, deed.key)
        if (!letter) return
        const { id: deadLetterId, partition } = letter
        const fullName = 'icms.backbone.ResolveDeadLetter'
        const value = observation.codec.encode(fullName, { deadLetterId, action: deed.action, reason: 'simulated' })
        const headers = { [header.id]: commandId, [header.type]: fullName }
        const topic = `${deed.service}.replays.v1`
        return world.log.append([{ topic, key: deadLetterId, value, headers, at: clock.now(), partition }])
      }
    }
  }

  for (const act of acts)
    clock.at(act.at, () => {
      void perform(act).finally(() => done++)
    })

  return {
    isDone: () => done === acts.length,
    /** Commands that nobody answered yet. */
    asking: (): readonly string[] => [...asking],
    /** Sends a command that is not on the plan. */
    also: (id: string, deed: Sent['deed'], data: object) =>
      send(id, 0, { deed, data, isAnswered: false }, { isRepeat: false, otherBody: false }),
  }
}

/** Another body of the same command: its note is another. */
const changeOf = (data: object): object | undefined => ('note' in data ? { note: 'something else' } : undefined)

const outputTypes = (result: CommandResult) =>
  result.kind === 'decided' ? result.outputs.map(output => output.type) : [result.kind]

async function resultFrom(
  { commands }: SimulatedProcess,
  { service, ...command }: { service: string } & Parameters<SimulatedProcess['commands']['send']>[1],
): Promise<CommandResult | undefined> {
  try {
    return await commands.send(service, command, waitMsMax)
  } catch (error) {
    if (isBackboneError(error, 'NotNow') || isBackboneError(error, 'Closed')) return undefined
    throw error
  }
}
