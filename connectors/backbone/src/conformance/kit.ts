import { expect } from 'vitest'
import { system } from '../actor.ts'
import { type Command, createCommandPort } from '../edge.ts'
import { type HostedService, type Hosting, runService } from '../host.ts'
import type { Limits } from '../limits.ts'
import type { Backbone } from '../port.ts'
import { Killed, type Probe } from '../probe.ts'
import { header, headersOf, type InRecord, type OutRecord } from '../record.ts'
import { fixedReference } from '../reference-source.ts'
import type { EffectHandler, ReferenceSource, Signal } from '../runtime.ts'
import type { Service } from '../service.ts'
import type { Instance, MakeRig, Rig } from './rig.ts'
import { type Told, tally, tallyContracts, tallyTopics } from './tally.ts'

/** 9:00 on a working Wednesday in Hong Kong. */
export const morning = Date.UTC(2023, 2, 1, 1, 0, 0)

export const makeTallyRig = (makeRig: MakeRig, partitions = 2): Promise<Rig> =>
  makeRig({ contracts: tallyContracts, topics: tallyTopics, partitions, start: morning })

export type Process = Instance & { readonly running: HostedService; readonly signals: Signal[] }

type ProcessOptions = {
  probe?: Probe
  service?: Service
  /** Name of the process in the deployment. */
  process?: string
  outcome?: Hosting['outcome']
  alarm?: Hosting['alarm']
  limits?: Partial<Limits>
  call?: EffectHandler
  reference?: ReferenceSource
}

/** A process that hosts the service under test. */
export async function startProcess(rig: Rig, options: ProcessOptions = {}): Promise<Process> {
  const instance = await rig.instance(options.probe && { probe: options.probe })
  const signals: Signal[] = []
  return { ...instance, signals, running: await runTally(rig, instance.backbone, options, signals) }
}

/** Runs the service under test on a backbone that is there. */
export function runTally(
  rig: Rig,
  backbone: Backbone,
  options: ProcessOptions = {},
  signals: Signal[] = [],
): Promise<HostedService> {
  return runService(options.service ?? tally, {
    backbone,
    ...(options.process && { process: options.process }),
    outcome: options.outcome,
    alarm: options.alarm,
    place: tallyContracts.place,
    clock: rig.clock,
    reference: options.reference ?? fixedReference(),
    effects: { call: options.call ?? (() => Promise.resolve({})) },
    limits: { closeMsMax: 500, ...options.limits },
    signal: s => signals.push(s),
  })
}

export function eventuallyWithin(timeoutMs: number) {
  return async <T>(look: () => T | Promise<T>): Promise<T> => {
    const end = performance.now() + timeoutMs
    for (;;) {
      const lookedAt = performance.now()
      try {
        return await look()
      } catch (error) {
        if (performance.now() > end) throw error
        // A look at a long log is work: what is looked for must not wait for it.
        const tookMs = performance.now() - lookedAt
        await new Promise(resolve => setTimeout(resolve, Math.max(15, tookMs)))
      }
    }
  }
}
export const eventually = eventuallyWithin(20_000)

export const add = (amount: number): Told => ({ verb: 'ADD', amount, name: '', at: 0 })

/** Records as our publishers write them. */
export function toldRecord(
  process: Process,
  key: string,
  told: Told,
  id: string,
  rest: { topic?: string; at?: number } = {},
): OutRecord {
  const fullName = 'icms.conformance.Told'
  const at = rest.at ?? morning
  const topic = rest.topic ?? 'source.events.v1'
  return {
    topic,
    key,
    value: process.backbone.codec.encode(fullName, told),
    at,
    headers: headersOf({ id, fullName, service: 'source', key, at, actor: system }),
  }
}

export async function tell(
  process: Process,
  key: string,
  told: Told,
  id: string,
  rest: { topic?: string; at?: number } = {},
) {
  await process.backbone.publish([toldRecord(process, key, told, id, rest)])
}

export type Seen = { type: string; key: string; cause: string; id: string; at: number; data: Record<string, unknown> }

/** Committed records of a topic, decoded by whichever schema wrote them. */
export async function seen(rig: Rig, process: Process, topic = 'tally.events.v1'): Promise<Seen[]> {
  const records = await rig.records(topic)
  await process.backbone.codec.prepare(records.map(r => r.value))
  return records.map(r => seenOf(process, r))
}

function seenOf(process: Process, r: InRecord): Seen {
  const { codec } = process.backbone
  const fullName = codec.nameOf(r.value!)
  const data = codec.decode(r.value!) as Record<string, unknown>
  return {
    type: fullName.split('.').at(-1)!,
    key: r.key ?? '',
    cause: r.headers[header.cause] ?? '',
    id: r.headers[header.id] ?? '',
    at: r.at,
    data,
  }
}

/** Every input had its effect once, in the order in which its key was told, whatever happened meanwhile. */
export async function expectExactlyOnce(rig: Rig, process: Process, told: readonly { key: string; id: string }[]) {
  await eventually(async () => {
    const tallied = (await seen(rig, process)).filter(s => s.type === 'Tallied')
    for (const key of new Set(told.map(t => t.key))) {
      const mine = tallied.filter(s => s.key === key)
      expect(mine.map(s => s.cause)).toEqual(told.filter(t => t.key === key).map(t => t.id))
      expect(mine.map(s => s.data.count)).toEqual(mine.map((_, i) => i + 1))
    }
    expect(new Set(tallied.map(s => s.id)).size).toBe(tallied.length)
  })
}

/** A probe that lets a process die at a step of its nth commit. */
export function dieAt(step: string, nth = 1): Probe {
  let commits = 0
  return at => {
    if (at === step && ++commits === nth) throw new Killed(`killed at ${step}`)
  }
}

export function commandsOf(process: Process, rig: Rig) {
  const port = createCommandPort(process.backbone, tallyContracts.place, rig.clock, Buffer.from('a secret of tests'))
  return {
    add: (key: string, id: string, amount: number, waitMsMax = 5_000) => {
      const command: Command = { id, type: 'Add', key, data: add(amount), actor: { kind: 'applicant', id: 'a-1' } }
      return port.send('tally', command, waitMsMax)
    },
  }
}
