import { expect } from 'vitest'
import { Killed } from '../probe.ts'
import { add, eventually, makeTallyRig, seen, startProcess, tell, toldRecord } from './kit.ts'
import { breaking, causes, oneLetter, openLetters, resolution } from './letters-kit.ts'
import type { Promised } from './promises.ts'
import { mended } from './tally.ts'

export const deadLetters: readonly Promised[] = [
  {
    title:
      'a throwing core sets its input aside; the key waits, other keys go on, and a replay drains the queue in order',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      mended.delete(rig.name)
      const one = await startProcess(rig)
      await tell(one, 'a', add(1), 'in-1')
      await tell(one, 'a', breaking(rig.name), 'in-2')
      for (const id of ['in-3', 'in-4', 'in-5']) await tell(one, 'a', add(1), id)
      await tell(one, 'b', add(1), 'in-6')
      await eventually(async () => expect(await causes(rig, one, 'b')).toEqual(['in-6']))
      expect(await causes(rig, one, 'a')).toEqual(['in-1'])
      const letter = await oneLetter(one)
      expect(letter).toMatchObject({ reason: 'CORE_THREW', key: 'a', attempts: 1, topic: 'source.events.v1' })
      expect(letter.cause).toContain('the core is broken on purpose')
      await one.backbone.publish([resolution(one, letter, 'REPLAY', 0, 'first')])
      await eventually(async () => expect(await openLetters(one)).toMatchObject([{ attempts: 2 }]))
      mended.add(rig.name)
      await one.backbone.publish([resolution(one, letter, 'REPLAY', 0, 'second')])
      await eventually(async () =>
        expect(await causes(rig, one, 'a')).toEqual(['in-1', 'in-2', 'in-3', 'in-4', 'in-5']),
      )
      await one.backbone.publish([resolution(one, letter, 'REPLAY', 0, 'third')])
      await tell(one, 'a', add(1), 'in-7')
      await eventually(async () =>
        expect(await causes(rig, one, 'a')).toEqual(['in-1', 'in-2', 'in-3', 'in-4', 'in-5', 'in-7']),
      )
      expect(await openLetters(one)).toEqual([])
      const told = await seen(rig, one, 'tally.dead-letter.v1')
      expect(told.map(s => s.data.status)).toEqual(['OPEN', 'OPEN', 'REPLAYED'])
      await rig.stop()
    },
  },
  {
    title: 'a discarded dead letter is left out and its key drains in order',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const one = await startProcess(rig)
      await tell(one, 'a', breaking('discarded'), 'in-1')
      for (const id of ['in-2', 'in-3']) await tell(one, 'a', add(1), id)
      const letter = await oneLetter(one)
      await one.backbone.publish([resolution(one, letter, 'DISCARD', 0)])
      await eventually(async () => expect(await causes(rig, one, 'a')).toEqual(['in-2', 'in-3']))
      expect(await openLetters(one)).toEqual([])
      await rig.stop()
    },
  },
  {
    title: 'a crash while a queue drains neither loses nor repeats what waited',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      let drained = 0
      let armed = false
      const doomed = await startProcess(rig, {
        limits: { batchInputsMax: 2 },
        probe: step => {
          if (armed && step === 'written' && ++drained === 4) throw new Killed('while draining')
        },
      })
      await tell(doomed, 'a', breaking('crash'), 'in-0')
      const waiting = Array.from({ length: 12 }, (_, i) => `in-${i + 1}`)
      for (const id of waiting) await tell(doomed, 'a', add(1), id)
      const letter = await oneLetter(doomed)
      await eventually(async () => {
        const held = await doomed.backbone.readSide.get('tally', 'held-keys', 'a')
        expect(held).toMatchObject({ found: { data: { queued: 12 } } })
      })
      armed = true
      await doomed.backbone.publish([resolution(doomed, letter, 'DISCARD', 0)])
      await eventually(() => expect(drained).toBeGreaterThanOrEqual(4))
      await doomed.kill()
      const two = await startProcess(rig)
      await eventually(async () => expect(await causes(rig, two, 'a')).toEqual(waiting))
      await rig.stop()
    },
  },
  {
    title: 'unreadable bytes, an unknown schema id and a missing key are dead letters; a keyless one holds nothing',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const one = await startProcess(rig)
      const good = toldRecord(one, 'c', add(1), 'in-1')
      const unknown = Buffer.from([0, 0, 0x7f, 0xff, 0xfe, 1, 2, 3])
      await rig.write([
        { ...good, key: 'a', value: Buffer.from('<not avro>'), headers: {} },
        { ...good, key: 'b', value: unknown, headers: {} },
        { ...good, key: null, headers: {} },
        {
          ...good,
          key: 'd',
          value: Buffer.concat([good.value.subarray(0, 5), Buffer.from([0xff, 0xff])]),
          headers: {},
        },
        good,
      ])
      await eventually(async () => expect(await causes(rig, one, 'c')).toEqual(['in-1']))
      const letters = await eventually(async () => {
        const open = await openLetters(one)
        expect(open.length).toBe(4)
        return open.toSorted((a, b) => a.offset - b.offset)
      })
      expect(letters.map(l => [l.key, l.reason])).toEqual([
        ['a', 'UNREADABLE'],
        ['b', 'UNREADABLE'],
        [null, 'KEY_MISSING'],
        ['d', 'UNREADABLE'],
      ])
      expect(letters[1]!.cause).toContain(`schema id ${0x7ffffe}`)
      await rig.stop()
    },
  },
  {
    title:
      'an output over the limit and a state over the limit stand alone as dead letters; the rest of their batch goes on',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const one = await startProcess(rig, { limits: { messageBytesMax: 10_000, stateBytesMax: 10_000 } })
      const told = Array.from({ length: 30 }, (_, i) => toldRecord(one, `k${i}`, add(1), `in-${i}`))
      told.splice(11, 0, toldRecord(one, 'big', { verb: 'BULK', amount: 50_000, name: '', at: 0 }, 'bulky'))
      told.splice(22, 0, toldRecord(one, 'grown', { verb: 'GROW', amount: 50_000, name: '', at: 0 }, 'growing'))
      await one.backbone.publish(told)
      await eventually(async () => {
        const tallied = (await seen(rig, one)).filter(s => s.type === 'Tallied')
        expect(tallied.map(s => s.cause).toSorted()).toEqual(
          told
            .map(t => t.headers.ce_id!)
            .filter(id => id.startsWith('in-'))
            .toSorted(),
        )
        const letters = await openLetters(one)
        expect(letters.map(l => [l.key, l.reason]).toSorted()).toEqual([
          ['big', 'TOO_LARGE'],
          ['grown', 'REFUSED_BY_STORE'],
        ])
      })
      await rig.stop()
    },
  },
  {
    title: 'a queue behind a dead letter is bounded: what no longer fits is a dead letter of its own, not lost',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const one = await startProcess(rig, { limits: { heldPerKeyMax: 3 } })
      await tell(one, 'a', breaking('full'), 'in-0')
      for (let i = 1; i <= 5; i++) await tell(one, 'a', add(1), `in-${i}`)
      await eventually(async () => {
        const letters = await openLetters(one)
        expect(letters.map(l => l.reason).toSorted()).toEqual(['CORE_THREW', 'QUEUE_FULL', 'QUEUE_FULL'])
      })
      await rig.stop()
    },
  },
]
