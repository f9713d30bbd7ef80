import { expect } from 'vitest'
import { isBackboneError } from '../errors.ts'
import { eventually, makeTallyRig } from './kit.ts'
import type { Promised } from './promises.ts'
import type { Rig } from './rig.ts'

const hourMs = 3_600_000
const soonMs = 2_000

/** Whichever clock the adapter goes by. */
async function pass(rig: Rig, ms: number) {
  rig.clock.advanceTo(rig.clock.now() + ms)
  await new Promise(resolve => setTimeout(resolve, ms))
}

const isNotNow = (error: unknown) => isBackboneError(error, 'NotNow')

export const edgeMemory: readonly Promised[] = [
  {
    title: 'what was remembered is known to every process, and to the next one after all have died',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await rig.instance()
      const two = await rig.instance()
      const era = await one.backbone.edgeMemory.era()
      await one.backbone.edgeMemory.remember('ended', hourMs)
      expect(await two.backbone.edgeMemory.isRemembered('ended', era)).toBe(true)
      await one.kill()
      await two.kill()
      const { edgeMemory: later } = (await rig.instance()).backbone
      expect(await later.era()).toBe(era)
      expect(await later.isRemembered('ended', era)).toBe(true)
      expect(await later.isRemembered('another', era)).toBe(false)
      await rig.stop()
    },
  },
  {
    title: 'a name is forgotten after its time and not before; remembered again for less, it is kept for longer',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const { edgeMemory: memory } = (await rig.instance()).backbone
      const era = await memory.era()
      await memory.remember('long', hourMs)
      await memory.remember('long', soonMs)
      await memory.remember('short', soonMs)
      expect(await memory.isRemembered('short', era)).toBe(true)
      await pass(rig, soonMs + 50)
      expect(await memory.isRemembered('short', era)).toBe(false)
      expect(await memory.isRemembered('long', era)).toBe(true)
      await rig.stop()
    },
  },
  {
    title: 'a count goes on in the process that comes after, apart from what is remembered under the same name',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const one = await rig.instance()
      const era = await one.backbone.edgeMemory.era()
      for (const count of [1, 2, 3])
        expect(await one.backbone.edgeMemory.count('tries', hourMs)).toMatchObject({ count })
      await one.close()
      const { edgeMemory: later } = (await rig.instance()).backbone
      const { count, resetsInMs } = await later.count('tries', hourMs)
      expect(count).toBe(4)
      expect(resetsInMs).toBeGreaterThan(hourMs / 2)
      expect(resetsInMs).toBeLessThanOrEqual(hourMs)
      expect(await later.isRemembered('tries', era)).toBe(false)
      expect(await later.count('other tries', hourMs)).toMatchObject({ count: 1 })
      await rig.stop()
    },
  },
  {
    title: 'a count starts anew when its window has ended, however often it was counted meanwhile',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const { edgeMemory: memory } = (await rig.instance()).backbone
      await memory.count('tries', soonMs)
      await pass(rig, soonMs / 2)
      const { count, resetsInMs } = await memory.count('tries', soonMs)
      expect(count).toBe(2)
      expect(resetsInMs).toBeLessThanOrEqual(soonMs / 2)
      await pass(rig, soonMs / 2 + 50)
      expect(await memory.count('tries', soonMs)).toMatchObject({ count: 1 })
      await rig.stop()
    },
  },
  {
    title: 'of tries that are made at once each has a number of its own',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const { edgeMemory: memory } = (await rig.instance()).backbone
      const counted = await Promise.all(Array.from({ length: 100 }, () => memory.count('tries', hourMs)))
      expect(counted.map(c => c.count).toSorted((a, b) => a - b)).toEqual(counted.map((_, i) => i + 1))
      await rig.stop()
    },
  },
  {
    title: 'processes that run side by side count together',
    needs: ['several-instances'],
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const memories = [await rig.instance(), await rig.instance()].map(i => i.backbone.edgeMemory)
      const counted = await Promise.all(Array.from({ length: 100 }, (_, i) => memories[i % 2]!.count('tries', hourMs)))
      expect(counted.map(c => c.count).toSorted((a, b) => a - b)).toEqual(counted.map((_, i) => i + 1))
      await rig.stop()
    },
  },
  {
    title: 'when it was emptied a new era has begun, the same for all, and nothing of before passes for not remembered',
    alone: true,
    needs: ['separate-read-side'],
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const { edgeMemory: one } = (await rig.instance()).backbone
      const { edgeMemory: two } = (await rig.instance()).backbone
      const before = await one.era()
      await one.remember('ended', hourMs)
      await rig.flushReadSide()
      for (const name of ['ended', 'another']) expect(await two.isRemembered(name, before)).toBe(true)
      const eras = await Promise.all([one, two].map(memory => memory.era()))
      expect(new Set(eras).size).toBe(1)
      expect(eras[0]).not.toBe(before)
      expect(await one.isRemembered('another', eras[0]!)).toBe(false)
      await two.remember('another', hourMs)
      expect(await one.isRemembered('another', eras[0]!)).toBe(true)
      await rig.stop()
    },
  },
  {
    title: 'while it is away it is not now, and when it is back it knows what it knew',
    needs: ['separate-read-side'],
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const { edgeMemory: memory } = (await rig.instance()).backbone
      const era = await memory.era()
      await memory.remember('ended', hourMs)
      await rig.readSideAway(true)
      const asked = [
        () => memory.era(),
        () => memory.remember('more', hourMs),
        () => memory.isRemembered('ended', era),
        () => memory.count('tries', hourMs),
      ]
      for (const ask of asked) await expect(ask()).rejects.toSatisfy(isNotNow)
      await rig.readSideAway(false)
      await eventually(async () => expect(await memory.isRemembered('ended', era)).toBe(true))
      expect(await memory.era()).toBe(era)
      await rig.stop()
    },
  },
  {
    title: 'a name without an end, or too long to be an id, is refused',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const { edgeMemory: memory } = (await rig.instance()).backbone
      for (const name of ['', 'x'.repeat(201)]) {
        await expect(memory.remember(name, hourMs)).rejects.toThrow(/1 to 200 characters/)
        await expect(memory.count(name, hourMs)).rejects.toThrow(/1 to 200 characters/)
      }
      for (const ms of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 32 * 24 * hourMs]) {
        await expect(memory.remember('name', ms)).rejects.toThrow(/whole ms/)
        await expect(memory.count('name', ms)).rejects.toThrow(/whole ms/)
      }
      await rig.stop()
    },
  },
]
