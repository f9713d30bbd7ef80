import { createEdgeMemoryInProcess, type EdgeMemoryInProcess } from '@icms/backbone/edge-memory-in-process'
import { systemEntropy } from '@icms/backbone/entropy'
import { type ManualClock, manualClock } from '@icms/backbone/manual-clock'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { createFormBrowser, type FormBrowser, sendWithin } from './form-browser.ts'
import { redactedLogPaths } from './http-limits.ts'
import { createHttpServer } from './http-server.ts'
import type { RecordViews } from './staff-views.ts'
import { defaultWebSettings, type WebSettings } from './web-settings.ts'

export type TestServer = {
  readonly server: FastifyInstance
  readonly clock: ManualClock
  readonly memory: EdgeMemoryInProcess
  /** Everything logged so far, as text. */
  readonly logged: () => string
  /** A browser at that address, of this machine unless told. */
  readonly newBrowser: (address?: string) => FormBrowser
  /** A browser in which that member of the demonstration staff has signed in, by the whole OIDC round trip. */
  readonly staffBrowser: (staffId: string) => Promise<FormBrowser>
}

/**
 * A server with edges mounted by `mount`, for tests: driven clock, no sockets; over the memory of another it is a second
 * process. Close `server` afterwards.
 */
export async function createTestServer(
  mount: (server: FastifyInstance) => unknown = () => undefined,
  settings: Partial<WebSettings> = {},
  clock = manualClock(Date.parse('2026-11-23T01:30:00Z')),
  memory = createEdgeMemoryInProcess(clock),
  recordViews: RecordViews = async () => {},
): Promise<TestServer> {
  const lines: string[] = []
  const logger = pino(
    { level: 'debug', redact: { paths: redactedLogPaths, remove: true } },
    { write: line => void lines.push(line) },
  )
  const server = await createHttpServer({
    settings: { ...defaultWebSettings, ...settings },
    logger,
    clock,
    entropy: systemEntropy,
    memory,
    recordViews,
  })
  await mount(server)
  await server.ready()
  const newBrowser = (address?: string) => createFormBrowser(server.web.origin(), sendWithin(server, address))
  return {
    server,
    clock,
    memory,
    logged: () => lines.join(''),
    newBrowser,
    async staffBrowser(staffId) {
      const browser = newBrowser()
      await browser.submit(await browser.get('/staff/sign-in?returnTo=/staff/signed-out'), { staff: staffId })
      return browser
    },
  }
}
