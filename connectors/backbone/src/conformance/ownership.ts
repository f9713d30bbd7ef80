import { expect } from 'vitest'
import type { TaskStore } from '../port.ts'
import type { CommitStep } from '../probe.ts'
import {
  add,
  eventually,
  expectExactlyOnce,
  makeTallyRig,
  runTally,
  seen,
  startProcess,
  tell,
  toldRecord,
} from './kit.ts'
import type { Promised } from './promises.ts'
import { tally } from './tally.ts'

/** A probe that stops at a step until it is let go: what SIGSTOP does to a process. */
function stopAt(step: CommitStep, when: () => boolean) {
  let wake = () => {}
  const asleep = Promise.withResolvers<void>()
  return {
    asleep: asleep.promise,
    wake: () => wake(),
    probe: (at: CommitStep) => {
      if (at !== step || !when()) return
      asleep.resolve()
      return new Promise<void>(resolve => {
        wake = resolve
      })
    },
  }
}

/** The same store, as a deployment with another partition count would open it. */
function withPartitions(store: TaskStore, partitions: number): TaskStore {
  return {
    service: store.service,
    partition: store.partition,
    partitioner: store.partitioner,
    restoreMs: store.restoreMs,
    partitions,
    commit: commit => store.commit(commit),
    ends: () => store.ends(),
    failed: error => store.failed(error),
  }
}

export const ownership: readonly Promised[] = [
  ...(['before-commit', 'written', 'committed'] as const).map(
    step =>
      ({
        title: `a zombie that slept at '${step}' and wakes after another took over changes nothing, the read side included`,
        run: async makeRig => {
          const rig = await makeTallyRig(makeRig, 1)
          let armed = false
          const stop = stopAt(step, () => armed)
          const zombie = await startProcess(rig, { probe: stop.probe })
          await tell(zombie, 'a', add(1), 'in-1')
          await expectExactlyOnce(rig, zombie, [{ key: 'a', id: 'in-1' }])
          armed = true
          await tell(zombie, 'a', add(1), 'in-2')
          await stop.asleep
          armed = false
          const heir = await startProcess(rig)
          if (rig.can['several-instances'] === true) void zombie.kill()
          await tell(heir, 'a', add(1), 'in-3')
          const all = ['in-1', 'in-2', 'in-3'].map(id => ({ key: 'a', id }))
          await expectExactlyOnce(rig, heir, all)
          stop.wake()
          await new Promise(resolve => setTimeout(resolve, 300))
          await tell(heir, 'a', add(1), 'in-4')
          await expectExactlyOnce(rig, heir, [...all, { key: 'a', id: 'in-4' }])
          await eventually(async () => {
            const found = await heir.backbone.readSide.get('tally', 'tallies', 'a')
            expect(found).toMatchObject({ state: 'ready', found: { data: { total: 4, count: 4 } } })
          })
          await rig.stop()
        },
      }) satisfies Promised,
  ),
  {
    title:
      'two instances share the partitions, inputs of one partition stay together, one dies and the other takes over',
    needs: ['several-instances'],
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 4)
      const one = await startProcess(rig)
      const two = await startProcess(rig)
      await eventually(async () => {
        const open = [await one.running.status(), await two.running.status()].map(s => s.open.length)
        expect(open.toSorted()).toEqual([2, 2])
      })
      const told = Array.from({ length: 60 }, (_, i) => ({ key: `k${i % 15}`, id: `in-${i}` }))
      for (const [i, { key, id }] of told.slice(0, 30).entries())
        await tell(one, key, add(1), id, { topic: i % 2 === 0 ? 'source.events.v1' : 'second.events.v1' })
      await eventually(async () => expect((await seen(rig, one)).length).toBe(30))
      const perKey = new Map<string, number[]>()
      for (const s of await seen(rig, one)) perKey.set(s.key, [...(perKey.get(s.key) ?? []), s.data.count as number])
      for (const counts of perKey.values()) expect(counts).toEqual(counts.map((_, i) => i + 1))
      await two.kill()
      for (const { key, id } of told.slice(30)) await tell(one, key, add(1), id)
      await eventually(async () => {
        const all = await seen(rig, one)
        expect(new Set(all.map(s => s.cause)).size).toBe(60)
        expect(all.length).toBe(60)
        expect((await one.running.status()).open.length).toBe(4)
      })
      await rig.stop()
    },
  },
  {
    title: 'a task that was opened with another partition count is refused',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const one = await startProcess(rig)
      await tell(one, 'a', add(1), 'in-1')
      await expectExactlyOnce(rig, one, [{ key: 'a', id: 'in-1' }])
      await one.close()
      const other = await rig.instance()
      const refused: unknown[] = []
      const open: typeof other.backbone.run = (membership, opener) =>
        other.backbone.run(membership, (store, restored) =>
          opener(withPartitions(store, 7), restored).catch(error => {
            refused.push(error)
            throw error
          }),
        )
      const running = await runTally(rig, { ...other.backbone, run: open })
      await eventually(() =>
        expect(refused[0]).toMatchObject({
          code: 'Incompatible',
          message: expect.stringMatching(/partitions 1, now it is 7/),
        }),
      )
      await running.stop()
      await rig.stop()
    },
  },
  {
    title: 'an older build does not open a task whose states a newer one wrote',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const newer = await startProcess(rig, { service: { ...tally, stateVersion: 2 } })
      await tell(newer, 'a', add(1), 'in-1')
      await expectExactlyOnce(rig, newer, [{ key: 'a', id: 'in-1' }])
      await newer.close()
      const older = await startProcess(rig)
      await older.backbone.publish([toldRecord(older, 'a', add(1), 'in-2')])
      await new Promise(resolve => setTimeout(resolve, 700))
      expect((await seen(rig, older)).length).toBe(1)
      expect((await older.running.status()).open).toEqual([])
      await older.close()
      const again = await startProcess(rig, { service: { ...tally, stateVersion: 2 } })
      await expectExactlyOnce(rig, again, [
        { key: 'a', id: 'in-1' },
        { key: 'a', id: 'in-2' },
      ])
      await rig.stop()
    },
  },
]
