import { expect } from 'vitest'
import { actorOf } from '../actor.ts'
import { operationsTopic } from '../operations-events.ts'
import { header, headersOf, type OutRecord } from '../record.ts'
import { Killed } from '../probe.ts'
import { add, eventually, makeTallyRig, morning, type Process, startProcess, tell } from './kit.ts'
import type { Promised } from './promises.ts'
import type { Rig } from './rig.ts'
import { mended, tally, type Told } from './tally.ts'

const told = (verb: Told['verb'], name = ''): Told => ({ verb, amount: 1, name, at: 0 })

type Watched = {
  readonly type: string
  readonly key: string
  readonly id: string
  readonly by: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What somebody learns who reads this topic and nothing else. */
async function watch(rig: Rig, { backbone: { codec } }: Process): Promise<Watched[]> {
  const records = await rig.records(operationsTopic)
  await codec.prepare(records.map(r => r.value))
  return records.map(r => ({
    type: codec.nameOf(r.value!).split('.').at(-1)!,
    key: r.key!,
    id: r.headers[header.id]!,
    by: actorOf(r.headers[header.actor]).id,
    data: codec.decode(r.value!) as Watched['data'],
  }))
}

const typesOf = (watched: readonly Watched[]) => watched.map(w => w.type)

function resolution(process: Process, deadLetterId: string, action: 'REPLAY' | 'DISCARD', id: string): OutRecord {
  const fullName = 'icms.backbone.ResolveDeadLetter'
  const actor = { kind: 'staff', id: 'ops-1', role: 'operations' } as const
  const headers = headersOf({ id, fullName, service: 'operations', key: deadLetterId, at: morning, actor })
  const value = process.backbone.codec.encode(fullName, { deadLetterId, action, reason: `because of ${id}` })
  return { topic: 'tally.replays.v1', key: deadLetterId, value, headers, at: morning, partition: 0 }
}

export const operationsEvents: readonly Promised[] = [
  {
    title:
      'who reads what operations are told alone knows each dead letter: opened, replayed in vain, replayed, by whom and why',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const fault = `watched on ${rig.name}`
      mended.delete(fault)
      const one = await startProcess(rig)
      await tell(one, 'a', told('BREAK', fault), 'in-1')
      const [opened] = await eventually(async () => {
        const watched = await watch(rig, one)
        expect(typesOf(watched)).toEqual(['DeadLetterOpened'])
        return watched
      })
      const input = {
        kind: 'RECORD',
        topic: 'source.events.v1',
        partition: 0,
        offset: 0,
        subjectId: 'a',
        inputId: 'in-1',
      }
      const { deadLetterId } = opened!.data as { deadLetterId: string }
      expect(opened).toMatchObject({ key: deadLetterId, by: 'gateway' })
      expect(opened!.data).toMatchObject({ service: 'tally', failure: 'CORE_THREW', holdsKey: true, input })
      await one.backbone.publish([resolution(one, deadLetterId, 'REPLAY', 'vain')])
      await eventually(async () =>
        expect(typesOf(await watch(rig, one))).toEqual(['DeadLetterOpened', 'DeadLetterReplayFailed']),
      )
      mended.add(fault)
      await one.backbone.publish([resolution(one, deadLetterId, 'REPLAY', 'good')])
      await one.backbone.publish([resolution(one, deadLetterId, 'REPLAY', 'late')])
      await tell(one, 'a', add(1), 'in-2')
      await eventually(async () => expect((await rig.records('tally.events.v1')).length).toBe(2))
      const watched = await watch(rig, one)
      expect(watched.slice(1).map(w => [w.type, w.by, w.data.by, w.data.reason, w.data.resolutionId])).toEqual([
        ['DeadLetterReplayFailed', 'ops-1', 'ops-1', 'because of vain', 'vain'],
        ['DeadLetterReplayed', 'ops-1', 'ops-1', 'because of good', 'good'],
      ])
      expect(watched.map(w => w.data.input)).toEqual(watched.map(() => expect.objectContaining(input)))
      expect(new Set(watched.map(w => w.id)).size).toBe(3)
      await rig.stop()
    },
  },
  {
    title: 'what operations are told is committed with the fact: killed at any step of a commit, it is told once',
    run: async makeRig => {
      for (const step of ['before-commit', 'written', 'committed'] as const) {
        const rig = await makeTallyRig(makeRig, 1)
        let commits = 0
        const doomed = await startProcess(rig, {
          probe: at => {
            if (at === step && ++commits === 1) throw new Killed(step)
          },
        })
        await tell(doomed, 'a', told('BREAK', 'once'), 'in-1')
        await eventually(() => expect(commits).toBeGreaterThanOrEqual(1))
        await doomed.kill()
        const two = await startProcess(rig)
        const [opened] = await eventually(async () => {
          const watched = await watch(rig, two)
          expect(typesOf(watched)).toEqual(['DeadLetterOpened'])
          return watched
        })
        await two.backbone.publish([resolution(two, opened!.key, 'DISCARD', 'out')])
        await tell(two, 'a', add(1), 'in-2')
        await eventually(async () => expect((await rig.records('tally.events.v1')).length).toBe(1))
        const watched = await watch(rig, two)
        expect(typesOf(watched)).toEqual(['DeadLetterOpened', 'DeadLetterDiscarded'])
        expect(watched[1]!.data).toMatchObject({ by: 'ops-1', reason: 'because of out', attempts: 1 })
        await rig.stop()
      }
    },
  },
  {
    title: 'a call in doubt is told with what wanted it',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const calling = Promise.withResolvers<void>()
      const doomed = await startProcess(rig, {
        call: () => {
          calling.resolve()
          return new Promise(() => {})
        },
      })
      await tell(doomed, 'a', told('CALL', 'x'), 'in-1')
      await calling.promise
      await doomed.kill()
      const two = await startProcess(rig)
      await eventually(async () => expect(typesOf(await watch(rig, two))).toEqual(['EffectInDoubt']))
      const [doubt] = await watch(rig, two)
      expect(doubt).toMatchObject({ key: 'a' })
      expect(doubt!.data).toMatchObject({
        subjectId: 'a',
        service: 'tally',
        effectId: 'x',
        kind: 'call',
        code: 'RESTARTED',
      })
      await rig.stop()
    },
  },
  {
    title: 'a task that is opened in another process is told with both, one that is opened again in the same is not',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const start = (process: string) => startProcess(rig, { process })
      const ids: string[] = []
      for (const name of ['left', 'left', 'right']) {
        const process = await start(name)
        ids.push(`in-${ids.length}`)
        await tell(process, 'a', add(1), ids.at(-1)!)
        await eventually(async () => expect((await rig.records('tally.events.v1')).length).toBe(ids.length))
        if (name === 'right') {
          const watched = await eventually(async () => {
            const all = await watch(rig, process)
            expect(typesOf(all)).toEqual(['TaskMoved'])
            return all
          })
          expect(watched[0]!.data).toMatchObject({ task: 'tally/0', service: 'tally', from: 'left', to: 'right' })
        }
        await process.close()
      }
      await rig.stop()
    },
  },
  {
    title: 'a missed target is told with its event, and when a channel was used last is shown',
    alone: true,
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const service = {
        ...tally,
        aggregates: tally.aggregates.map(a => ({ ...a, targets: ['Rang'] })),
        channels: [{ name: 'telling', types: ['Tallied'] }],
      }
      const one = await startProcess(rig, { service })
      await tell(one, 'a', add(1), 'in-1', { at: morning + 1_000 })
      await tell(one, 'b', add(1), 'in-2', { at: morning + 500 })
      await tell(one, 'a', { verb: 'SET_TIMER', amount: 0, name: 'soon', at: morning + 60_000 }, 'in-3')
      await eventually(async () => expect((await rig.records('tally.events.v1')).length).toBe(3))
      rig.clock.advanceTo(morning + 120_000)
      await eventually(async () => expect(typesOf(await watch(rig, one))).toEqual(['TargetMissed']))
      const [missed] = await watch(rig, one)
      const rang = (await rig.records('tally.events.v1')).at(-1)!
      const eventId = rang.headers[header.id]
      expect(missed!.data).toEqual({ subjectId: 'a', service: 'tally', at: morning + 60_000, target: 'Rang', eventId })
      const used = { table: 'channels', index: 'channel', value: 'telling', limit: 10 }
      const lastUse = async (process: Process) => {
        const answer = await process.backbone.readSide.list('tally', used)
        expect(answer).toMatchObject({ state: 'ready', found: { rows: [{ data: { at: morning + 1_000 } }] } })
      }
      await eventually(() => lastUse(one))
      if (rig.can['separate-read-side'] === true) await rig.flushReadSide()
      await eventually(() => lastUse(one))
      await rig.stop()
    },
  },
  {
    title:
      'what was not read yet is counted, with the time of the first of it; how a task stands is told while it is open',
    run: async makeRig => {
      const rig = await makeTallyRig(makeRig, 1)
      const asleep = Promise.withResolvers<void>()
      const woken = Promise.withResolvers<void>()
      let armed = false
      const one = await startProcess(rig, {
        probe: async at => {
          if (!armed || at !== 'before-commit') return
          asleep.resolve()
          await woken.promise
        },
      })
      const sources = async () => (await one.running.status()).lag.filter(({ topic }) => topic === 'source.events.v1')
      await tell(one, 'a', told('BREAK', 'stands'), 'in-1')
      await eventually(async () => expect(await sources()).toMatchObject([{ partition: 0, lag: 0 }]))
      expect((await sources())[0]).not.toHaveProperty('oldestAt')
      await eventually(() =>
        expect(one.running.standings()).toMatchObject([
          { partition: 0, deadLetters: 1, heldKeys: 1, timersOverdue: 0 },
        ]),
      )
      armed = true
      await tell(one, 'b', add(1), 'in-2', { at: morning + 1_000 })
      await asleep.promise
      await tell(one, 'b', add(1), 'in-3', { at: morning + 2_000 })
      await eventually(async () => expect(await sources()).toMatchObject([{ lag: 2, oldestAt: morning + 1_000 }]))
      armed = false
      woken.resolve()
      await eventually(async () => expect(await sources()).toMatchObject([{ lag: 0 }]))
      await one.close()
      expect(one.running.standings()).toEqual([])
      await rig.stop()
    },
  },
]
