import { freePort } from './free-port.ts'
import { jvm, jvmForLoad } from './jvm.ts'
import { startBroker, startOpenRedis, startRegistry } from './local-servers.ts'
import type { Stack, StackNeeds } from './stack.ts'
import { openStackFolder, quickFolder } from './stack-folder.ts'

const heapMb = 512

/**
 * Kafka and registry on this machine's JVM, from the folder that `fetchJars` filled, and Debian's redis-server.
 * Ports and folder are the stack's own. Everything is gone after `stop()` and after this process's end.
 */
export const startLocalStack = async (needs: StackNeeds, jarsFolder: string): Promise<Stack> => {
  const folder = await openStackFolder(needs.forLoad || needs.onDisk ? undefined : quickFolder())
  const { partitions } = needs
  try {
    const port = await freePort()
    const [broker, registry, redis] = await Promise.all([
      startBroker(folder.path, jarsFolder, {
        port,
        partitions,
        java: needs.forLoad ? jvmForLoad : jvm(jarsFolder, 'broker', heapMb),
      }),
      needs.registry ? startRegistry(folder.path, jarsFolder, jvm(jarsFolder, 'registry', heapMb)) : undefined,
      needs.redis ? startOpenRedis(folder.path) : undefined,
    ])
    return {
      origin: 'the JVM of this machine',
      brokers: [`127.0.0.1:${port}`],
      broker,
      ...(registry ? { registryUrl: registry.url, registry: registry.process } : {}),
      ...(redis ? { redisUrl: redis.url, redis: redis.process } : {}),
      stop: () => folder.sweep(),
    }
  } catch (error) {
    await folder.sweep()
    throw error
  }
}
