import { type ServiceName, serviceNames } from '@icms/deploy/host/settings'
import type { Bench, Benchmark } from './benchmark.ts'
import { type Deployment, openDeployment, writeCrowd } from './crowd.ts'
import type { Figure } from './figures.ts'
import { startGatewayProcess, untilShown } from './gateway-process.ts'
import { flushEverything, writeAgainPlainly } from './plain-redis.ts'
import { type Registrant, registerOne } from './registrant.ts'

const per = 100_000
const megabyte = 1_000_000

/** What registrants occupy, and how long pages are without them after Redis has lost everything. */
export const rowsAndMemory: Benchmark = {
  measures:
    'memory of 100,000 registrants, to the bytes of their states; their rows written again after FLUSHALL, to plain pipelined writes of the same',
  async run(bench) {
    const { isSmall, progress } = bench
    progress('registering one')
    const registrant = await registerOne()
    const all = serviceNames.filter(name => name !== 'reference-data')
    return [
      ...(await measure(bench, registrant, isSmall ? 1_000 : per, ['accounts'], 'the accounts service')),
      ...(await measure(bench, registrant, isSmall ? 200 : 20_000, all, 'all services in one process')),
    ]
  },
}

async function measure(
  { servers, progress }: Bench,
  registrant: Registrant,
  count: number,
  services: readonly ServiceName[],
  where: string,
): Promise<Figure[]> {
  const running = await servers()
  const deployment = await openDeployment(running)
  const people = `${count.toLocaleString('en')} registrants`
  try {
    progress(`${where} without registrants`)
    const empty = await bytesOf(deployment, services)
    await writeCrowd(deployment, registrant, { count, services }, done =>
      progress(`writing what ${people} leave in ${where}: ${done.toLocaleString('en')}`),
    )
    const inLog = await bytesInChangelogs(deployment, services)
    progress(`${where} with ${people}`)
    // What the empty one left there would be taken as shown before a state was restored.
    await flushEverything(running.redisUrl)
    const program = await startGatewayProcess(deployment, services)
    try {
      await untilShown(deployment, services)
      const occupied = (await program.bytes()) - empty
      await flushEverything(running.redisUrl)
      progress('Redis is empty')
      const startedAt = performance.now()
      await untilShown(deployment, services)
      const again = (performance.now() - startedAt) / 1000
      progress('writing the same rows plainly')
      const plain = await writeAgainPlainly(running.redisUrl, deployment.prefix)
      return [
        {
          what: `memory of 100,000 registrants in ${where}`,
          measured: { value: (occupied / count) * (per / megabyte), unit: 'MB' },
          over: { what: 'their states in the changelogs', value: (inLog / count) * (per / megabyte), unit: 'MB' },
          goal: { of: 'value', is: 'most', bound: 200 },
        },
        {
          what: `rows of ${people} written again by ${where}`,
          measured: { value: again, unit: 's' },
          over: {
            what: `${plain.commands.toLocaleString('en')} plain pipelined writes of the same`,
            value: plain.ms / 1000,
            unit: 's',
          },
          ...(services.length === 1 && { goal: { of: 'value', is: 'most', bound: 10 } as const }),
        },
      ]
    } finally {
      await program.kill()
    }
  } finally {
    await deployment.close()
  }
}

async function bytesOf(deployment: Deployment, services: readonly ServiceName[]): Promise<number> {
  const program = await startGatewayProcess(deployment, services)
  await untilShown(deployment, services)
  const bytes = await program.bytes()
  await program.kill()
  return bytes
}

async function bytesInChangelogs({ backbone }: Deployment, services: readonly ServiceName[]): Promise<number> {
  let bytes = 0
  for (const service of services)
    for await (const { key, value } of backbone.read(`${service}.state.v1`))
      if (key?.startsWith('state/')) bytes += key.length + value!.length
  return bytes
}
