import { randomUUID } from 'node:crypto'
import { system } from '@icms/backbone/actor'
import { headersOf, type OutRecord } from '@icms/backbone/record'
import { filing } from '@icms/deploy/demo/forms'
import type { ServiceName } from '@icms/deploy/host/settings'
import { contracts } from '@icms/schemas/contracts'
import type { CaseLinked } from '@icms/schemas/generated/case-linking-events-v1'
import type { Benchmark } from './benchmark.ts'
import { type Deployment, openDeployment, writeCrowd } from './crowd.ts'
import type { Figure } from './figures.ts'
import { startGatewayProcess, untilShown } from './gateway-process.ts'
import { openHop } from './hop-load.ts'
import { nowMs, paced, untilTrue } from './paced.ts'
import { type Percentiles, percentilesOf } from './percentiles.ts'
import { another, type Ids, registerOne } from './registrant.ts'

export const onTheWay: readonly ServiceName[] = ['reference-data', 'court-cases', 'accounts', 'case-linking']
const rates = [50, 200, 500]
const linkedMsMax = 120_000
const filedType = 'icms.court.FilingLodged'

/** From the instant at which a court case system publishes a filing until a reader of committed records sees the link. */
export const filingToLink: Benchmark = {
  measures: 'filing published to link committed at 50, 200 and 500/s on Kafka; to one hop at the same rate',
  async run({ isSmall, servers, progress }) {
    const running = await servers()
    const seconds = isSmall ? 1 : 10
    progress('registering one')
    const registrant = await registerOne()
    const deployment = await openDeployment(running)
    const holders = isSmall ? 200 : 2_000
    const filed = new Map<number, Percentiles>()
    try {
      progress(`writing what ${holders.toLocaleString('en')} registrations leave`)
      await writeCrowd(deployment, registrant, { count: holders, services: ['accounts', 'case-linking'] })
      const program = await startGatewayProcess(deployment, onTheWay)
      const court = await courtOf(deployment, registrant.ids, holders)
      try {
        await untilShown(deployment, ['court-cases', 'accounts', 'case-linking'])
        // Broker and gateway run what they have compiled only after a while.
        await court.latency(200, isSmall ? 1 : 20)
        for (const rate of rates) {
          progress(`filings at ${rate}/s`)
          filed.set(rate, await court.latency(rate, seconds))
        }
      } finally {
        await court.stop()
        await program.kill()
      }
    } finally {
      await deployment.close()
    }
    const hop = await openHop(running)
    const program = hop.start()
    const figures: Figure[] = []
    try {
      await hop.publish(2_000)
      await hop.drained()
      for (const rate of rates) {
        progress(`a hop at ${rate}/s`)
        const hopped = await hop.latency(rate, seconds)
        for (const which of ['p50', 'p99'] as const)
          figures.push({
            what: `filing to link at ${rate}/s, ${which}`,
            measured: { value: filed.get(rate)![which], unit: 'ms' },
            over: { what: 'one hop at that rate', value: hopped[which], unit: 'ms' },
            ...(rate === 500 && which === 'p99' && { goal: { of: 'value', is: 'most', bound: 60 } as const }),
          })
      }
      return figures
    } finally {
      await program.kill()
      await hop.stop()
    }
  },
}

/** A court case system whose parties file, each time in another case, and who looks when each was linked. */
export async function courtOf({ backbone }: Deployment, template: Ids, holders: number) {
  const { codec } = backbone
  const run = randomUUID()
  const linkedType = contracts.place('CaseLinked').fullName
  const due = new Map<string, number>()
  let latencies: number[] = []
  let filings = 0
  let linked = 0
  const following = await backbone.follow('case-linking.events.v1', ({ headers, value }) => {
    if (headers.ce_type !== linkedType) return
    const at = nowMs()
    const { caseNumber } = codec.peek(value!) as CaseLinked
    const dueAt = due.get(caseNumber)
    if (dueAt === undefined) return
    due.delete(caseNumber)
    linked++
    latencies.push(at - dueAt)
  })

  function next(dueAt: number): OutRecord {
    const n = filings++
    const { loginName } = another(template, n % holders).ids
    const caseNumber = `DCCJ ${1 + (n % 900_000)}/2023`
    due.set(caseNumber, dueAt)
    const at = Math.floor(nowMs())
    const data = filing(loginName, caseNumber, at, { courtReference: `ref-${n}` })
    const headers = headersOf({
      id: `${run}-${n}`,
      fullName: filedType,
      service: 'load',
      key: `f-${n}`,
      at,
      actor: system,
    })
    return { topic: 'court.filings.v1', key: `f-${n}`, value: codec.encode(filedType, data), headers, at }
  }

  return {
    async latency(perSecond: number, seconds: number): Promise<Percentiles> {
      latencies = []
      await paced(
        { perSecond, count: perSecond * seconds },
        (_, dueAt) => next(dueAt),
        records => backbone.publish(records),
      )
      await untilTrue(`${filings} filings linked, ${linked} are`, () => linked >= filings, linkedMsMax)
      return percentilesOf(latencies)
    },
    stop: () => following.stop(),
  }
}
