import { expect } from 'vitest'
import { commitSteps } from '../probe.ts'
import type { OutRecord } from '../record.ts'
import type { Signal } from '../runtime.ts'
import {
  add,
  dieAt,
  eventually,
  expectExactlyOnce,
  makeTallyRig,
  type Process,
  runTally,
  seen,
  startProcess,
  tell,
  toldRecord,
} from './kit.ts'
import { breaking, oneLetter, resolution } from './letters-kit.ts'
import type { Promised } from './promises.ts'

const keys = ['a', 'b', 'c', 'd', 'e']
const work = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ key: keys[(from + i) % keys.length]!, id: `in-${from + i}` }))

/** A record of a type that the service under test did not ask for. */
const passedOver = (process: Process, i: number): OutRecord => {
  const value = process.backbone.codec.encode('icms.conformance.Refused', { reason: 'NEGATIVE' })
  return { ...toldRecord(process, 'a', add(0), `over-${i}`), value }
}

const countOf = ({ signals }: Process, name: Signal['name']) =>
  signals.filter(signal => signal.name === name).reduce((sum, { count }) => sum + count, 0)

export const commits: readonly Promised[] = [
  ...commitSteps.map(
    step =>
      ({
        title: `a commit is all or nothing when the process is killed at step '${step}', and the next one neither skips nor repeats`,
        run: async makeRig => {
          const rig = await makeTallyRig(makeRig)
          const first = await startProcess(rig)
          const before = work(0, 20)
          for (const { key, id } of before) await tell(first, key, add(1), id)
          await expectExactlyOnce(rig, first, before)
          await first.close()

          const doomed = await startProcess(rig, { probe: dieAt(step, 2) })
          const during = work(20, 20)
          await doomed.backbone
            .publish(during.map(({ key, id }) => toldRecord(doomed, key, add(1), id)))
            .catch(() => {})
          await eventually(async () =>
            expect(await doomed.backbone.readSide.get('tally', 'tallies', 'a').catch(() => 'dead')).toBeDefined(),
          )
          await new Promise(resolve => setTimeout(resolve, 300))
          await doomed.kill()

          const next = await startProcess(rig)
          const after = work(40, 10)
          for (const { key, id } of after) await tell(next, key, add(1), id)
          await expectExactlyOnce(rig, next, [...before, ...during, ...after])
          await rig.stop()
        },
      }) satisfies Promised,
  ),
  {
    title: 'five restarts in the middle of a load lose nothing and repeat nothing',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const all = work(0, 300)
      const loader = await startProcess(rig)
      let { running } = loader
      for (let round = 0; round < 5; round++) {
        const mine = all.slice(round * 60, round * 60 + 60)
        await loader.backbone.publish(mine.map(({ key, id }) => toldRecord(loader, key, add(1), id)))
        await running.stop()
        running = await runTally(rig, loader.backbone)
      }
      await expectExactlyOnce(rig, loader, all)
      await rig.stop()
    },
  },
  {
    title: 'inputs of which nothing comes need no commit of their own: they are noted together, and after a while',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const one = await startProcess(rig, { limits: { positionMsMax: 600_000, batchInputsMax: 10 } })
      await tell(one, 'a', add(1), 'in-1')
      await eventually(() => expect(countOf(one, 'commits')).toBe(1))
      for (let i = 0; i < 10; i++) await one.backbone.publish([passedOver(one, i)])
      await eventually(() => expect(countOf(one, 'skipped')).toBe(10))
      expect(countOf(one, 'commits')).toBe(1)
      await one.backbone.publish([passedOver(one, 10)])
      await eventually(() => expect(countOf(one, 'commits')).toBe(2))
      await one.kill()

      const two = await startProcess(rig, { limits: { positionMsMax: 100 } })
      await two.backbone.publish([passedOver(two, 11)])
      await eventually(() => expect(countOf(two, 'commits')).toBe(1))
      expect(countOf(two, 'skipped')).toBe(1)
      await two.kill()

      const three = await startProcess(rig)
      await tell(three, 'a', add(1), 'in-2')
      await expectExactlyOnce(
        rig,
        three,
        ['in-1', 'in-2'].map(id => ({ key: 'a', id })),
      )
      expect(countOf(three, 'skipped')).toBe(0)
      await rig.stop()
    },
  },
  {
    title: 'a record that no aggregate wants waits behind a dead letter of its key, and is passed over in its turn',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const one = await startProcess(rig)
      await tell(one, 'a', breaking('unwanted'), 'in-1')
      const letter = await oneLetter(one)
      await one.backbone.publish([passedOver(one, 1)])
      await eventually(() => expect(countOf(one, 'held')).toBe(1))
      expect(countOf(one, 'skipped')).toBe(0)
      await one.backbone.publish([resolution(one, letter, 'DISCARD', 0)])
      await eventually(() => expect(countOf(one, 'skipped')).toBe(1))
      await rig.stop()
    },
  },
  {
    title: 'the same input makes the same ids, and every output names its cause, its actor and its time',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      await tell(one, 'a', add(5), 'in-1', { at: rig.clock.now() + 7 })
      await expectExactlyOnce(rig, one, [{ key: 'a', id: 'in-1' }])
      const [output] = await rig.records('tally.events.v1')
      expect(output!.at).toBe(rig.clock.now() + 7)
      expect(output!.headers).toMatchObject({
        ce_type: 'icms.conformance.Tallied',
        ce_source: '/icms/tally',
        icms_cause: 'in-1',
        icms_actor: 'system;id=gateway',
      })
      expect(output!.headers.ce_id).toMatch(/^[0-9a-z]{26}$/)
      await rig.stop()
    },
  },
  {
    title: 'aborted records are never seen, and what comes after them is',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      await tell(one, 'a', add(1), 'in-1')
      await rig.writeAborted('source.events.v1', [
        toldRecord(one, 'a', add(1_000), 'aborted-1'),
        toldRecord(one, 'b', add(1_000), 'aborted-2'),
      ])
      await tell(one, 'a', add(1), 'in-2')
      await rig.writeAborted('source.events.v1', [toldRecord(one, 'a', add(1_000), 'aborted-3')])
      await tell(one, 'b', add(1), 'in-3')
      await expectExactlyOnce(rig, one, [
        { key: 'a', id: 'in-1' },
        { key: 'a', id: 'in-2' },
        { key: 'b', id: 'in-3' },
      ])
      expect((await seen(rig, one)).some(s => s.cause.startsWith('aborted'))).toBe(false)
      await rig.stop()
    },
  },
]
