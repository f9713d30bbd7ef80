import { system } from '@icms/backbone/actor'
import type { FreshKeys } from '@icms/backbone/keyring'
import { deriveId, headersOf, type OutRecord } from '@icms/backbone/record'
import { contracts } from '@icms/schemas/contracts'
import { exampleOf } from '@icms/schemas/example-messages'
import { answeredFilings } from './answered-filings.ts'
import type { Benchmark } from './benchmark.ts'
import { type Deployment, openDeployment, writeCrowd } from './crowd.ts'
import { startGatewayProcess, untilShown } from './gateway-process.ts'
import { another, type Ids, registerOne } from './registrant.ts'

const filedMsMax = 300_000
const publishedAtOnce = 500

/** What a filing costs the accounts service when it knows few or many registrants, of whom any may be the one. */
export const costByRegistrants: Benchmark = {
  measures: 'processor time of a filing at the accounts service that knows 1,000,000 registrants; to that with 10,000',
  async run({ isSmall, servers, progress }) {
    const [few, many] = isSmall ? [500, 2_000] : [10_000, 1_000_000]
    const filings = isSmall ? 300 : 20_000
    progress('registering one')
    const registrant = await registerOne()
    const deployment = await openDeployment(await servers())
    try {
      const write = (count: number, from: number) =>
        writeCrowd(deployment, registrant, { count, from, services: ['accounts'] }, done =>
          progress(`writing what ${count.toLocaleString('en')} registrations leave: ${done.toLocaleString('en')}`),
        )
      await write(few, 0)
      const withFew = await costOfFiling(deployment, registrant.ids, few, filings, progress)
      await write(many - few, few)
      const withMany = await costOfFiling(deployment, registrant.ids, many, filings, progress)
      return [
        {
          what: `a filing with ${many.toLocaleString('en')} registrants`,
          measured: { value: withMany, unit: 'µs of the processor' },
          over: { what: `with ${few.toLocaleString('en')}`, value: withFew, unit: 'µs' },
          goal: { of: 'ratio', is: 'most', bound: 1.1 },
        },
      ]
    } finally {
      await deployment.close()
    }
  },
}

async function costOfFiling(
  deployment: Deployment,
  template: Ids,
  registrants: number,
  filings: number,
  progress: (text: string) => void,
): Promise<number> {
  progress(`opening accounts with ${registrants.toLocaleString('en')} registrants`)
  const program = await startGatewayProcess(deployment, ['accounts'])
  const answers = await answeredFilings(deployment.backbone)
  try {
    await untilShown(deployment, ['accounts'])
    await answers.caughtUp()
    const file = async (count: number, from: number) => {
      for (let i = from; i < from + count; i += publishedAtOnce) {
        const fresh = deployment.backbone.codec.fresh(() => {})!
        const filed = Array.from({ length: Math.min(publishedAtOnce, from + count - i) }, (_, n) =>
          filingOf(deployment, another(template, somebody(i + n, registrants)).ids, `${registrants}/${i + n}`, fresh),
        )
        // Keys first: a broker shows the parts of one publication in any order, and a filing without its key is set aside.
        await deployment.backbone.publish(fresh.records())
        fresh.taken()
        await deployment.backbone.publish(filed)
      }
      await answers.confirmed(from + count, filedMsMax)
    }
    await file(filings / 10, 0)
    progress(`${filings.toLocaleString('en')} filings`)
    const used = await program.cpuMicros()
    await file(filings, filings / 10)
    return ((await program.cpuMicros()) - used) / filings
  } catch (error) {
    throw new Error(`${(error as Error).message}. The service printed:\n${program.said()}`, { cause: error })
  } finally {
    await answers.stop()
    await program.kill()
  }
}

/** Anybody, evenly, and the same in every run. */
const somebody = (i: number, registrants: number) => Math.floor(((i * 0.618_033_988_749_895) % 1) * registrants)

/** As the bridge tells it on. */
function filingOf(
  { backbone: { codec } }: Deployment,
  { accountId, loginName, caseId, caseNumber }: Ids,
  name: string,
  fresh: FreshKeys,
): OutRecord {
  const { topic, fullName } = contracts.place('FilingLodged')
  const id = deriveId('load', name)
  // By the same clock as the accounts' activation: what was filed before that is refused.
  const at = Date.now()
  const filing = {
    ...exampleOf('court-cases.events.v1', 'FilingLodged'),
    accountId,
    loginName,
    caseId,
    caseNumber,
    filingId: id,
    filedAt: at,
    at,
  }
  const headers = headersOf({ id, fullName, service: 'load', key: accountId, at, actor: system })
  return { topic, key: accountId, value: codec.encode(fullName, filing, fresh), headers, at }
}
