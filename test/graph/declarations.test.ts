import { readdirSync, readFileSync } from 'node:fs'
import { neededBy } from '@icms/backbone/needed-schemas'
import { inputTopicsOf, topicsOf } from '@icms/backbone/service'
import { operationsTopic } from '@icms/backbone/operations-events'
import { recordsOf, topics } from '@icms/schemas/catalogue'
import { contracts, serviceNames } from '@icms/schemas/contracts'
import { exampleOf } from '@icms/schemas/example-messages'
import { expect, test } from 'vitest'
import { declarations, flowPicture, writersOf } from './declarations.ts'

const root = new URL('../../', import.meta.url)
const isForeign = (topic: string) => topic.startsWith('court.')
/** Written by the runtime of every service, and by the host. */
const isOfRuntime = (topic: string) => topic === operationsTopic

test('a service has the name of its folder, and every service folder is declared', () => {
  for (const { folder, service } of declarations) expect(folder.split('/')[1]).toBe(service.name)
  const folders = readdirSync(new URL('services/', root), { withFileTypes: true }).filter(e => e.isDirectory())
  const declared = declarations.map(d => d.folder)
  for (const { name } of folders) expect(declared).toContain(`services/${name}`)
  expect(declarations.map(d => d.service.name).toSorted()).toEqual([...serviceNames].toSorted())
})

test('a topic has one writer, and it is the one whose name the topic bears', () => {
  const written = topics().filter(t => !isForeign(t) && !isOfRuntime(t))
  for (const topic of written.filter(t => !t.endsWith('.state.v1') && !t.endsWith('.commands.v1'))) {
    const writers = writersOf(topic)
    expect(writers, `writers of ${topic}`).toHaveLength(1)
    const owner = topic === 'reference.events.v1' ? 'reference-data' : topic.replace(/\.(events|rekeyed)\.v1$/, '')
    expect(writers[0], `writer of ${topic}`).toBe(owner)
  }
})

test('no topic is without a reader or a purpose, and no input without a writer', () => {
  const edges = new Set(declarations.map(d => topicsOf(d.service.name).commands))
  for (const { service } of declarations)
    for (const aggregate of service.aggregates)
      for (const { topic, types } of aggregate.inputs) {
        const written = topics().includes(topic as typeof topics extends () => readonly (infer T)[] ? T : never)
        expect(written, `${service.name} reads ${topic}`).toBe(true)
        const known = recordsOf(topic as Parameters<typeof recordsOf>[0]).map(r => r.name)
        for (const type of types) expect(known, `${service.name} reads ${type} of ${topic}`).toContain(type)
        if (!edges.has(topic)) expect(writersOf(topic), `writers of ${topic}`).not.toEqual([])
      }
})

test('everything that a service may put out has a place, and its state a schema', () => {
  for (const { service } of declarations)
    for (const aggregate of service.aggregates) {
      for (const type of aggregate.outputs) expect(() => contracts.place(type)).not.toThrow()
      expect(contracts.typeOf(aggregate.state), `state of ${aggregate.name}`).toBeDefined()
    }
})

test('the key that an input is for is named by its example, and never depends on a personal text (I7)', () => {
  const rekeyed = declarations.flatMap(({ service }) =>
    service.aggregates.flatMap(({ inputs }) =>
      inputs.flatMap(({ topic, types, key }) => (key ? types.map(type => ({ topic, type, key })) : [])),
    ),
  )
  for (const { topic, type, key } of rekeyed) {
    const data: object = exampleOf(topic as never, type as never)
    const { fullName } = contracts.place(type)
    const blind = contracts.personalOf(fullName)?.change(data, () => 'encrypted') ?? data
    expect(key({ type, data }), `${type} of ${topic}`).toMatch(/./)
    expect(key({ type, data: blind }), `${type} of ${topic}`).toBe(key({ type, data }))
  }
})

test('what says that a target was missed, or that a channel was used, is something that the service puts out', () => {
  for (const { service } of declarations) {
    const outputs = service.aggregates.flatMap(a => a.outputs)
    for (const a of service.aggregates) for (const type of a.targets ?? []) expect(a.outputs).toContain(type)
    for (const { types } of service.channels ?? []) for (const type of types) expect(outputs).toContain(type)
  }
})

test('no task reads a foreign topic: the bridge does (design)', () => {
  for (const { service } of declarations) expect(inputTopicsOf(service).filter(isForeign)).toEqual([])
})

test('the README’s picture of the flow is what the declarations say', () => {
  const readme = readFileSync(new URL('README.md', root), 'utf8')
  const drawn = /```mermaid\n([\s\S]*?)\n```/.exec(readme)?.[1]
  expect(drawn, 'the picture in README.md; print it with: node test/graph/print-flow.ts').toBe(flowPicture())
})

test.each(declarations)(
  '$service.name knows at its start every schema that its tasks write or read, and not all',
  ({ service }) => {
    const isNeeded = neededBy([service], contracts.place, ['reference.events.v1'])
    const all = [...contracts.subjects()]
    const needed = all.filter(isNeeded)
    const has = (topic: string, type: string) =>
      needed.some(one => one.topic === topic && one.fullName.endsWith(`.${type}`))
    for (const { state, inputs, outputs } of service.aggregates) {
      expect(needed.map(({ fullName }) => fullName)).toContain(state)
      for (const type of outputs) expect(has(contracts.place(type).topic, type), type).toBe(true)
      for (const { topic, types } of inputs) for (const type of types) expect(has(topic, type), type).toBe(true)
    }
    const { state, deadLetters, replays } = topicsOf(service.name)
    for (const topic of [state, deadLetters, replays, 'keyring.v1', 'operations.events.v1', 'reference.events.v1'])
      for (const { subject } of all.filter(one => one.topic === topic))
        expect(needed.map(one => one.subject)).toContain(subject)
    expect(needed.length).toBeLessThan(all.length / 2)
  },
)
