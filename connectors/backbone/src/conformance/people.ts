import { type Aggregate, aggregate } from '../aggregate.ts'
import { contractsFrom, type ListedRecord } from '../contracts.ts'
import { keyringTopic } from '../keyring-topic.ts'
import { operationsTopic } from '../operations-events.ts'
import type { Service } from '../service.ts'
import { topicsOf } from '../service.ts'
import { operationsSchemas, runtimeSchema, stateSchemas } from './runtime-schemas.ts'
import { buildType, field, record } from './tally.ts'

/** A service that holds personal data: a register tells it of people, and it keeps the last name of each. */
export type Reported = { register: string; personId: string; name: string; wakeAt: number | null }
type Named = { personId: string; name: string; count: number }
type State = { personId: string; name: string; count: number; wakeAt: number | null }

type In = { type: 'Reported'; data: Reported }
type Out = { type: 'PersonNamed'; data: Named } | { type: 'WakeSet'; data: { personId: string; at: number | null } }

const person: Aggregate<State, In, Out> = {
  name: 'person',
  state: 'icms.people.PersonState',
  inputs: [{ topic: 'register.events.v1', types: ['Reported'] }],
  outputs: ['PersonNamed', 'WakeSet'],
  decide(input, state, { key }) {
    const count = (state?.count ?? 0) + 1
    if (input.type === 'EffectSettled') return []
    const wake: Out = { type: 'WakeSet', data: { personId: key, at: null } }
    if (input.type === 'TimerFired')
      return [{ type: 'PersonNamed', data: { personId: key, name: state?.name ?? '', count } }, wake]
    const { name, wakeAt } = input.data
    const named: Out = { type: 'PersonNamed', data: { personId: key, name, count } }
    return wakeAt === null ? [named] : [named, { type: 'WakeSet', data: { personId: key, at: wakeAt } }]
  },
  evolve(state, output) {
    const before = state ?? { personId: output.data.personId, name: '', count: 0, wakeAt: null }
    return output.type === 'WakeSet' ? { ...before, wakeAt: output.data.at } : { ...before, ...output.data }
  },
  due: ({ wakeAt }) => (wakeAt === null ? [] : [{ name: 'wake', at: wakeAt }]),
  rows: ({ name, count }, key) => [
    { table: 'people', id: key, data: { name, count }, indexes: { all: { value: 'ALL', order: count } } },
  ],
}

export const people: Service = { name: 'people', stateVersion: 1, aggregates: [aggregate(person)] }

const about = (subject: string, name: string, fields: object[]) => ({
  ...record(name, fields),
  namespace: 'icms.people',
  subject,
})
const personal = (name: string) => field(name, 'string', { personal: true })
const maybeLong = (name: string) => field(name, ['null', 'long'], { default: null })

const schemas: Record<string, object[]> = {
  'register.events.v1': [
    about('register', 'Reported', [
      field('register', 'string'),
      field('personId', 'string'),
      personal('name'),
      maybeLong('wakeAt'),
    ]),
  ],
  'people.events.v1': [
    about('personId', 'PersonNamed', [field('personId', 'string'), personal('name'), field('count', 'long')]),
    about('personId', 'WakeSet', [field('personId', 'string'), maybeLong('at')]),
  ],
  'people.state.v1': [
    about('personId', 'PersonState', [
      field('personId', 'string'),
      personal('name'),
      field('count', 'long'),
      maybeLong('wakeAt'),
    ]),
    ...stateSchemas(),
  ],
  'people.dead-letter.v1': [runtimeSchema('DeadLetter')],
  'people.replays.v1': [runtimeSchema('ResolveDeadLetter')],
  [operationsTopic]: operationsSchemas(),
  [keyringTopic]: ['DataKey', 'SubjectErased'].map(runtimeSchema),
}

const listed: ListedRecord[] = Object.entries(schemas).flatMap(([topic, records]) =>
  records.map(schema => {
    const { namespace, name } = schema as { namespace: string; name: string }
    return { topic, fullName: `${namespace}.${name}`, schema }
  }),
)

export const peopleContracts = contractsFrom(listed, buildType)
const compacted = [topicsOf('people').state, keyringTopic]
export const peopleTopics = Object.keys(schemas).map(name => ({ name, compacted: compacted.includes(name) }))
