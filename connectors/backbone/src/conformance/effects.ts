import { expect } from 'vitest'
import { Killed } from '../probe.ts'
import { eventually, makeTallyRig, seen, startProcess, tell } from './kit.ts'
import type { Promised } from './promises.ts'
import type { Told } from './tally.ts'

const call = (name: string): Told => ({ verb: 'CALL', amount: 0, name, at: 0 })
const ended = async (...args: Parameters<typeof seen>) =>
  (await seen(...args)).filter(s => s.type === 'CallEnded').map(s => [s.data.call, s.data.outcome])

export const effects: readonly Promised[] = [
  {
    title: 'an effect is called once and its result is an input; a failure is a result too',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig)
      const calls: unknown[] = []
      const one = await startProcess(rig, {
        call: request => {
          calls.push(request.name)
          return request.name === 'bad'
            ? Promise.reject(Object.assign(new Error('no'), { code: 'NO' }))
            : Promise.resolve({})
        },
      })
      await tell(one, 'a', call('good'), 'in-1')
      await tell(one, 'b', call('bad'), 'in-2')
      await eventually(async () =>
        expect((await ended(rig, one)).toSorted()).toEqual([
          ['bad', 'failed'],
          ['good', 'succeeded'],
        ]),
      )
      expect(calls.toSorted()).toEqual(['bad', 'good'])
      await rig.stop()
    },
  },
  {
    title: 'killed before its start was committed, an effect is called as if for the first time',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const calls: unknown[] = []
      const handler = (request: Readonly<Record<string, unknown>>) => {
        calls.push(request.again)
        return Promise.resolve({})
      }
      let commits = 0
      const probe = (step: string) => {
        if (step === 'before-commit' && ++commits === 2) throw new Killed('before the start')
      }
      const doomed = await startProcess(rig, { call: handler, probe })
      await tell(doomed, 'a', call('x'), 'in-1')
      await eventually(() => expect(commits).toBeGreaterThanOrEqual(2))
      await doomed.kill()
      const two = await startProcess(rig, { call: handler })
      await eventually(async () => expect(await ended(rig, two)).toEqual([['x', 'succeeded']]))
      expect(calls).toEqual([0])
      await rig.stop()
    },
  },
  {
    title: 'killed during its call, an effect comes back in doubt and the core decides to call again',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const calling = Promise.withResolvers<void>()
      const doomed = await startProcess(rig, {
        call: () => {
          calling.resolve()
          return new Promise(() => {})
        },
      })
      await tell(doomed, 'a', call('x'), 'in-1')
      await calling.promise
      await doomed.kill()
      const two = await startProcess(rig)
      await eventually(async () =>
        expect(await ended(rig, two)).toEqual([
          ['x', 'in-doubt'],
          ['x.1', 'succeeded'],
        ]),
      )
      await rig.stop()
    },
  },
  {
    title: 'killed after its call but before its result was committed, an effect is in doubt',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      let called = false
      const doomed = await startProcess(rig, {
        call: () => {
          called = true
          return Promise.resolve({})
        },
        probe: step => {
          if (step === 'before-commit' && called) throw new Killed('before the result')
        },
      })
      await tell(doomed, 'a', call('x'), 'in-1')
      await eventually(() => expect(called).toBe(true))
      await new Promise(resolve => setTimeout(resolve, 100))
      await doomed.kill()
      const two = await startProcess(rig)
      await eventually(async () =>
        expect(await ended(rig, two)).toEqual([
          ['x', 'in-doubt'],
          ['x.1', 'succeeded'],
        ]),
      )
      await rig.stop()
    },
  },
  {
    title: 'a call that takes too long is given up and in doubt; no more calls run at a time than the limit says',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      let running = 0
      let most = 0
      const one = await startProcess(rig, {
        limits: { effectsInFlightMax: 3, effectMsMax: 150 },
        call: async (request, { signal }) => {
          most = Math.max(most, ++running)
          if (request.name === 'k0' && request.again === 0)
            await new Promise(resolve => signal.addEventListener('abort', resolve))
          else await new Promise(resolve => setTimeout(resolve, 10))
          running--
          return {}
        },
      })
      for (let i = 0; i < 12; i++) await tell(one, `key-${i}`, call(`k${i}`), `in-${i}`)
      await eventually(async () => {
        const all = await ended(rig, one)
        expect(all.filter(([, outcome]) => outcome === 'succeeded').length).toBe(12)
        expect(all.filter(([, outcome]) => outcome === 'in-doubt')).toEqual([['k0', 'in-doubt']])
      })
      expect(most).toBeLessThanOrEqual(3)
      await rig.stop()
    },
  },
]
