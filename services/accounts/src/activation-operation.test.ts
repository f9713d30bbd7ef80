import type { HostContext } from '@icms/backbone/deployable'
import type { CommandResult } from '@icms/backbone/edge'
import { systemEntropy } from '@icms/backbone/entropy'
import { manualClock } from '@icms/backbone/manual-clock'
import { fixedReference } from '@icms/backbone/reference-source'
import { seededReference } from '@icms/reference-data/seeded-reference'
import { activationCodeOf } from '@icms/schemas/activation-code'
import { expect, test } from 'vitest'
import { accountId, hk, loginName } from './account-story.ts'
import { createActivation } from './activation-operation.ts'
import { predictablePasswordHashing } from './predictable-password-hashing.ts'

const key = new Uint8Array(32).fill(7)
const tried: CommandResult = { kind: 'decided', outputs: [{ type: 'ActivationTried', data: { attempt: 1 } }] }
const row = { accountId, status: 'CREATED', activation: { activationId: 'activation-1', expiresAt: 0 } }

/** Activates on a host whose commands end as given, and whose read side may be away. */
function activateWhere(outcomes: Readonly<Record<string, CommandResult>>, rebuilding = false) {
  const found = rebuilding ? { state: 'rebuilding' } : { state: 'ready', found: { data: row } }
  const context = {
    backbone: { readSide: { get: async () => found, outcome: async () => undefined } },
    commands: { send: async (_: string, { type }: { type: string }) => outcomes[type] },
    reference: fixedReference(seededReference),
    clock: manualClock(hk('2023-02-02T09:00')),
    entropy: systemEntropy,
    secret: () => key,
  } as unknown as HostContext
  const { activate, terms } = createActivation(context, predictablePasswordHashing)
  const activationCode = activationCodeOf(key, accountId, 'activation-1')
  const filled = { loginName, activationCode, password: 'Harbour-view-9', termsVersion: terms().version }
  return activate(filled, 'request-1')
}

test('an activation whose outcome is not known in time is said to be received, and nothing more', async () => {
  const activated = await activateWhere({ TryActivation: tried, ActivateAccount: { kind: 'pending' } })
  expect(activated).toEqual({ kind: 'processing', loginName })
})

test('a code is not looked at before its try was counted (A33)', async () => {
  await expect(activateWhere({ TryActivation: { kind: 'pending' } })).rejects.toMatchObject({ kind: 'not-now' })
})

test('while the records are rebuilt nobody is told that the code was wrong', async () => {
  await expect(activateWhere({ TryActivation: tried }, true)).rejects.toMatchObject({ kind: 'rebuilding' })
})

test('a code that was superseded in the meantime is answered like a wrong one', async () => {
  const superseded = { type: 'ActivationRefused', data: { reason: 'CODE_SUPERSEDED' } }
  const activated = await activateWhere({
    TryActivation: tried,
    ActivateAccount: { kind: 'decided', outputs: [superseded] },
  })
  expect(activated).toEqual({ kind: 'refused', defects: [{ path: '', code: 'ACTIVATION_NOT_ACCEPTED' }] })
})
