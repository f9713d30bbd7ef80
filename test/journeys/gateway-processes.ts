import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSecrets } from '@icms/deploy/host/secrets'
import { readSettings, type ServiceName } from '@icms/deploy/host/settings'
import { operatorTokenOf } from '@icms/deploy/operations/operator-token'
import { freePort } from '../stack/free-port.ts'
import type { SharedStack } from '../stack/shared-stack.ts'
import { type Command, type HostingProcess, hosting } from './hosting-process.ts'

export type GatewayProcesses = {
  readonly processes: readonly HostingProcess[]
  readonly operatorToken: string
  /** Where the edge of a service is. */
  originOf(service: ServiceName): string
  stop(): Promise<void>
}

type Place = {
  readonly prefix: string
  readonly smtpUrl: string
  readonly stack: SharedStack
  readonly command: Command
  /** One starts before the others, so that it alone makes topics and registers schemas. */
  readonly oneFirst?: boolean
  /** More settings, the same for all. */
  readonly settings?: Readonly<Record<string, string>>
}

/**
 * A gateway on Kafka in several processes, each with the services of one group, which share servers, prefix, data folder
 * (for the secret) and mail server. What is left of them dies with this process.
 */
export async function startProcesses(
  groups: readonly (readonly ServiceName[])[],
  { prefix, smtpUrl, stack, command, oneFirst = false, settings = {} }: Place,
): Promise<GatewayProcesses> {
  const dataDir = mkdtempSync(join(tmpdir(), 'icms-processes-'))
  const environment = {
    ICMS_BACKBONE: 'kafka',
    ICMS_KAFKA_BROKERS: stack.brokers.join(','),
    ICMS_REGISTRY_URL: stack.registryUrl,
    ICMS_REDIS_URL: stack.redisUrl,
    ICMS_KAFKA_PREFIX: prefix,
    ICMS_DATA_DIR: dataDir,
    ICMS_SMTP_URL: smtpUrl,
    ICMS_HTTP_REQUESTS_PER_MINUTE: '100000',
    ICMS_PARTITIONS: '2',
    ...settings,
  }
  const processes: HostingProcess[] = []
  for (const services of groups) processes.push(hosting(services, command, environment, await freePort()))
  async function stop() {
    await Promise.all(processes.map(p => p.kill()))
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    if (oneFirst) await processes[0]?.start()
    await Promise.all(processes.filter(p => !p.isRunning()).map(p => p.start()))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    processes,
    operatorToken: operatorTokenOf(readSecrets(readSettings(environment))),
    originOf: service => processes.find(p => p.services.includes(service))!.origin,
    stop,
  }
}
