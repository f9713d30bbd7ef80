import { expect } from 'vitest'
import type { InputOutcome } from '../outcomes.ts'
import { header, type InRecord } from '../record.ts'
import { traceFrom, traceIdOf, traceOf } from '../tracing.ts'
import { add, eventually, makeTallyRig, morning, type Process, startProcess, tell, toldRecord } from './kit.ts'
import type { Promised } from './promises.ts'
import type { Rig } from './rig.ts'
import type { Told } from './tally.ts'

const told = (verb: Told['verb'], name: string, at = 0): Told => ({ verb, amount: 1, name, at })

/** Publishes an input that belongs to a trace; answers with it. */
async function tellTraced({ backbone, ...process }: Process, input: Told, id: string): Promise<string> {
  const trace = traceFrom(`of ${id}`)
  const record = toldRecord({ backbone, ...process }, 'a', input, id)
  await backbone.publish([{ ...record, headers: { ...record.headers, [header.trace]: trace } }])
  return trace
}

/** The one committed event of a type. */
async function eventOf(rig: Rig, type: string): Promise<InRecord> {
  return eventually(async () => {
    const found = (await rig.records('tally.events.v1')).filter(r => r.headers[header.type]?.endsWith(`.${type}`))
    expect(found).toHaveLength(1)
    return found[0]!
  })
}

export const traces: readonly Promised[] = [
  {
    title: 'what an input leads to goes on with its trace; a deadline begins one of its own',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const one = await startProcess(rig)
      const trace = await tellTraced(one, add(1), 'in-1')
      expect((await eventOf(rig, 'Tallied')).headers[header.trace]).toBe(trace)
      await tellTraced(one, told('SET_TIMER', 'soon', morning + 1_000), 'in-2')
      await eventOf(rig, 'TimerSet')
      rig.clock.advanceTo(morning + 60_000)
      const rang = await eventOf(rig, 'Rang')
      expect(traceOf(rang.headers[header.trace])).toBe(traceFrom(rang.headers[header.cause]!))
      await rig.stop()
    },
  },
  {
    title: 'a call and its result go on with the trace of what wanted it, also when the process died during the call',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const calls: (string | undefined)[] = []
      const calling = Promise.withResolvers<void>()
      const doomed = await startProcess(rig, {
        call: (_, { trace }) => {
          calls.push(trace)
          calling.resolve()
          return new Promise(() => {})
        },
      })
      const trace = await tellTraced(doomed, told('CALL', 'x'), 'in-1')
      await calling.promise
      await doomed.kill()
      await startProcess(rig, {
        call: async (_, call) => {
          calls.push(call.trace)
          return {}
        },
      })
      await eventually(async () => {
        const ended = (await rig.records('tally.events.v1')).filter(r => r.headers[header.type]?.endsWith('.CallEnded'))
        expect(ended.map(r => r.headers[header.trace])).toEqual([trace, trace])
      })
      expect(calls).toEqual([trace, trace])
      await rig.stop()
    },
  },
  {
    title: 'whoever listens is told what came of each input, with the ids to follow it by, once it is committed',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const outcomes: InputOutcome[] = []
      const alarms: InputOutcome[] = []
      const one = await startProcess(rig, { outcome: o => outcomes.push(o), alarm: o => alarms.push(o) })
      const trace = await tellTraced(one, add(1), 'in-1')
      await tell(one, 'a', told('BREAK', 'told'), 'in-2')
      await eventually(() => expect(alarms).toHaveLength(1))
      expect(outcomes).toEqual([
        {
          ...{ what: 'decided', service: 'tally', aggregate: 'tally', key: 'a', type: 'Told', id: 'in-1' },
          ...{ topic: 'source.events.v1', partition: 0, offset: 0, trace: traceIdOf(trace), outputs: ['Tallied'] },
        },
      ])
      expect(alarms[0]).toMatchObject({
        ...{ what: 'set aside', service: 'tally', key: 'a', id: 'in-2', reason: 'CORE_THREW' },
        ...{ topic: 'source.events.v1', partition: 0, offset: 1 },
      })
      expect((await rig.records('tally.dead-letter.v1'))[0]!.key).toBe(alarms[0]!.deadLetterId)
      await rig.stop()
    },
  },
]
