import { expect } from 'vitest'
import { isBackboneError } from '../errors.ts'
import {
  add,
  commandsOf,
  eventually,
  expectExactlyOnce,
  makeTallyRig,
  type Process,
  startProcess,
  tell,
} from './kit.ts'
import type { Promised } from './promises.ts'

const totalOf = async (process: Process, key: string) => {
  const found = await process.backbone.readSide.get('tally', 'tallies', key)
  return found.state === 'ready' ? (found.found?.data.total as number | undefined) : found.state
}

export const readSide: readonly Promised[] = [
  {
    title: 'rows follow what was committed, and a query reads them by key and by index, page by page',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      const told = Array.from({ length: 25 }, (_, i) => ({ key: `k${String(i).padStart(2, '0')}`, id: `in-${i}` }))
      for (const [i, { key, id }] of told.entries()) await tell(one, key, add(i), id)
      await expectExactlyOnce(rig, one, told)
      const pageOf = async (after?: string) => {
        const found = await one.backbone.readSide.list('tally', {
          table: 'tallies',
          index: 'parity',
          value: 'even',
          limit: 5,
          ...(after && { after }),
        })
        if (found.state !== 'ready') throw new Error('rebuilding')
        return found.found
      }
      const all = await eventually(async () => {
        const rows: string[] = []
        let page = await pageOf()
        rows.push(...page.rows.map(r => r.id))
        while (page.next) {
          page = await pageOf(page.next)
          rows.push(...page.rows.map(r => r.id))
        }
        expect(rows.length).toBe(13)
        return rows
      })
      expect(all).toEqual(told.map(t => t.key).filter((_, i) => i % 2 === 0))
      await tell(one, 'k00', add(1), 'odd-now')
      await eventually(async () => expect((await pageOf()).rows.map(r => r.id)).not.toContain('k00'))
      expect(await one.backbone.readSide.get('tally', 'tallies', 'nobody')).toEqual({
        state: 'ready',
        found: undefined,
      })
      await rig.stop()
    },
  },
  {
    title:
      'emptied under load, the read side says it is rebuilding and never that something is missing; decisions go on',
    alone: true,
    needs: ['separate-read-side'],
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      const told = Array.from({ length: 200 }, (_, i) => ({ key: `k${i % 20}`, id: `in-${i}` }))
      for (const { key, id } of told.slice(0, 100)) await tell(one, key, add(1), id)
      await expectExactlyOnce(rig, one, told.slice(0, 100))
      await eventually(async () => expect(await totalOf(one, 'k7')).toBe(5))
      await rig.flushReadSide()
      const answers: unknown[] = [await totalOf(one, 'k7')]
      const load = (async () => {
        for (const { key, id } of told.slice(100)) await tell(one, key, add(1), id)
      })()
      await eventually(async () => {
        const answer = await totalOf(one, 'k7')
        answers.push(answer)
        expect(answer).toBe(10)
      })
      await load
      await expectExactlyOnce(rig, one, told)
      expect(answers).not.toContain(undefined)
      await rig.stop()
    },
  },
  {
    title: 'while the read side is away decisions go on and queries say so; when it is back it shows everything',
    needs: ['separate-read-side'],
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      await tell(one, 'a', add(1), 'in-1')
      await eventually(async () => expect(await totalOf(one, 'a')).toBe(1))
      await rig.readSideAway(true)
      const told = Array.from({ length: 10 }, (_, i) => ({ key: 'a', id: `away-${i}` }))
      for (const { key, id } of told) await tell(one, key, add(1), id)
      await expectExactlyOnce(rig, one, [{ key: 'a', id: 'in-1' }, ...told])
      await expect(one.backbone.readSide.get('tally', 'tallies', 'a')).rejects.toSatisfy(e =>
        isBackboneError(e, 'NotNow'),
      )
      await expect(commandsOf(one, rig).add('a', 'c-1', 1)).rejects.toSatisfy(e => isBackboneError(e, 'NotNow'))
      await rig.readSideAway(false)
      await eventually(async () => expect(await totalOf(one, 'a')).toBe(11))
      await rig.stop()
    },
  },
  {
    title: 'a restart over a whole read side writes nothing again, and shows the same',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      await tell(one, 'a', add(3), 'in-1')
      await eventually(async () => expect(await totalOf(one, 'a')).toBe(3))
      await one.close()
      const two = await startProcess(rig)
      await eventually(async () => expect(await totalOf(two, 'a')).toBe(3))
      await tell(two, 'a', add(3), 'in-2')
      await eventually(async () => expect(await totalOf(two, 'a')).toBe(6))
      await rig.stop()
    },
  },
]
