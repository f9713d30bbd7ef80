import { randomBytes } from 'node:crypto'
import { createArgon2PasswordHashing } from '@icms/accounts/argon2-password-hashing'
import { readSecrets } from '@icms/deploy/host/secrets'
import { readSettings, serviceNames } from '@icms/deploy/host/settings'
import { operatorTokenOf } from '@icms/deploy/operations/operator-token'
import type { MailSink } from '../journeys/mail-sink.ts'
import { startMailSink } from '../journeys/mail-sink.ts'
import { registerByProcesses, signInStaff } from '../journeys/registration-by-processes.ts'
import type { Bench, Benchmark } from './benchmark.ts'
import { openDeployment } from './crowd.ts'
import type { Figure } from './figures.ts'
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts'
import { indexedMail } from './indexed-mail.ts'
import type { BenchServers } from './servers.ts'

const atOnce = 32
/** One internet address is mailed 100 codes in ten minutes at most: these and those that are measured are fewer. */
const warmingUp = 25
const unlimited = '1000000'

/** Registrations and what they used of the processor, in seconds. */
type Run = { readonly perSecond: number; readonly gatewayMs: number; readonly serversMs: number }

/** Whole registrations by the JSON API and by mail, from the form to a linked case, many at once. */
export const registrations: Benchmark = {
  measures:
    'whole registrations per second on both backbones; to the password hashes that the machine makes, of which each needs two',
  async run(bench) {
    const { isSmall, servers, progress } = bench
    const count = isSmall ? 3 : 70
    progress('password hashes alone')
    const hash = await hashing(isSmall ? 20 : 200)
    const figures: Figure[] = []
    for (const backbone of ['embedded', 'Kafka'] as const) {
      const running = backbone === 'Kafka' ? await servers() : undefined
      const { perSecond, gatewayMs, serversMs } = await measure(bench, backbone, count, running)
      const hashes = { what: 'password hashes', value: hash.perSecond, unit: '/s' }
      const oneHash = { what: 'one password hash', value: hash.ms, unit: 'ms' }
      figures.push(
        { what: `whole registrations, ${backbone}`, measured: { value: perSecond, unit: '/s' }, over: hashes },
        {
          what: `… per core that the gateway used, ${backbone}`,
          measured: { value: 1000 / gatewayMs, unit: '/s' },
          over: { ...hashes, what: 'password hashes per core', value: 1000 / hash.ms },
        },
        {
          what: `processor time of one in the gateway, ${backbone}`,
          measured: { value: gatewayMs, unit: 'ms' },
          over: oneHash,
        },
        ...(serversMs > 0
          ? [
              {
                what: 'processor time of one in the broker and in Redis',
                measured: { value: serversMs, unit: 'ms' },
                over: oneHash,
              },
            ]
          : []),
      )
    }
    return figures
  },
}

/** As accounts makes them, as many at a time as Node's pool does. */
async function hashing(count: number): Promise<{ perSecond: number; ms: number }> {
  const { hash } = createArgon2PasswordHashing()
  await hash('Correct-Horse-42')
  const [startedAt, used] = [performance.now(), process.cpuUsage()]
  await Promise.all(Array.from({ length: count }, () => hash('Correct-Horse-42')))
  const { user, system } = process.cpuUsage(used)
  return { perSecond: (count / (performance.now() - startedAt)) * 1000, ms: (user + system) / 1000 / count }
}

async function measure(
  { progress }: Bench,
  backbone: 'embedded' | 'Kafka',
  count: number,
  servers?: BenchServers,
): Promise<Run> {
  const deployment = servers && (await openDeployment(servers))
  const environment: Readonly<Record<string, string>> = deployment?.environment ?? embedded()
  const sink = await startMailSink()
  const program = await startGatewayProcess({ environment }, serviceNames, { ICMS_SMTP_URL: sink.url })
  try {
    const register = await registering(program, environment, indexedMail(sink))
    await register(Math.min(count, warmingUp), 1)
    progress(`${count} registrations on ${backbone}, ${atOnce} at once`)
    const [startedAt, gateway, others] = [performance.now(), await program.cpuMicros(), microsOf(servers)]
    await register(count, 1 + warmingUp)
    const seconds = (performance.now() - startedAt) / 1000
    return {
      perSecond: count / seconds,
      gatewayMs: ((await program.cpuMicros()) - gateway) / 1000 / count,
      serversMs: (microsOf(servers) - others) / 1000 / count,
    }
  } finally {
    await program.kill()
    await sink.stop()
    await deployment?.close()
  }
}

const embedded = (): Readonly<Record<string, string>> => ({
  ICMS_SECRET: randomBytes(48).toString('base64url'),
  ICMS_MASTER_KEYS: randomBytes(32).toString('base64'),
  ICMS_HTTP_REQUESTS_PER_MINUTE: unlimited,
  ICMS_HTTP_SIGN_INS_PER_MINUTE: unlimited,
})

const microsOf = (servers: BenchServers | undefined) =>
  Object.values(servers?.cpuMicros() ?? {}).reduce((sum, micros) => sum + micros, 0)

/** People who register, as many at once as there are lanes. */
export async function registering(
  { origin }: Pick<GatewayProcess, 'origin'>,
  environment: Readonly<Record<string, string>>,
  mail: MailSink,
): Promise<(count: number, from: number) => Promise<void>> {
  const operatorToken = operatorTokenOf(readSecrets(readSettings(environment)))
  const gateway = { processes: [], operatorToken, originOf: () => origin, stop: async () => {} }
  const place = { gateway, mail, staff: await signInStaff(gateway) }
  return async (count, from) => {
    let next = from
    const lane = async () => {
      while (next < from + count) await registerByProcesses(place, next++)
    }
    await Promise.all(Array.from({ length: Math.min(atOnce, count) }, lane))
  }
}
