import { expect, test } from 'vitest'
import { system } from '../actor.ts'
import { add } from '../conformance/kit.ts'
import { tally, tallyContracts } from '../conformance/tally.ts'
import { runService } from '../host.ts'
import { Killed, type Probe } from '../probe.ts'
import { header, headersOf, type OutRecord } from '../record.ts'
import { fixedReference } from '../reference-source.ts'
import { seededPace } from '../task-pump.ts'
import { createMemoryBackbone } from './memory-backbone.ts'
import { createMemoryWorld } from './memory-world.ts'
import { createSimulatedTime } from './simulated-time.ts'

const start = Date.UTC(2023, 2, 1, 1)
const inputs = 40

/** Two processes that die at random steps of their commits and come back, until every input was tallied. */
async function simulate(seed: number) {
  const time = createSimulatedTime(seed, start)
  const world = createMemoryWorld({ partitions: 2, clock: time.clock, schedule: time.schedule })
  let deaths = 0
  const probe: Probe = () => {
    if (deaths >= 6 || time.random() > 0.2) return
    deaths++
    throw new Killed('the seed says so')
  }
  async function live() {
    const backbone = await createMemoryBackbone(world, {
      contracts: tallyContracts,
      probe,
      pace: p => seededPace(seed + p, 30),
    })
    const { place } = tallyContracts
    const reference = fixedReference()
    await runService(tally, { backbone, place, clock: time.clock, reference, effects: {} })
    for (;;) {
      await new Promise<void>(resolve => time.clock.after(100, resolve))
      if (
        await backbone.readSide.get('tally', 'tallies', 'k').then(
          () => false,
          () => true,
        )
      )
        break
    }
    void live()
  }
  void live()
  void live()
  const outside = createMemoryBackbone(world, { contracts: tallyContracts })
  let told = false
  void outside.then(async ({ codec, publish }) => {
    const fullName = 'icms.conformance.Told'
    for (let i = 0; i < inputs; i++) {
      const key = `k${i % 5}`
      const headers = headersOf({ id: `in-${i}`, fullName, service: 'source', key, at: start, actor: system })
      const record: OutRecord = {
        topic: 'source.events.v1',
        key,
        value: codec.encode(fullName, add(1)),
        headers,
        at: start,
      }
      await publish([record])
    }
    told = true
  })
  const tallied = () =>
    [0, 1]
      .flatMap(p => world.log.read('tally.events.v1', p, 0, 10_000).records)
      .filter(r => r.headers[header.type]?.endsWith('Tallied'))
  const steps = await time.runUntil(() => told && tallied().length >= inputs)
  return { steps, deaths, causes: tallied().map(r => `${r.partition}/${r.offset} ${r.headers[header.cause]}`) }
}

test('a simulated run with deaths at any step repeats exactly by its seed, and another seed takes another way', async () => {
  const [one, again, other] = [await simulate(7), await simulate(7), await simulate(8)]
  expect(again).toEqual(one)
  expect(other.causes).not.toEqual(one.causes)
})

test('whatever the seed, every input has its effect once and in the order of its key', async () => {
  let deaths = 0
  for (let seed = 1; seed <= 20; seed++) {
    const run = await simulate(seed)
    deaths += run.deaths
    const causes = run.causes.map(c => Number(c.split('in-')[1]))
    expect(causes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: inputs }, (_, i) => i))
    for (let key = 0; key < 5; key++) {
      const mine = causes.filter(c => c % 5 === key)
      expect(mine).toEqual(mine.toSorted((a, b) => a - b))
    }
  }
  expect(deaths).toBeGreaterThan(20)
})
