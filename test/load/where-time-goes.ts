import type { Profiler } from 'node:inspector'
import { serviceNames } from '@icms/deploy/host/settings'
import { startMailSink } from '../journeys/mail-sink.ts'
import type { Benchmark } from './benchmark.ts'
import { openDeployment } from './crowd.ts'
import type { Figure } from './figures.ts'
import { startGatewayProcess } from './gateway-process.ts'
import { openHop } from './hop-load.ts'
import { indexedMail } from './indexed-mail.ts'
import type { MeasuredProcess } from './measured-process.ts'
import { type Owner, sharesOf } from './profile-shares.ts'
import { registering } from './registrations.ts'
import type { BenchServers } from './servers.ts'

const measuring = 'the measuring itself'
const beside: Readonly<Record<string, string>> = { broker: 'the broker, beside it', redis: 'Redis itself, beside it' }

const owners: readonly Owner[] = [
  { name: measuring, files: /inside-measured/ },
  { name: 'Avro (avsc)', files: /node_modules\/avsc\// },
  {
    name: 'Redis (ioredis, what is written there)',
    files:
      /node_modules\/(ioredis|redis-|standard-as-callback)|connectors\/kafka\/src\/(redis|read-side|task-read-side|outcome)/,
  },
  { name: 'kafkajs: connections, groups, coordinators', files: /node_modules\/kafkajs\// },
  { name: 'our side of the Kafka protocol', files: /connectors\/kafka\/src\// },
  {
    name: 'encryption',
    files:
      /connectors\/backbone\/src\/(personal-text|personal-fields|protection|key-table|keyring|master-keys|entropy)/,
  },
  { name: 'the runtime', files: /connectors\/backbone\/src\// },
  {
    name: 'decisions: the services, their contracts',
    files: /\/services\/[^/]+\/src\/|\/schemas\/src\/|connectors\/reference-data\/|test\/load\/hop/,
  },
  { name: 'pages, JSON and mail', files: /connectors\/(web|email|court-cases|documents)\/|node_modules\// },
  { name: 'the host', files: /\/deploy\// },
]

type Looked = {
  readonly what: string
  readonly each: string
  readonly count: number
  readonly cpuMicros: number
  readonly profile: Profiler.Profile
  readonly servers: Record<string, number>
}

/** Whose the processor's time is, by samples of the thread that decides. */
export const whereTimeGoes: Benchmark = {
  measures: 'the time of a hop and of a registration on Kafka by whose it is; to all that the deciding thread did',
  async run({ isSmall, servers, progress }) {
    const running = await servers()
    progress('a backlog through a hop')
    const hop = await ofHop(running, isSmall ? 5_000 : 300_000)
    progress('registrations')
    const registered = await ofRegistrations(running, isSmall ? 3 : 70)
    return [...figuresOf(hop), ...figuresOf(registered)]
  },
}

async function ofHop(servers: BenchServers, count: number): Promise<Looked> {
  const hop = await openHop(servers)
  const program = hop.start()
  try {
    // The code that runs often is compiled before it is looked at.
    await hop.publish(count / 5)
    await hop.drained()
    return await look(program, servers, { what: 'a hop', each: 'message', count }, async () => {
      await hop.publish(count)
      await hop.drained()
    })
  } finally {
    await program.kill()
    await hop.stop()
  }
}

async function ofRegistrations(servers: BenchServers, count: number): Promise<Looked> {
  const deployment = await openDeployment(servers)
  const sink = await startMailSink()
  const program = await startGatewayProcess(deployment, serviceNames, { ICMS_SMTP_URL: sink.url })
  try {
    const register = await registering(program, deployment.environment, indexedMail(sink))
    await register(Math.ceil(count / 5), 1)
    return await look(program, servers, { what: 'a registration', each: 'registration', count }, () =>
      register(count, count),
    )
  } finally {
    await program.kill()
    await sink.stop()
    await deployment.close()
  }
}

async function look(
  program: MeasuredProcess,
  servers: BenchServers,
  of: Pick<Looked, 'what' | 'each' | 'count'>,
  work: () => Promise<void>,
): Promise<Looked> {
  await program.startProfile()
  const [used, before] = [await program.cpuMicros(), servers.cpuMicros()]
  await work()
  const [cpuMicros, after] = [(await program.cpuMicros()) - used, servers.cpuMicros()]
  const profile = await program.stopProfile()
  const ofServers = Object.fromEntries(
    Object.entries(after).map(([name, micros]) => [name, micros - (before[name as keyof typeof before] ?? 0)]),
  )
  return { ...of, cpuMicros, profile, servers: ofServers }
}

function figuresOf({ what, each, count, cpuMicros, profile, servers }: Looked): Figure[] {
  const { micros, busyMicros } = sharesOf(profile, owners)
  const unit = `µs/${each}`
  const busy = busyMicros - (micros.get(measuring) ?? 0)
  const thread = { what: `all that the deciding thread did for ${what}`, value: busy / count, unit }
  const over = (name: string, value: number): Figure => ({
    what: `${what}: ${name}`,
    measured: { value: value / count, unit },
    over: thread,
  })
  return [
    ...[...micros].filter(([name]) => name !== measuring).map(([name, value]) => over(name, value)),
    over('the processor time of the whole process, its other threads too', cpuMicros),
    ...Object.entries(servers).map(([name, value]) => over(beside[name] ?? name, value)),
  ]
}
