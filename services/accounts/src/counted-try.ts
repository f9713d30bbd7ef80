import type { HostContext } from '@icms/backbone/deployable'
import { ProblemError } from '@icms/web/problem'

const counted = { TryActivation: 'ActivationTried', TrySignIn: 'SignInTried' } as const

/**
 * Counts a try before what was typed is looked at, and answers its number; undefined where none is allowed now (A33).
 * Every request is a try of its own: were a repeat recognised, a hundred guesses could pass for one.
 */
export async function sendTry(
  { commands }: Pick<HostContext, 'commands'>,
  type: keyof typeof counted,
  accountId: string,
  id: string,
): Promise<number | undefined> {
  const actor = { kind: 'account', id: accountId } as const
  const result = await commands.send('accounts', { id, type, key: accountId, data: { accountId }, actor })
  if (result.kind !== 'decided') throw new ProblemError('not-now', { retryAfterSeconds: 5 })
  const tried = result.outputs.find(output => output.type === counted[type])
  return (tried?.data as { readonly attempt: number } | undefined)?.attempt
}
