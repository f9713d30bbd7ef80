import { expect } from 'vitest'
import { system } from '../actor.ts'
import { keyringTopic } from '../keyring-topic.ts'
import { erasedText } from '../personal-text.ts'
import { commitSteps } from '../probe.ts'
import { dieAt, eventually, morning } from './kit.ts'
import {
  expectNames,
  expectShown,
  keysOf,
  makePeopleRig,
  report,
  shown,
  startRegistry,
  wholeLog,
} from './people-kit.ts'
import type { Promised } from './promises.ts'

const erased = 'erased'

export const personalData: readonly Promised[] = [
  {
    title: 'what is written of a person can be read after a restart, and by nobody without the keys (I7)',
    run: async makeRig => {
      const rig = await makePeopleRig(makeRig)
      const first = await startRegistry(rig)
      await report(first, 'p-1', 'Chan Tai Man')
      await report(first, 'p-2', '陳大文')
      await expectNames(rig, first, 'p-2', ['陳大文'])
      await expectShown(first, 'p-1', { name: 'Chan Tai Man', count: 1 })
      const row = await first.backbone.readSide.get('people', 'people', 'p-1')
      expect(JSON.stringify(row)).not.toContain('Chan')
      await first.close()
      const kept = await wholeLog(rig)
      expect(kept.includes('p-1')).toBe(true)
      expect(['Chan Tai Man', '陳大文'].filter(text => kept.includes(text))).toEqual([])

      const next = await startRegistry(rig)
      await expectNames(rig, next, 'p-1', ['Chan Tai Man'])
      await expectShown(next, 'p-2', { name: '陳大文', count: 1 })
      await report(next, 'p-1', 'Chan Siu Man')
      await expectShown(next, 'p-1', { name: 'Chan Siu Man', count: 2 })
      await rig.stop()
    },
  },
  {
    title: 'what one process writes another reads at once, rows and messages alike',
    needs: ['several-instances'],
    run: async makeRig => {
      const rig = await makePeopleRig(makeRig)
      const writing = await startRegistry(rig)
      const reading = await startRegistry(rig, { runs: false })
      for (let n = 0; n < 20; n++) await report(n % 2 ? writing : reading, `p-${n}`, `name of ${n}`)
      for (let n = 0; n < 20; n++) {
        await expectNames(rig, reading, `p-${n}`, [`name of ${n}`])
        await expectShown(reading, `p-${n}`, { name: `name of ${n}`, count: 1 })
      }
      await rig.stop()
    },
  },
  ...commitSteps.map(
    step =>
      ({
        title: `a key is written with the commit that first uses it, or not at all, when the process is killed at step '${step}'`,
        run: async makeRig => {
          const rig = await makePeopleRig(makeRig)
          const edge = await startRegistry(rig, { probe: dieAt(step, 1) })
          await report(edge, 'p-1', 'Chan Tai Man').catch(() => {})
          await new Promise(resolve => setTimeout(resolve, 300))
          await edge.kill()
          const next = await startRegistry(rig)
          await report(next, 'p-1', 'Chan Siu Man')
          await expectNames(rig, next, 'p-1', ['Chan Tai Man', 'Chan Siu Man'])
          await expectShown(next, 'p-1', { name: 'Chan Siu Man', count: 2 })
          expect(await keysOf(rig, next, 'p-1')).toHaveLength(1)
          await rig.stop()
        },
      }) satisfies Promised,
  ),
  {
    title: 'two processes that make a key for one person at once lose nothing',
    needs: ['several-instances'],
    run: async makeRig => {
      const rig = await makePeopleRig(makeRig)
      const one = await startRegistry(rig, { runs: false })
      const other = await startRegistry(rig, { runs: false })
      const host = await startRegistry(rig)
      const from = (register: string) => ({ register })
      await Promise.all([report(one, 'p-1', 'first', from('r')), report(other, 'p-2', 'second', from('r'))])
      await Promise.all([report(one, 'p-3', 'third', from('r')), report(other, 'p-4', 'fourth', from('r'))])
      for (const [personId, name] of [
        ['p-1', 'first'],
        ['p-2', 'second'],
        ['p-3', 'third'],
        ['p-4', 'fourth'],
      ] as const)
        for (const reader of [one, other, host]) await expectNames(rig, reader, personId, [name])
      expect((await keysOf(rig, host, 'r')).length).toBeGreaterThan(0)
      await rig.stop()
    },
  },
  {
    title: 'a person who was erased can be read nowhere, what comes later brings nothing back, and everything goes on',
    run: async makeRig => {
      const rig = await makePeopleRig(makeRig)
      const first = await startRegistry(rig)
      await report(first, 'p-1', 'Chan Tai Man', { wakeAt: morning + 3_600_000 })
      await report(first, 'p-2', 'Lee Siu Ming')
      await expectShown(first, 'p-1', { name: 'Chan Tai Man', count: 1 })
      await expectShown(first, 'p-2', { name: 'Lee Siu Ming', count: 1 })
      expect(await first.keyring.erase('p-1', system)).toBe(1)
      expect(await keysOf(rig, first, 'p-1')).toEqual([])
      expect(await shown(first, 'p-1')).toEqual(erased)
      await report(first, 'p-1', 'Chan Tai Man again')
      await expectNames(rig, first, 'p-1', [erasedText, erasedText])
      await expectShown(first, 'p-1', erased)
      await first.close()

      const next = await startRegistry(rig)
      rig.clock.advanceTo(morning + 3_700_000)
      await expectNames(rig, next, 'p-1', [erasedText, erasedText, erasedText])
      await report(next, 'p-2', 'Lee Siu Ming')
      await expectNames(rig, next, 'p-2', ['Lee Siu Ming', 'Lee Siu Ming'])
      await expectShown(next, 'p-1', erased)
      expect(await keysOf(rig, next, 'p-1')).toEqual([])
      expect(await rig.records('people.dead-letter.v1')).toEqual([])
      await rig.stop()
    },
  },
  {
    title: 'what pages show is rebuilt of who is known and who was erased',
    alone: true,
    needs: ['separate-read-side'],
    run: async makeRig => {
      const rig = await makePeopleRig(makeRig)
      const one = await startRegistry(rig)
      await report(one, 'p-1', 'Chan Tai Man')
      await report(one, 'p-2', 'Lee Siu Ming')
      await expectShown(one, 'p-1', { name: 'Chan Tai Man', count: 1 })
      await expectShown(one, 'p-2', { name: 'Lee Siu Ming', count: 1 })
      await one.keyring.erase('p-1', system)
      await rig.flushReadSide()
      for (let n = 0; n < 4; n++) await report(one, `q-${n}`, 'so that every task commits')
      await expectShown(one, 'p-1', erased)
      await expectShown(one, 'p-2', { name: 'Lee Siu Ming', count: 1 })
      await rig.stop()
    },
  },
  {
    title: 'a master key is rotated without a message being written again, and the older one can then be left out',
    run: async makeRig => {
      const rig = await makePeopleRig(makeRig)
      const first = await startRegistry(rig)
      await report(first, 'p-1', 'Chan Tai Man')
      await expectNames(rig, first, 'p-1', ['Chan Tai Man'])
      await first.close()

      const rotating = await startRegistry(rig, { masters: ['second', 'first'] })
      const before = (await rig.records('people.events.v1')).length
      expect(await rotating.keyring.rewrap(system, 1)).toBe(1)
      expect(await rotating.keyring.rewrap(system, 1_000)).toBe(1)
      expect(await rotating.keyring.rewrap(system, 1_000)).toBe(0)
      expect((await rig.records('people.events.v1')).length).toBe(before)
      await rotating.close()

      const next = await startRegistry(rig, { masters: ['second'] })
      await expectNames(rig, next, 'p-1', ['Chan Tai Man'])
      await expectShown(next, 'p-1', { name: 'Chan Tai Man', count: 1 })
      await next.close()
      await expect(startRegistry(rig, { masters: ['third'] })).rejects.toMatchObject({ code: 'Incompatible' })
      await rig.stop()
    },
  },
  {
    title: 'what is no key on the keyring is skipped',
    run: async makeRig => {
      const rig = await makePeopleRig(makeRig)
      const one = await startRegistry(rig)
      const valid = one.backbone.codec.encode('icms.people.WakeSet', { personId: 'p-1', at: null })
      const stranger = { keyId: 'k-1', subjectId: 'p-1', masterKeyId: 'nobody', wrapped: Buffer.from('x') }
      const misplaced = one.backbone.codec.encode('icms.backbone.DataKey', stranger)
      const values = [Buffer.from('<not avro>'), Buffer.from([0, 0, 0, 0, 99]), Buffer.alloc(0), valid, misplaced]
      const poison = values.flatMap(value => ['a', 'b'].map(key => ({ key, value })))
      await rig.write(poison.map(p => ({ ...p, topic: keyringTopic, headers: {}, at: morning })))
      await report(one, 'p-1', 'Chan Tai Man')
      await expectNames(rig, one, 'p-1', ['Chan Tai Man'])
      await one.close()
      const next = await startRegistry(rig)
      await eventually(async () => expect(await shown(next, 'p-1')).toEqual({ name: 'Chan Tai Man', count: 1 }))
      await rig.stop()
    },
  },
]
