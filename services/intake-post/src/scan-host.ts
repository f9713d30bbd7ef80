import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HostContext } from '@icms/backbone/deployable'
import { createTestHost, type TestHost } from '@icms/reference-data/test-host'
import { demonstrationKeyFiles, readPrivateKey } from './demonstration-keys.ts'
import { deployable } from './main.ts'
import type { Outcome } from './outcome.ts'
import { type Made, zipped } from './envelope-kit.ts'

export const machine = { name: 'scan-1', passwords: ['a password of the mail room'], may: ['scan'] } as const
export const asMachine = { authorization: `Basic ${Buffer.from(`scan-1:${machine.passwords[0]}`).toString('base64')}` }

/** The machine may be busy with other things. */
const waitMsMax = 60_000

type DailyAnswer = {
  readonly standing: string
  readonly sent: number
  readonly differences: readonly { readonly kind: string; readonly itemId: string; readonly detail: string | null }[]
}

export type ScanHost = TestHost & {
  readonly folder: string
  readonly rowsOfOthers: Map<string, Readonly<Record<string, unknown>>>
  /** The zip of an envelope, signed by the demonstration key. */
  readonly zip: (made: Made) => Promise<Buffer>
  readonly put: (
    envelopeId: string,
    zip: Uint8Array,
    headers?: object,
  ) => Promise<{ readonly status: number; readonly outcome: Outcome }>
  readonly ask: (envelopeId: string) => Promise<{ readonly status: number; readonly outcome: Outcome }>
  readonly daily: (
    method: 'PUT' | 'GET',
    path: string,
    body?: object,
  ) => Promise<{ readonly status: number; readonly body: DailyAnswer }>
  /** Runs the clock along until that is so; what waits for time goes on. */
  readonly until: <T>(look: () => Promise<T | undefined> | T | undefined) => Promise<T>
}

/** A host with the intake and what its edges are told with. For tests only; `stop` takes its folder away. */
export async function createScanHost(own: Partial<HostContext> = {}): Promise<ScanHost> {
  const folder = mkdtempSync(join(tmpdir(), 'scan-'))
  const rowsOfOthers = new Map<string, Readonly<Record<string, unknown>>>()
  const context = { dataDir: folder, machines: [machine], scan: { isDemonstration: true }, ...own }
  const host = await createTestHost([deployable], { context, rowsOfOthers })
  const inject = async (method: 'PUT' | 'GET', url: string, headers: object, payload?: Uint8Array) => {
    const host_ = new URL(host.server.web.origin()).host
    const answer = await host.server.inject({
      method,
      url,
      headers: { host: host_, ...asMachine, ...(payload && { 'content-type': 'application/zip' }), ...headers },
      ...(payload && { payload: Buffer.from(payload) }),
    })
    return { status: answer.statusCode, outcome: JSON.parse(answer.body) as Outcome }
  }
  async function until<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
    const begun = performance.now()
    while (performance.now() - begun < waitMsMax) {
      const found = await look()
      if (found !== undefined && found !== false) return found
      // Hardly faster than the work that is waited for, which is given up after a minute of this clock.
      host.clock.advanceTo(host.clock.now() + 20)
      await new Promise(resolve => setTimeout(resolve, 10))
    }
    throw new Error('it was waited for in vain')
  }
  /** Answers wait for time now and then. */
  async function patiently<T>(work: Promise<T>): Promise<T> {
    let result: { readonly value: T } | undefined
    const done = work.then(value => {
      result = { value }
    })
    await Promise.race([done, until(() => (result ? true : undefined))])
    await done
    return result!.value
  }
  return {
    ...host,
    folder,
    rowsOfOthers,
    until,
    zip: made => zipped(made, readPrivateKey(demonstrationKeyFiles(folder).privateKey)),
    put: (envelopeId, zip, headers = {}) => patiently(inject('PUT', `/scan/envelopes/${envelopeId}`, headers, zip)),
    ask: envelopeId => inject('GET', `/scan/envelopes/${envelopeId}`, {}),
    async daily(method, path, body) {
      const payload = body && Buffer.from(JSON.stringify(body))
      const { status, outcome } = await patiently(inject(method, `/scan/daily/${path}`, {}, payload))
      return { status, body: outcome as unknown as DailyAnswer }
    },
    async stop() {
      await host.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
