import { pause } from '@icms/backbone/clock'
import type { Deployable, HostContext } from '@icms/backbone/deployable'
import type { Command } from '@icms/backbone/edge'
import { isBackboneError } from '@icms/backbone/errors'
import type { FastifyPluginAsync } from 'fastify'
import { declareReferenceEdge } from './reference-edge.ts'
import { createReferenceOperations } from './reference-operations.ts'
import { seedCommands } from './seed-entries.ts'
import { referenceData } from './service.ts'

/** Commands of the seed under way at a time: enough that each commit takes many of them. */
const inFlightMax = 64
const retryMs = 200

/** The owner of reference data with its desk, `/desk/reference`. What a deployment starts with is recorded when it runs. */
export const deployable: Deployable<FastifyPluginAsync> = {
  service: referenceData,
  async start(context) {
    const plugin: FastifyPluginAsync = async server => declareReferenceEdge(server, createReferenceOperations(context))
    return { edges: [{ prefix: '', plugin }], running: () => recordSeed(context) }
  },
}

/**
 * Records what the table lacks of the seed and resolves when all of it is in this process's own table. Waits for as long
 * as broker or read side are away. Throws where an entry is refused: the seed contradicts what was recorded before.
 */
export async function recordSeed(context: HostContext): Promise<void> {
  const { reference, clock } = context
  const waiting = [...seedCommands(reference.current())]
  const sendOneByOne = async () => {
    for (let command = waiting.pop(); command; command = waiting.pop()) await record(command, context)
  }
  await Promise.all(Array.from({ length: inFlightMax }, sendOneByOne))
  while (seedCommands(reference.current()).length > 0) {
    const changed = Promise.withResolvers<void>()
    const stop = reference.onChange(changed.resolve)
    await Promise.race([changed.promise, pause(clock, retryMs)])
    stop()
  }
}

async function record(command: Command, { commands, clock }: HostContext): Promise<void> {
  for (;;) {
    try {
      const result = await commands.send('reference-data', command)
      if (result.kind === 'pending') continue
      const refused = result.kind === 'conflict' || result.outputs.some(({ type }) => type === 'ReferenceEntryRefused')
      if (!refused) return
    } catch (error) {
      if (!isBackboneError(error, 'NotNow')) throw error
      await pause(clock, retryMs)
      continue
    }
    throw new Error(
      `entry '${command.key}' of the seed was refused: another content is recorded under this id; give the seed's entry a new id`,
    )
  }
}
