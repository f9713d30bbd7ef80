import { expect } from 'vitest'
import { previewResolution, type Resolution } from '../preview.ts'
import { header } from '../record.ts'
import { fixedReference } from '../reference-source.ts'
import { add, eventually, makeTallyRig, type Process, startProcess, tell, toldRecord } from './kit.ts'
import { breaking, causes, type Letter, oneLetter, openLetters, resolution } from './letters-kit.ts'
import type { Promised } from './promises.ts'
import type { Rig } from './rig.ts'
import { mended, tally, tallyContracts } from './tally.ts'

const preview = (rig: Rig, process: Process, letter: Letter, action: Resolution = 'REPLAY') =>
  previewResolution(
    {
      service: tally,
      backbone: process.backbone,
      place: tallyContracts.place,
      clock: rig.clock,
      reference: fixedReference(),
    },
    letter,
    action,
    { kind: 'staff', id: 'ops-1', role: 'operations' },
  )

/** Outputs of the service by id, with the dead letter that they say they came of. */
const origins = async (rig: Rig, topic = 'tally.events.v1') =>
  (await rig.records(topic)).map(r => [r.headers[header.id], r.headers[header.deadLetter]] as const)

const queuedBehind = (process: Process, key: string, queued: number) =>
  eventually(async () => {
    const held = await process.backbone.readSide.get('tally', 'held-keys', key)
    expect(held).toMatchObject({ found: { data: { queued } } })
  })

export const operators: readonly Promised[] = [
  {
    title:
      'a dry run says what a replay would put out or why it would fail again, and does nothing; the replay does just that',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 2)
      const name = `${rig.name} dry`
      mended.delete(name)
      const one = await startProcess(rig)
      await tell(one, 'a', add(5), 'in-1')
      await tell(one, 'a', breaking(name), 'in-2')
      for (const id of ['in-3', 'in-4']) await tell(one, 'a', add(1), id)
      await tell(one, 'a', breaking(`${name} for ever`), 'in-5')
      await tell(one, 'a', add(1), 'in-6')
      const letter = await oneLetter(one)
      await queuedBehind(one, 'a', 4)
      const before = await origins(rig)
      const cause = expect.stringContaining('broken on purpose')
      expect(await preview(rig, one, letter)).toMatchObject({
        ...{ outcome: 'FAILS', failure: { reason: 'CORE_THREW', cause }, outputs: [] },
        behind: { queued: 4, tried: 0 },
      })
      mended.add(name)
      const foreseen = (await preview(rig, one, letter))!
      expect(foreseen).toMatchObject({
        ...{ outcome: 'TAKEN', failure: null },
        behind: { queued: 4, tried: 3, failure: { reason: 'CORE_THREW', cause } },
      })
      expect(await preview(rig, one, letter, 'DISCARD')).toMatchObject({ outcome: 'LEFT_OUT', outputs: [] })
      expect(await openLetters(one)).toEqual([letter])
      expect(await origins(rig)).toEqual(before)
      await one.backbone.publish([resolution(one, letter, 'REPLAY', letter.partition)])
      await eventually(async () => expect(await causes(rig, one, 'a')).toEqual(['in-1', 'in-2', 'in-3', 'in-4']))
      const put = (await origins(rig)).filter(([, of]) => of === letter.deadLetterId).map(([id]) => id)
      expect(put).toEqual(foreseen.outputs.map(o => o.headers[header.id]))
      expect(await preview(rig, one, letter)).toBeUndefined()
      await rig.stop()
    },
  },
  {
    title:
      'what a replay put out knows its dead letter, what it sent to another key as well; what drained behind it does not',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 2)
      const name = `${rig.name} origins`
      mended.delete(name)
      const one = await startProcess(rig)
      await tell(one, 'a', breaking(name), 'in-1')
      await tell(one, 'a', { verb: 'MANY', amount: 3, name: 'b', at: 0 }, 'in-2')
      const letter = await oneLetter(one)
      await queuedBehind(one, 'a', 1)
      mended.add(name)
      await one.backbone.publish([resolution(one, letter, 'REPLAY', letter.partition)])
      await eventually(async () => {
        expect(await causes(rig, one, 'a')).toEqual(['in-1', 'in-2'])
        expect((await causes(rig, one, 'b')).length).toBe(1)
      })
      const of = (await origins(rig)).map(([, deadLetterId]) => deadLetterId)
      expect(of.toSorted()).toEqual([letter.deadLetterId, undefined, undefined].toSorted())
      await rig.stop()
    },
  },
  {
    title:
      'what is read from given places on is what came since, of those partitions only; progress says how far a service has read',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 2)
      const one = await startProcess(rig)
      const told = Array.from({ length: 12 }, (_, i) => toldRecord(one, `k${i}`, add(1), `in-${i}`))
      await one.backbone.publish(told)
      const parts = async () => (await one.backbone.ends(['source.events.v1'])).get('source.events.v1')!
      const after = new Map((await parts()).map(({ partition, end }) => [partition, end]))
      await one.backbone.publish(
        told.map(r => ({ ...r, headers: { ...r.headers, ce_id: `${r.headers.ce_id} again` } })),
      )
      const idsFrom = async (from: ReadonlyMap<number, number>) => {
        const ids = []
        for await (const { partition, headers } of one.backbone.read('source.events.v1', from))
          ids.push(`${partition} ${headers.ce_id}`)
        return ids
      }
      const since = await idsFrom(after)
      expect(since.length).toBe(12)
      expect(since.every(id => id.endsWith(' again'))).toBe(true)
      const ofOne = await idsFrom(new Map([[1, 0]]))
      expect(ofOne.length).toBeGreaterThan(0)
      expect(ofOne.every(id => id.startsWith('1 '))).toBe(true)
      await eventually(async () => {
        const progress = (await one.backbone.progress('tally')).filter(p => p.topic === 'source.events.v1')
        const ends = (await parts()).map(({ partition, end }) => ({ topic: 'source.events.v1', partition, next: end }))
        expect(progress.toSorted((a, b) => a.partition - b.partition)).toEqual(ends)
      })
      expect(await one.backbone.progress('nobody')).toEqual([])
      await rig.stop()
    },
  },
]
