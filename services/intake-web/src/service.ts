import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { defaultPolicy, type Policy } from '@icms/schemas/policy'
import { draftUnder } from './draft.ts'
import { emailProof } from './email-proof.ts'
import { submission } from './submission.ts'

export const intakeWebUnder = (policy: Policy): Service => ({
  name: 'intake-web',
  stateVersion: 1,
  aggregates: [aggregate(submission), aggregate(emailProof), aggregate(draftUnder(policy))],
  channels: [{ name: 'web', types: ['ApplicationSubmitted'] }],
})

export const intakeWeb = intakeWebUnder(defaultPolicy)
