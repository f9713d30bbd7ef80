import { expect } from 'vitest'
import { add, eventually, expectExactlyOnce, makeTallyRig, seen, startProcess, tell, toldRecord } from './kit.ts'
import type { Promised } from './promises.ts'

export const order: readonly Promised[] = [
  {
    title: 'inputs of a key are decided in order, the same key many times in one batch included',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      const told = Array.from({ length: 200 }, (_, i) => ({ key: i % 3 === 0 ? 'a' : `k${i % 7}`, id: `in-${i}` }))
      await one.backbone.publish(told.map(({ key, id }) => toldRecord(one, key, add(1), id)))
      await expectExactlyOnce(rig, one, told)
      await rig.stop()
    },
  },
  {
    title: 'an input for another key is re-keyed, and decided once among that key’s own inputs',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      const fullName = 'icms.conformance.Sent'
      const sent = Array.from({ length: 20 }, (_, i) => ({
        ...toldRecord(one, `from-${i}`, add(0), `sent-${i}`),
        value: one.backbone.codec.encode(fullName, { to: `to-${i % 4}`, amount: 1 }),
      }))
      await one.backbone.publish(sent)
      await eventually(async () => {
        const tallied = (await seen(rig, one)).filter(s => s.type === 'Tallied')
        expect(tallied.map(s => s.cause).toSorted()).toEqual(sent.map(s => s.headers.ce_id!).toSorted())
        expect(tallied.every(s => s.key.startsWith('to-'))).toBe(true)
      })
      await rig.stop()
    },
  },
  {
    title: 'an input whose record bears the key that it is for is not handed on: it takes its turn where it is',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      const sent = { value: one.backbone.codec.encode('icms.conformance.Sent', { to: 'a', amount: 1 }) }
      const told = Array.from({ length: 20 }, (_, i) => ({ key: 'a', id: `in-${i}` }))
      await one.backbone.publish(
        told.map(({ key, id }, i) => ({ ...toldRecord(one, key, add(1), id), ...(i % 2 === 1 && sent) })),
      )
      await expectExactlyOnce(rig, one, told)
      expect(await rig.records('tally.rekeyed.v1')).toEqual([])
      await rig.stop()
    },
  },
  {
    title: 'a request to another key of the same service arrives once, in its own commit',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      await tell(one, 'a', { verb: 'MANY', amount: 3, name: 'b', at: 0 }, 'in-1')
      await eventually(async () => {
        const tallied = (await seen(rig, one)).filter(s => s.type === 'Tallied')
        expect(tallied.map(s => [s.key, s.data.total]).toSorted()).toEqual([
          ['a', 3],
          ['b', 3],
        ])
      })
      await rig.stop()
    },
  },
  {
    title: 'an event type that the service did not declare is skipped and counted',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await startProcess(rig)
      const value = one.backbone.codec.encode('icms.conformance.Unheard', { noise: 'hum' })
      await one.backbone.publish([{ ...toldRecord(one, 'a', add(1), 'noise'), value }])
      await tell(one, 'a', add(1), 'in-1')
      await expectExactlyOnce(rig, one, [{ key: 'a', id: 'in-1' }])
      await eventually(() =>
        expect(one.signals.filter(s => s.name === 'skipped').map(s => s.labels?.type)).toEqual(['Unheard']),
      )
      await rig.stop()
    },
  },
  {
    title: 'limits on inputs and bytes of a batch hold, and everything still arrives',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const one = await startProcess(rig, { limits: { batchInputsMax: 7, batchBytesMax: 20_000 } })
      const told = Array.from({ length: 40 }, (_, i) => ({ key: 'a', id: `in-${i}` }))
      await one.backbone.publish(
        told.map(({ key, id }) => toldRecord(one, key, { verb: 'BULK', amount: 5_000, name: '', at: 0 }, id)),
      )
      await expectExactlyOnce(rig, one, told)
      expect(one.signals.filter(s => s.name === 'commits').length).toBeGreaterThanOrEqual(8)
      await rig.stop()
    },
  },
]
