import avsc from 'avsc'
import { type Aggregate, aggregate, type Outgoing } from '../aggregate.ts'
import { contractsFrom, type ListedRecord } from '../contracts.ts'
import { operationsTopic } from '../operations-events.ts'
import type { Service } from '../service.ts'
import { topicsOf } from '../service.ts'
import { operationsSchemas, runtimeSchema, stateSchemas } from './runtime-schemas.ts'

/** What the service under test is told. One record with a verb keeps the suite readable. */
export type Told = {
  verb: 'ADD' | 'SET_TIMER' | 'CALL' | 'BREAK' | 'BULK' | 'MANY' | 'GROW' | 'FIX_REFERENCE'
  amount: number
  name: string
  at: number
}
type Tallied = { total: number; count: number; at: number; reference: number; padding: string }
type Rang = { name: string; due: number; count: number }
type CallEnded = { call: string; outcome: string; code: string }
type Carried = { amount: number; from: string }
type State = {
  total: number
  count: number
  timers: { name: string; at: number }[]
  calls: { id: string; again: number }[]
  grown: string
}

type In =
  | { type: 'Told'; data: Told }
  | { type: 'Add'; data: Told }
  | { type: 'Carried'; data: Carried }
  | { type: 'Sent'; data: { to: string; amount: number } }
type Out =
  | { type: 'Tallied'; data: Tallied }
  | { type: 'Rang'; data: Rang }
  | { type: 'CallEnded'; data: CallEnded }
  | { type: 'TimerSet'; data: { name: string; at: number } }
  | { type: 'Called'; data: { name: string } }
  | { type: 'Refused'; data: { reason: string } }
  | { type: 'Grown'; data: { bytes: number } }
  | { type: 'Carried'; data: Carried }

const empty: State = { total: 0, count: 0, timers: [], calls: [], grown: '' }
/** Cores have no globals that change; this one does, so that a scenario can mend a broken core and replay. */
export const mended = new Set<string>()

export const tallyAggregate: Aggregate<State, In, Out> = {
  name: 'tally',
  state: 'icms.conformance.TallyState',
  inputs: [
    { topic: 'source.events.v1', types: ['Told'] },
    { topic: 'second.events.v1', types: ['Told'] },
    { topic: 'source.events.v1', types: ['Sent'], key: (input: { data: { to: string } }) => input.data.to },
    { topic: 'tally.commands.v1', types: ['Add'] },
    { topic: 'tally.rekeyed.v1', types: ['Carried'] },
  ],
  outputs: ['Tallied', 'Rang', 'CallEnded', 'TimerSet', 'Called', 'Refused', 'Grown', 'Carried'],
  decide(input, state = empty, context): readonly Outgoing<Out>[] {
    switch (input.type) {
      case 'TimerFired':
        return [{ type: 'Rang', data: { name: input.data.name, due: input.data.due, count: state.count } }]
      case 'EffectSettled':
        return [
          {
            type: 'CallEnded',
            data: {
              call: input.data.effect,
              outcome: input.data.outcome,
              code: typeof input.data.detail.code === 'string' ? input.data.detail.code : '',
            },
          },
        ]
      case 'Carried':
      case 'Sent':
        return [tallied(state, input.data.amount, context)]
      case 'Add':
        return input.data.amount < 0
          ? [{ type: 'Refused', data: { reason: 'NEGATIVE' } }]
          : [tallied(state, input.data.amount, context)]
      case 'Told':
        return told(input.data, state, context)
    }
  },
  evolve(state = empty, output) {
    switch (output.type) {
      case 'Tallied':
        return { ...state, total: output.data.total, count: output.data.count }
      case 'TimerSet':
        return { ...state, timers: [...state.timers.filter(t => t.name !== output.data.name), output.data] }
      case 'Rang':
        return { ...state, timers: state.timers.filter(t => t.name !== output.data.name) }
      case 'Called':
        return { ...state, calls: [...state.calls, { id: output.data.name, again: 0 }] }
      case 'CallEnded':
        return { ...state, calls: callsAfter(state.calls, output.data) }
      case 'Grown':
        return { ...state, grown: 'x'.repeat(output.data.bytes) }
      default:
        return state
    }
  },
  due: state => state.timers,
  pending: state =>
    state.calls.map(c => ({
      id: c.again === 0 ? c.id : `${c.id}.${c.again}`,
      kind: 'call',
      request: { name: c.id, again: c.again },
    })),
  rows: (state, key) => [
    {
      table: 'tallies',
      id: key,
      data: { total: state.total, count: state.count },
      indexes: { parity: { value: state.total % 2 === 0 ? 'even' : 'odd', order: state.count } },
    },
  ],
}

function tallied(state: State, amount: number, context: { at: number; reference: { version: number } }): Outgoing<Out> {
  const data = {
    total: state.total + amount,
    count: state.count + 1,
    at: context.at,
    reference: context.reference.version,
    padding: '',
  }
  return { type: 'Tallied', data }
}

function told(
  told: Told,
  state: State,
  context: { at: number; key: string; reference: { version: number } },
): readonly Outgoing<Out>[] {
  const { verb, amount, name, at } = told
  if (verb === 'SET_TIMER') return [{ type: 'TimerSet', data: { name, at } }]
  if (verb === 'CALL') return [{ type: 'Called', data: { name } }]
  if (verb === 'GROW') return [{ type: 'Grown', data: { bytes: amount } }]
  if (verb === 'BREAK' && !mended.has(name)) throw new Error('the core is broken on purpose')
  const first = tallied(state, amount, context)
  if (verb === 'BULK') return [{ ...first, data: { ...first.data, padding: 'x'.repeat(amount) } } as Outgoing<Out>]
  if (verb === 'MANY') return [first, { type: 'Carried', key: name, data: { amount, from: context.key } }]
  return [first]
}

/** A call in doubt is made again, once: the effect has a new id then. */
function callsAfter(calls: State['calls'], ended: CallEnded): State['calls'] {
  const [id] = ended.call.split('.')
  return calls.flatMap(c =>
    c.id !== id ? [c] : ended.outcome === 'in-doubt' && c.again < 2 ? [{ ...c, again: c.again + 1 }] : [],
  )
}

export const tally: Service = { name: 'tally', stateVersion: 1, aggregates: [aggregate(tallyAggregate)] }

export const field = (name: string, type: unknown, rest: object = {}) => ({ name, type, ...rest })
export const record = (name: string, fields: object[]) => ({
  type: 'record',
  name,
  namespace: 'icms.conformance',
  fields,
})

const toldFields = [field('verb', 'string'), field('amount', 'long'), field('name', 'string'), field('at', 'long')]
export const toldSchema = record('Told', toldFields)
const schemas: Record<string, object[]> = {
  'source.events.v1': [
    toldSchema,
    record('Sent', [field('to', 'string'), field('amount', 'long')]),
    record('Unheard', [field('noise', 'string')]),
  ],
  'second.events.v1': [toldSchema],
  'tally.commands.v1': [record('Add', toldFields)],
  'tally.rekeyed.v1': [record('Carried', [field('amount', 'long'), field('from', 'string')])],
  'tally.events.v1': [
    record('Tallied', [
      field('total', 'long'),
      field('count', 'long'),
      field('at', 'long'),
      field('reference', 'long'),
      field('padding', 'string'),
    ]),
    record('Rang', [field('name', 'string'), field('due', 'long'), field('count', 'long')]),
    record('CallEnded', [field('call', 'string'), field('outcome', 'string'), field('code', 'string')]),
    record('TimerSet', [field('name', 'string'), field('at', 'long')]),
    record('Called', [field('name', 'string')]),
    record('Refused', [field('reason', 'string')]),
    record('Grown', [field('bytes', 'long')]),
  ],
  'tally.state.v1': [
    record('TallyState', [
      field('total', 'long'),
      field('count', 'long'),
      field('timers', { type: 'array', items: record('SetTimer', [field('name', 'string'), field('at', 'long')]) }),
      field('calls', { type: 'array', items: record('OpenCall', [field('id', 'string'), field('again', 'int')]) }),
      field('grown', 'string', { default: '' }),
    ]),
    ...stateSchemas(),
  ],
  'tally.dead-letter.v1': [runtimeSchema('DeadLetter')],
  'tally.replays.v1': [runtimeSchema('ResolveDeadLetter')],
  [operationsTopic]: operationsSchemas(),
}

export const listed: ListedRecord[] = Object.entries(schemas).flatMap(([topic, records]) =>
  records.map(schema => {
    const { namespace, name } = schema as { namespace: string; name: string }
    return { topic, fullName: `${namespace}.${name}`, schema }
  }),
)

export const buildType = (schema: object) => avsc.Type.forSchema(schema as avsc.Schema, { wrapUnions: 'auto' })
export const tallyContracts = contractsFrom(listed, buildType)
export const tallyTopics = Object.keys(schemas).map(name => ({ name, compacted: name === topicsOf('tally').state }))
