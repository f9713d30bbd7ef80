import { expect } from 'vitest'
import { inputTopicsOf } from '../service.ts'
import {
  add,
  commandsOf,
  eventually,
  expectExactlyOnce,
  makeTallyRig,
  morning,
  startProcess,
  tell,
  toldRecord,
} from './kit.ts'
import { breaking, causes, oneLetter, openLetters, resolution } from './letters-kit.ts'
import type { Promised } from './promises.ts'
import { mended, tally } from './tally.ts'

const neverRegistered = Buffer.from([0, 0x7f, 0xff, 0xff, 0xf0, 1, 2, 3])

export const poison: readonly Promised[] = [
  {
    title:
      'poison on every input topic is set aside, every key is free again after it was discarded, and nothing is lost or repeated',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 2)
      const one = await startProcess(rig)
      const topics = [...new Set([...inputTopicsOf(tally), 'tally.commands.v1', 'tally.rekeyed.v1'])]
      const at = rig.clock.now()
      const poisoned = topics.flatMap(topic => [
        { topic, key: 'a', value: Buffer.from('<not avro>'), headers: {}, at },
        { topic, key: 'b', value: neverRegistered, headers: { ce_id: `never ${topic}` }, at },
        { topic, key: 'c', value: Buffer.alloc(0), headers: {}, at },
        { topic, key: null, value: Buffer.from('nobody'), headers: {}, at },
      ])
      const told = ['a', 'b', 'c', 'd'].flatMap(key => [1, 2].map(n => ({ key, id: `${key}-${n}` })))
      for (const { key, id } of told.filter((_, i) => i % 2 === 0)) await tell(one, key, add(1), id)
      await rig.write(poisoned)
      for (const { key, id } of told.filter((_, i) => i % 2 === 1)) await tell(one, key, add(1), id)
      // A key is held once, on whichever topic it was met: what comes later for it waits, poison or not.
      for (let discarded = 0; discarded < poisoned.length; ) {
        const open = await eventually(async () => {
          const letters = await openLetters(one)
          expect(letters.length).toBeGreaterThan(0)
          return letters
        })
        for (const letter of open) await one.backbone.publish([resolution(one, letter, 'DISCARD', letter.partition)])
        discarded += open.length
        await eventually(async () => {
          const left = new Set((await openLetters(one)).map(l => l.deadLetterId))
          expect(open.some(l => left.has(l.deadLetterId))).toBe(false)
        })
      }
      await expectExactlyOnce(rig, one, told)
      expect(await openLetters(one)).toEqual([])
      expect(await commandsOf(one, rig).add('a', 'command-1', 1)).toMatchObject({ kind: 'decided' })
      await rig.stop()
    },
  },
  {
    title:
      'what was replayed or discarded already, and what never was, is left as it is; a replay that fails again counts one attempt more',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const name = `${rig.name} again`
      mended.delete(name)
      const one = await startProcess(rig)
      await tell(one, 'a', breaking(name), 'in-1')
      await tell(one, 'a', add(1), 'in-2')
      const letter = await oneLetter(one)
      const word = (action: 'REPLAY' | 'DISCARD', id: string, of = letter) => resolution(one, of, action, 0, id)
      await one.backbone.publish([word('REPLAY', 'r-1'), word('REPLAY', 'r-2')])
      await eventually(async () => expect(await openLetters(one)).toMatchObject([{ attempts: 3 }]))
      expect(await causes(rig, one, 'a')).toEqual([])
      mended.add(name)
      const never = { ...letter, deadLetterId: 'never-was' }
      const words = [word('REPLAY', 'r-3'), word('REPLAY', 'r-4'), word('DISCARD', 'r-5'), word('REPLAY', 'r-6', never)]
      await one.backbone.publish(words)
      await tell(one, 'a', add(1), 'in-3')
      await eventually(async () => expect(await causes(rig, one, 'a')).toEqual(['in-1', 'in-2', 'in-3']))
      expect(await openLetters(one)).toEqual([])
      await rig.stop()
    },
  },
  {
    title: 'poison on the replays topic is set aside beside the dead letter that holds its key, and frees nothing',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const one = await startProcess(rig)
      await tell(one, 'a', breaking('first'), 'in-1')
      await tell(one, 'a', add(1), 'in-2')
      const first = await oneLetter(one)
      const isHeld = async () => {
        const held = await one.backbone.readSide.get('tally', 'held-keys', 'a')
        expect(held).toMatchObject({ found: { data: { deadLetterId: first.deadLetterId, queued: 1 } } })
      }
      await eventually(isHeld)
      const value = Buffer.from('<not avro>')
      await rig.write([{ topic: 'tally.replays.v1', key: 'a', value, headers: {}, at: morning, partition: 0 }])
      const poison = await eventually(async () => {
        const letters = await openLetters(one)
        expect(letters.length).toBe(2)
        return letters.find(letter => letter.deadLetterId !== first.deadLetterId)!
      })
      await isHeld()
      await one.backbone.publish([resolution(one, poison, 'DISCARD', 0)])
      await eventually(async () => expect(await openLetters(one)).toMatchObject([{ deadLetterId: first.deadLetterId }]))
      await isHeld()
      expect(await causes(rig, one, 'a')).toEqual([])
      await one.backbone.publish([resolution(one, first, 'DISCARD', 0)])
      await eventually(async () => expect(await causes(rig, one, 'a')).toEqual(['in-2']))
      expect(await openLetters(one)).toEqual([])
      await rig.stop()
    },
  },
  {
    title: 'a discard while its key drains, of what was ended and of the next that fails, loses and repeats nothing',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      let publishMore = async () => {}
      let published = Promise.resolve()
      let commits = 0
      let armed = false
      const one = await startProcess(rig, {
        limits: { batchInputsMax: 2 },
        // Not waited for: a probe holds the commit open, and on one file everybody's.
        probe: step => {
          if (armed && step === 'written' && ++commits === 3) published = publishMore()
        },
      })
      await tell(one, 'a', breaking('first'), 'in-0')
      for (let i = 1; i <= 6; i++) await tell(one, 'a', add(1), `in-${i}`)
      await tell(one, 'a', breaking('second'), 'in-7')
      for (let i = 8; i <= 14; i++) await tell(one, 'a', add(1), `in-${i}`)
      const first = await oneLetter(one)
      await eventually(async () => {
        const held = await one.backbone.readSide.get('tally', 'held-keys', 'a')
        expect(held).toMatchObject({ found: { data: { queued: 14 } } })
      })
      publishMore = async () => {
        const late = toldRecord(one, 'a', add(1), 'in-15')
        await one.backbone.publish([resolution(one, first, 'DISCARD', 0, 'once more'), late])
      }
      armed = true
      await one.backbone.publish([resolution(one, first, 'DISCARD', 0)])
      const second = await eventually(async () => {
        const letters = await openLetters(one)
        expect(letters.map(l => l.deadLetterId)).not.toContain(first.deadLetterId)
        expect(letters.length).toBe(1)
        return letters[0]!
      })
      expect(await causes(rig, one, 'a')).toEqual(['in-1', 'in-2', 'in-3', 'in-4', 'in-5', 'in-6'])
      await one.backbone.publish([
        resolution(one, second, 'DISCARD', 0),
        resolution(one, first, 'REPLAY', 0, 'too late'),
      ])
      await tell(one, 'a', add(1), 'in-16')
      const all = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16].map(i => `in-${i}`)
      await eventually(async () => expect(await causes(rig, one, 'a')).toEqual(all))
      await published
      expect(commits).toBeGreaterThanOrEqual(3)
      expect(await openLetters(one)).toEqual([])
      await rig.stop()
    },
  },
]
