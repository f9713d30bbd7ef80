import { systemClock } from '@icms/backbone/clock'
import { redactedLogPaths } from '@icms/web/http-limits'
import pino from 'pino'
import { type Host, startHost } from './host.ts'
import { checkSettings } from './settings.ts'
import { SettingsError } from './settings-error.ts'
import { findStartProblems } from './start-problems.ts'
import { welcome } from './welcome.ts'

/** `npm start [-- SERVICE…]`: hosts all services, or those that are named. */
const stopMsMax = 10_000
/** Whatever small is kept for long keeps the slice's whole slab: Node 24 takes 64 KiB for each, versions before took this. */
Buffer.poolSize = 8_192

try {
  const begun = performance.now()
  const { settings, mistakes } = checkSettings(process.env, process.argv.slice(2))
  const problems = [...mistakes, ...(await findStartProblems(settings))]
  if (problems.length > 0) throw new SettingsError(problems)
  const clock = systemClock(settings.clockStart === undefined ? 0 : settings.clockStart - Date.now())
  const logger = pino({ level: settings.logLevel, redact: { paths: [...redactedLogPaths], remove: true } })
  let host: Host | undefined
  let stopping = false
  const stop = (signal: string) => {
    if (stopping) return
    stopping = true
    // What is only starting holds nothing that has to be finished; a container's first process must say so itself.
    if (!host) process.exit(0)
    process.stdout.write(`\n${signal}: finishing what is in hand\n`)
    setTimeout(() => process.exit(1), stopMsMax).unref()
    host.stop().then(
      () => process.exit(0),
      (error: Error) => fail(`it did not end cleanly: ${error.message}`),
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  host = await startHost(settings, { clock, logger })
  process.stdout.write(welcome(settings, host.url, performance.now() - begun))
} catch (error) {
  if (error instanceof SettingsError) fail(...error.mistakes)
  else if (process.env.ICMS_LOG_LEVEL === 'debug') throw error
  else fail((error as Error).message)
}

function fail(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`)
  process.exit(1)
}
