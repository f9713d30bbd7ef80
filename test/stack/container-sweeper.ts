import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { getContainerRuntimeClient } from 'testcontainers'

/** On every container of one stack, with the stack's own name as its value. */
const label = 'icms-stack'

export interface ContainerSweeper {
  readonly labels: Readonly<Record<string, string>>
  /** Removes what still carries the label, and waits until it is gone. May be called again. */
  sweep(): Promise<void>
}

/**
 * Sees to it that containers die with this process, however it ends: a process of its own holds the other end of a pipe.
 * testcontainers has an image for that (Ryuk), which cannot be pulled everywhere.
 */
export const startContainerSweeper = (): ContainerSweeper => {
  const name = randomUUID()
  const sweeper = spawn(process.execPath, [fileURLToPath(import.meta.url), name], {
    // Its own session: Ctrl-C in the terminal must not reach it before it has swept.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const swept = once(sweeper, 'exit')
  sweeper.unref()
  return {
    labels: { [label]: name },
    sweep: async () => {
      sweeper.ref()
      sweeper.stdin.end()
      await swept
    },
  }
}

const removeAll = async (name: string): Promise<void> => {
  const { container } = await getContainerRuntimeClient()
  const filters = { label: [`${label}=${name}`] }
  for (const { Id } of await container.dockerode.listContainers({ all: true, filters }))
    await container.dockerode.getContainer(Id).remove({ force: true, v: true })
}

if (import.meta.main) {
  const name = process.argv[2]!
  // Reads until the other end is gone, for whatever reason.
  for await (const _ of process.stdin);
  await removeAll(name)
}
