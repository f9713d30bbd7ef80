import { expect } from 'vitest'
import { commandsOf, dieAt, eventually, makeTallyRig, seen, startProcess } from './kit.ts'
import type { Promised } from './promises.ts'

export const commands: readonly Promised[] = [
  {
    title: 'a repeated command has the same outcome and one effect, and a refusal is an outcome too',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      const { add } = commandsOf(one, rig)
      const first = await add('a', 'c-1', 5)
      expect(first).toMatchObject({ kind: 'decided', outputs: [{ type: 'Tallied', data: { total: 5 } }] })
      expect(await add('a', 'c-2', 1)).toMatchObject({ kind: 'decided', outputs: [{ data: { total: 6 } }] })
      expect(await add('a', 'c-1', 5)).toEqual(first)
      expect(await add('a', 'c-3', -1)).toMatchObject({
        kind: 'decided',
        outputs: [{ type: 'Refused', data: { reason: 'NEGATIVE' } }],
      })
      expect((await seen(rig, one)).filter(s => s.cause === 'c-1').length).toBe(1)
      await rig.stop()
    },
  },
  {
    title: 'a repeat with another body is refused and changes nothing',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      const { add } = commandsOf(one, rig)
      await add('a', 'c-1', 5)
      expect(await add('a', 'c-1', 6)).toEqual({ kind: 'conflict' })
      expect(await add('a', 'c-2', 1)).toMatchObject({ outputs: [{ data: { total: 6 } }] })
      await rig.stop()
    },
  },
  {
    title: 'a command published twice is decided once, and both copies have its outcome',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      const { add } = commandsOf(one, rig)
      const both = await Promise.all([add('a', 'c-1', 5), add('a', 'c-1', 5)])
      expect(both[0]).toEqual(both[1])
      await add('a', 'c-2', 1)
      expect((await seen(rig, one)).map(s => s.data.total)).toEqual([5, 6])
      await rig.stop()
    },
  },
  {
    title: 'a crash between the commit and the read side keeps the outcome of a command',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const doomed = await startProcess(rig, { probe: dieAt('committed', 1) })
      const waited = await commandsOf(doomed, rig)
        .add('a', 'c-1', 5, 400)
        .catch(() => ({ kind: 'gone' }))
      expect(['pending', 'gone', 'decided']).toContain(waited.kind)
      await doomed.kill()
      const two = await startProcess(rig)
      await eventually(async () =>
        expect(await commandsOf(two, rig).add('a', 'c-1', 5, 500)).toMatchObject({
          kind: 'decided',
          outputs: [{ data: { total: 5 } }],
        }),
      )
      expect((await seen(rig, two)).length).toBe(1)
      await rig.stop()
    },
  },
  {
    title: 'an edge that waits too long answers that the command is being processed, and later its outcome',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      await one.running.stop()
      const { add } = commandsOf(one, rig)
      expect(await add('a', 'c-1', 5, 100)).toEqual({ kind: 'pending' })
      const two = await startProcess(rig)
      await eventually(async () =>
        expect(await commandsOf(two, rig).add('a', 'c-1', 5, 500)).toMatchObject({ kind: 'decided' }),
      )
      expect((await seen(rig, two)).length).toBe(1)
      await rig.stop()
    },
  },
]
