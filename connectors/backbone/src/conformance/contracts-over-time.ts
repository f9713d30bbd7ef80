import { expect } from 'vitest'
import { contractsFrom } from '../contracts.ts'
import { add, eventually, expectExactlyOnce, makeTallyRig, seen, startProcess, tell, toldRecord } from './kit.ts'
import type { Promised } from './promises.ts'
import { buildType, listed, record } from './tally.ts'

const field = (name: string, type: unknown, rest: object = {}) => ({ name, type, ...rest })
const olderTold = record('Told', [
  field('verb', 'string'),
  field('amount', 'long'),
  field('name', 'string'),
  field('at', 'long'),
])
const newerTold = record('Told', [
  ...(olderTold.fields as object[]),
  field('why', 'string', { default: '' }),
  field('tags', { type: 'array', items: 'string' }, { default: [] }),
])

export const contractsOverTime: readonly Promised[] = [
  {
    title: 'what a newer writer adds is skipped, and what an older one lacks has its default',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      const newer = contractsFrom(
        listed
          .map(l => (l.topic === 'source.events.v1' && l.fullName.endsWith('.Told') ? { ...l, schema: newerTold } : l))
          .filter(l => l.topic === 'source.events.v1'),
        buildType,
      )
      const other = await rig.instance({ contracts: newer })
      const codec = other.backbone.codec
      const value = codec.encode('icms.conformance.Told', { ...add(4), why: 'because', tags: ['x'] })
      await other.backbone.publish([{ ...toldRecord(one, 'a', add(4), 'in-1'), value }])
      await tell(one, 'a', add(1), 'in-2')
      await eventually(async () => expect((await seen(rig, one)).map(s => s.data.total)).toEqual([4, 5]))
      const read = other.backbone.codec
      const old = toldRecord(one, 'a', add(9), 'x').value
      await read.prepare([old])
      expect(read.decode(old)).toMatchObject({ amount: 9, why: '', tags: [] })
      await rig.stop()
    },
  },
  {
    title: 'an unreachable registry is waited for: nothing is lost and nothing is a dead letter',
    needs: ['registry-outage'],
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      const newer = contractsFrom(
        [{ topic: 'source.events.v1', fullName: 'icms.conformance.Told', schema: newerTold }],
        buildType,
      )
      const other = await rig.instance({ contracts: newer })
      const value = other.backbone.codec.encode('icms.conformance.Told', { ...add(4), why: '', tags: [] })
      await rig.registryAway(true)
      await other.backbone.publish([{ ...toldRecord(one, 'a', add(4), 'in-1'), value }])
      await eventually(() => expect(one.signals.some(s => s.name === 'waits')).toBe(true))
      expect(await rig.records('tally.events.v1')).toEqual([])
      await rig.registryAway(false)
      await expectExactlyOnce(rig, one, [{ key: 'a', id: 'in-1' }])
      expect(await rig.records('tally.dead-letter.v1')).toEqual([])
      await rig.stop()
    },
  },
  {
    title: 'a value that does not fit its schema is refused where it is written, and says which field',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      expect(() => one.backbone.codec.encode('icms.conformance.Told', { ...add(1), amount: 'many' })).toThrow(
        /does not fit its schema at amount/,
      )
      expect(() => one.backbone.codec.encode('icms.conformance.Nowhere', {})).toThrow(/no subject of ours carries/)
      await rig.stop()
    },
  },
]
