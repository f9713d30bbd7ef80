import { docker } from './engine.ts'
import type { Container } from './composed.ts'

type Inspected = {
  readonly Config: { readonly User: string }
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean
    readonly Privileged: boolean
    readonly CapDrop: readonly string[] | null
    readonly CapAdd: readonly string[] | null
    readonly SecurityOpt: readonly string[] | null
    readonly Memory: number
    readonly NanoCpus: number
    readonly PidsLimit: number | null
  }
}

/** What the engine was told of a container that it should not have been, or was not told. */
const laxityOf = async ({ id, service }: Container): Promise<readonly string[]> => {
  const [{ Config, HostConfig }] = JSON.parse(await docker(['inspect', id])) as [Inspected]
  const laxities = {
    'runs as root': /^(0|root)?(:|$)/.test(Config.User),
    'may write its root': !HostConfig.ReadonlyRootfs,
    'is privileged': HostConfig.Privileged || (HostConfig.CapAdd ?? []).length > 0,
    'keeps capabilities': !(HostConfig.CapDrop ?? []).includes('ALL'),
    'may gain privileges': !(HostConfig.SecurityOpt ?? []).some(option => option.startsWith('no-new-privileges')),
    'has no limit of memory': HostConfig.Memory === 0,
    'has no limit of processors': HostConfig.NanoCpus === 0,
    'has no limit of processes': !HostConfig.PidsLimit,
  }
  return Object.entries(laxities).flatMap(([what, isSo]) => (isSo ? [`${service} ${what}`] : []))
}

/** What a container can really do, tried in it. */
const triedIn = async ({ id, service }: Container): Promise<readonly string[]> => {
  const tries = 'id -u; (echo x >/icms-probe) 2>/dev/null && echo wrote; grep -i capeff /proc/self/status'
  const [user, ...rest] = (await docker(['exec', id, '/bin/sh', '-c', tries])).trim().split('\n')
  return [
    ...(user === '0' ? [`${service} is root in its container`] : []),
    ...(rest.includes('wrote') ? [`${service} wrote to its root`] : []),
    ...(rest.some(line => /capeff:\s*0+$/i.test(line)) ? [] : [`${service} has capabilities: ${rest.join(' ')}`]),
  ]
}

/** Every way in which a container is not held as tightly as it should be; those that have ended are only asked about. */
export const findLaxities = async (containers: readonly Container[]): Promise<readonly string[]> => {
  const found = await Promise.all(
    containers.map(async container => [
      ...(await laxityOf(container)),
      ...(container.state === 'running' ? await triedIn(container) : []),
    ]),
  )
  return found.flat()
}
