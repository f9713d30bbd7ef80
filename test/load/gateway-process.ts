import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { partitionOf } from '@icms/backbone/partitioner'
import type { ServiceName } from '@icms/deploy/host/settings'
import { freePort } from '../stack/free-port.ts'
import { type Deployment, partitions } from './crowd.ts'
import { type MeasuredProcess, startMeasured } from './measured-process.ts'
import { untilTrue } from './paced.ts'

const readyMsMax = 120_000
const openMsMax = 600_000

export type GatewayProcess = MeasuredProcess & { readonly origin: string }

/** The gateway as `npm start` runs it, with these services in one process. `kill` removes its folder too. */
export async function startGatewayProcess(
  { environment }: { readonly environment: Readonly<Record<string, string>> },
  services: readonly ServiceName[],
  changes: Readonly<Record<string, string>> = {},
): Promise<GatewayProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'icms-load-'))
  const port = await freePort()
  const started = startMeasured({
    program: 'deploy/host/main.ts',
    args: services,
    environment: { ...environment, ICMS_DATA_DIR: dataDir, ICMS_HTTP_PORT: String(port), ...changes },
  })
  const kill = async () => {
    await started.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await started.printed('ready in', readyMsMax)
  } catch (error) {
    await kill()
    throw error
  }
  return { ...started, kill, origin: `http://127.0.0.1:${port}` }
}

/** Waits until every task of these services is open and shows its rows. */
export async function untilShown({ backbone }: Deployment, services: readonly ServiceName[]): Promise<void> {
  for (const service of services)
    for (let partition = 0; partition < partitions; partition++) {
      const id = idIn(partition)
      const isShown = async () => (await backbone.readSide.get(service, 'none', id)).state === 'ready'
      await untilTrue(`the rows of ${service}.${partition}`, isShown, openMsMax)
    }
}

function idIn(partition: number): string {
  for (let i = 0; ; i++) if (partitionOf(`id-${i}`, partitions) === partition) return `id-${i}`
}
