import { type Aggregate, aggregate } from '@icms/backbone/aggregate'
import { operationsSchemas, runtimeSchema, stateSchemas } from '@icms/backbone/conformance/runtime-schemas'
import { buildType, field, record } from '@icms/backbone/conformance/tally'
import { contractsFrom } from '@icms/backbone/contracts'
import { operationsTopic } from '@icms/backbone/operations-events'
import { type Service, topicsOf } from '@icms/backbone/service'

/**
 * The smallest service there can be: it counts the messages of each key in a state of 500 bytes and tells each message
 * on.
 */

export type Ping = { readonly id: string; readonly sentAt: number; readonly filler: Uint8Array }
type Counter = { readonly bytes: Uint8Array }
type Told = { readonly type: 'Ping'; readonly data: Ping }

const stateBytes = 500

const counter: Aggregate<Counter, Told, Told> = {
  name: 'counter',
  state: 'hop.Counter',
  inputs: [{ topic: 'in', types: ['Ping'] }],
  outputs: ['Ping'],
  decide: input => (input.type === 'Ping' ? [input] : []),
  evolve: state => {
    const bytes = Buffer.allocUnsafe(stateBytes)
    if (state) bytes.set(state.bytes.subarray(0, stateBytes))
    else bytes.fill(0)
    bytes.writeUInt32BE(bytes.readUInt32BE() + 1)
    return { bytes }
  },
}

export const hopService: Service = { name: 'hop', stateVersion: 1, aggregates: [aggregate(counter)] }

const counted = { ...record('Counter', [field('bytes', 'bytes')]), namespace: 'hop' }
const { state, deadLetters, replays } = topicsOf(hopService.name)
const listed = (topic: string, namespace: string) => (schema: object) => ({
  ...{ topic, schema },
  fullName: `${namespace}.${(schema as { name: string }).name}`,
})

/** What is said on its topics; `ping` is the Avro schema of `hop.Ping`. */
export const hopContracts = (ping: object) =>
  contractsFrom(
    [
      { topic: 'in', fullName: 'hop.Ping', schema: ping },
      { topic: 'out', fullName: 'hop.Ping', schema: ping },
      { topic: state, fullName: 'hop.Counter', schema: counted },
      ...stateSchemas().map(listed(state, 'icms.backbone')),
      listed(deadLetters, 'icms.backbone')(runtimeSchema('DeadLetter')),
      listed(replays, 'icms.backbone')(runtimeSchema('ResolveDeadLetter')),
      ...operationsSchemas().map(listed(operationsTopic, 'icms.operations')),
    ],
    buildType,
    ['in'],
  )
