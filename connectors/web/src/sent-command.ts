import type { Command, CommandPort } from '@icms/backbone/edge'
import { idempotencyConflict, ProblemError } from './problem.ts'

type Outputs = Extract<Awaited<ReturnType<CommandPort['send']>>, { readonly kind: 'decided' }>['outputs']

/**
 * What a command brought about; nothing while that is not known yet. Throws `idempotency-conflict` for another body under
 * the same id.
 */
export async function sendCommand(
  commands: Pick<CommandPort, 'send'>,
  service: string,
  command: Command,
): Promise<Outputs | undefined> {
  const result = await commands.send(service, command)
  if (result.kind === 'conflict') throw idempotencyConflict()
  return result.kind === 'pending' ? undefined : result.outputs
}

/** The same where nothing can be said before it is known: throws `not-now`. */
export async function settleCommand(...sent: Parameters<typeof sendCommand>): Promise<Outputs> {
  const told = await sendCommand(...sent)
  if (!told) throw new ProblemError('not-now', { retryAfterSeconds: 5 })
  return told
}
