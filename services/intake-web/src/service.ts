import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { draft } from './draft.ts'
import { emailProof } from './email-proof.ts'
import { submission } from './submission.ts'

export const intakeWeb: Service = {
  name: 'intake-web',
  stateVersion: 1,
  aggregates: [aggregate(submission), aggregate(emailProof), aggregate(draft)],
}
