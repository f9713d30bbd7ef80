import { systemEntropy } from '@icms/backbone/entropy'
import { createKeyring, type Keyring } from '@icms/backbone/keyring'
import { manualClock } from '@icms/backbone/manual-clock'
import { createMemoryBackbone } from '@icms/backbone/memory/memory-backbone'
import { createMemoryWorld } from '@icms/backbone/memory/memory-world'
import { contracts } from '@icms/schemas/contracts'

export type Deployment = {
  readonly keyring: Keyring
  /** Another process of it, with these master keys, the newest first. */
  anotherProcess(...masterKeys: readonly number[]): Promise<{ readonly keyring: Keyring }>
  stop(): Promise<void>
}

/** The keyrings of a deployment's processes, in memory, for tests. */
export async function startDeployment(): Promise<Deployment> {
  const clock = manualClock(Date.UTC(2023, 1, 1))
  const world = createMemoryWorld({ partitions: 2, clock })
  const stops: (() => Promise<void>)[] = []
  async function start(masterKeys: readonly number[]) {
    const bytes = masterKeys.map(byte => new Uint8Array(32).fill(byte))
    const keyring = createKeyring(bytes, systemEntropy)
    const backbone = await createMemoryBackbone(world, { contracts, keyring })
    await keyring.open(backbone, clock)
    stops.push(async () => {
      await keyring.stop()
      await backbone.close()
    })
    return { keyring }
  }
  return {
    ...(await start([1])),
    anotherProcess: (...masterKeys) => start(masterKeys.length > 0 ? masterKeys : [1]),
    async stop() {
      for (const stop of stops) await stop()
    },
  }
}
