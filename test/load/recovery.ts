import { setTimeout as sleep } from 'node:timers/promises'
import { defaultSessionMs } from '@icms/kafka/kafka-settings'
import type { Benchmark } from './benchmark.ts'
import type { Figure } from './figures.ts'
import { type Hop, openHop } from './hop-load.ts'
import { nowMs, untilTrue } from './paced.ts'

const perSecond = 200
const warmMs = 3_000
const recoveredMsMax = 120_000

/** How long a partition stands still after its process was killed, at the settings that a gateway starts with. */
export const recovery: Benchmark = {
  measures:
    'kill -9 of a process to the first new commit in each of its partitions; to the silence after which Kafka takes a member for dead',
  async run({ isSmall, servers, progress }) {
    const figures: Figure[] = []
    const session = { what: 'the silence that Kafka waits for', value: defaultSessionMs / 1000, unit: 's' }
    const goal = { of: 'value', is: 'most', bound: 10 } as const
    for (const [what, isTakenOver] of [
      ['a second process takes over', true],
      ['the process is started again at once', false],
    ] as const) {
      const took: number[] = []
      for (let round = 1; round <= (isSmall ? 1 : 3); round++) {
        progress(`${what}, round ${round}`)
        const hop = await openHop(await servers())
        try {
          took.push(await recover(hop, isTakenOver))
        } finally {
          await hop.stop()
        }
      }
      const worst = Math.max(...took)
      figures.push({
        what: `${what}, worst of ${took.length}`,
        measured: { value: worst / 1000, unit: 's' },
        over: session,
        goal,
      })
    }
    return figures
  },
}

async function recover(hop: Hop, isTakenOver: boolean): Promise<number> {
  const processes = [hop.start(), ...(isTakenOver ? [hop.start()] : [])]
  const load = hop.flow(perSecond)
  try {
    await untilTrue('commits in every partition', () => hop.firstSince(0).size === hop.partitions, recoveredMsMax)
    await sleep(warmMs)
    await processes.shift()!.kill()
    const killedAt = nowMs()
    if (!isTakenOver) processes.push(hop.start())
    await untilTrue(
      'new commits in every partition',
      () => hop.firstSince(killedAt).size === hop.partitions,
      recoveredMsMax,
    )
    return Math.max(...hop.firstSince(killedAt).values()) - killedAt
  } finally {
    await load.stop()
    await Promise.all(processes.map(p => p.kill()))
  }
}
