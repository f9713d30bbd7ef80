import { expect } from 'vitest'
import { add, eventually, expectExactlyOnce, makeTallyRig, seen, startProcess, tell, toldRecord } from './kit.ts'
import type { Promised } from './promises.ts'

export const whatLasts: readonly Promised[] = [
  {
    title: 'a task restores from a compacted changelog',
    needs: ['compaction'],
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const one = await startProcess(rig)
      const told = Array.from({ length: 400 }, (_, i) => ({ key: `k${i % 4}`, id: `in-${i}` }))
      for (let i = 0; i < 400; i += 20)
        await one.backbone.publish(told.slice(i, i + 20).map(({ key, id }) => toldRecord(one, key, add(1), id)))
      await expectExactlyOnce(rig, one, told)
      await one.close()
      await rig.compact('tally')
      const two = await startProcess(rig)
      await tell(two, 'k0', add(1), 'more')
      await expectExactlyOnce(rig, two, [...told, { key: 'k0', id: 'more' }])
      await rig.stop()
    },
  },
  {
    title: 'a broker that dies and comes back loses nothing and repeats nothing',
    alone: true,
    needs: ['broker-restart'],
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      const told = Array.from({ length: 60 }, (_, i) => ({ key: `k${i % 5}`, id: `in-${i}` }))
      for (const { key, id } of told.slice(0, 30)) await tell(one, key, add(1), id)
      await expectExactlyOnce(rig, one, told.slice(0, 30))
      const restarted = rig.restartBroker()
      await restarted
      for (const { key, id } of told.slice(30)) await eventually(() => tell(one, key, add(1), id))
      await eventually(async () => {
        const causes = (await rig.records('tally.events.v1')).map(r => r.headers.icms_cause)
        expect(new Set(causes).size).toBe(60)
      })
      await rig.stop()
    },
  },
  {
    title: 'a clean shutdown finishes what is in hand, within ten seconds, and leaves no call in doubt',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig, {
        call: () => new Promise(resolve => setTimeout(() => resolve({}), 200)),
        limits: { closeMsMax: 5_000 },
      })
      await tell(one, 'a', { verb: 'CALL', amount: 0, name: 'x', at: 0 }, 'in-1')
      await eventually(() => expect(one.signals.some(s => s.name === 'commits')).toBe(true))
      await new Promise(resolve => setTimeout(resolve, 100))
      const start = performance.now()
      await one.close()
      expect(performance.now() - start).toBeLessThan(10_000)
      const two = await startProcess(rig)
      await tell(two, 'b', add(1), 'in-2')
      await eventually(async () =>
        expect((await rig.records('tally.events.v1')).filter(r => r.headers.ce_type?.endsWith('Tallied')).length).toBe(
          1,
        ),
      )
      expect(
        (await seen(rig, two)).filter(s => s.type === 'CallEnded').map(s => [s.data.call, s.data.outcome]),
      ).toEqual([['x', 'succeeded']])
      await rig.stop()
    },
  },
  {
    title: 'a follower hears everything from the start and is caught up when all that was written has been heard',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      for (let i = 0; i < 10; i++) await tell(one, `k${i}`, add(1), `in-${i}`)
      const heard: string[] = []
      const following = await one.backbone.follow('source.events.v1', r => void heard.push(r.headers.ce_id!))
      await following.caughtUp()
      expect(heard.toSorted()).toEqual(Array.from({ length: 10 }, (_, i) => `in-${i}`).toSorted())
      await tell(one, 'k1', add(1), 'in-10')
      await eventually(() => expect(heard).toContain('in-10'))
      await following.stop()
      await rig.stop()
    },
  },
  {
    title: 'a foreign topic is handed over at least once: a refused batch comes again, a taken one does not',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      const taken: string[] = []
      let refusals = 0
      const start = () =>
        one.backbone.ingest('bridge', 'second.events.v1', records => {
          if (refusals++ === 0) return Promise.reject(new Error('not now'))
          taken.push(...records.map(r => r.headers.ce_id!))
          return Promise.resolve()
        })
      const first = await start()
      await tell(one, 'a', add(1), 'f-1', { topic: 'second.events.v1' })
      await eventually(() => expect(taken).toEqual(['f-1']))
      expect(refusals).toBeGreaterThan(1)
      await first.stop()
      await tell(one, 'a', add(1), 'f-2', { topic: 'second.events.v1' })
      const again = await start()
      await eventually(() => expect(taken).toEqual(['f-1', 'f-2']))
      await again.stop()
      await rig.stop()
    },
  },
]
