import { expect } from 'vitest'
import {
  add,
  eventually,
  eventuallyWithin,
  makeTallyRig,
  morning,
  seen,
  startProcess,
  tell,
  toldRecord,
} from './kit.ts'
import type { Promised } from './promises.ts'
import type { Told } from './tally.ts'

const minute = 60_000
const setTimer = (name: string, at: number): Told => ({ verb: 'SET_TIMER', amount: 0, name, at })
const slack = 5_000

export const timers: readonly Promised[] = [
  {
    title: 'a timer fires once, at its due instant and never early, across a restart',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      await tell(one, 'a', setTimer('t1', morning + minute), 'in-1')
      await eventually(async () => expect((await seen(rig, one)).length).toBe(1))
      rig.clock.advanceTo(morning + minute - 1)
      await new Promise(resolve => setTimeout(resolve, 200))
      expect((await seen(rig, one)).filter(s => s.type === 'Rang')).toEqual([])
      rig.clock.advanceTo(morning + minute + slack)
      await eventually(async () =>
        expect((await seen(rig, one)).filter(s => s.type === 'Rang').map(s => [s.at, s.data.due])).toEqual([
          [morning + minute, morning + minute],
        ]),
      )
      await one.close()
      const two = await startProcess(rig)
      rig.clock.advanceTo(morning + 10 * minute)
      await tell(two, 'b', add(1), 'in-2')
      await eventually(async () => expect((await seen(rig, two)).filter(s => s.type === 'Tallied').length).toBe(1))
      expect((await seen(rig, two)).filter(s => s.type === 'Rang').length).toBe(1)
      await rig.stop()
    },
  },
  {
    title: 'an input that came in time is decided before the deadline, however late it is read',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const one = await startProcess(rig)
      await tell(one, 'a', setTimer('t1', morning + minute), 'in-0')
      await eventually(async () => expect((await seen(rig, one)).length).toBe(1))
      await one.close()
      const writer = await rig.instance()
      const backlog = Array.from({ length: 50 }, (_, i) =>
        toldRecord(one, 'a', add(1), `in-${i + 1}`, { at: morning + minute - 60 + i }),
      )
      await writer.backbone.publish(backlog)
      await writer.backbone.publish([toldRecord(one, 'a', add(1), 'late', { at: morning + minute + 1 })])
      rig.clock.advanceTo(morning + 10 * minute)
      const two = await startProcess(rig)
      await eventually(async () => expect((await seen(rig, two)).length).toBe(53))
      const kinds = (await seen(rig, two))
        .slice(1)
        .map(s => (s.type === 'Rang' ? `Rang after ${s.data.count}` : s.cause))
      expect(kinds).toEqual([...backlog.map(r => r.headers.ce_id), 'Rang after 50', 'late'])
      await rig.stop()
    },
  },
  {
    title: 'overdue timers fire in due order after a restart, ten thousand of them',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const one = await startProcess(rig)
      const count = 10_000
      const told = Array.from({ length: count }, (_, i) =>
        toldRecord(one, `k${i}`, setTimer('t', morning + minute + ((i * 7919) % count)), `in-${i}`),
      )
      for (let i = 0; i < count; i += 1_000) await one.backbone.publish(told.slice(i, i + 1_000))
      await eventuallyWithin(60_000)(async () => expect((await rig.records('tally.events.v1')).length).toBe(count))
      await one.close()
      rig.clock.advanceTo(morning + 60 * minute)
      const two = await startProcess(rig)
      await eventuallyWithin(60_000)(async () => expect((await rig.records('tally.events.v1')).length).toBe(2 * count))
      const rang = (await rig.records('tally.events.v1')).slice(count)
      expect(rang.map(r => r.at)).toEqual(rang.map(r => r.at).toSorted((a, b) => a - b))
      expect(new Set(rang.map(r => r.key)).size).toBe(count)
      await two.close()
      await rig.stop()
    },
  },
]
