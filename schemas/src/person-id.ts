import { createHmac } from 'node:crypto'
import type { IdentityDocument } from './generated/common.ts'
import { identityTextOf } from './identity-document.ts'

/**
 * The id of the person whom a document names (A31): the same for every spelling, and nobody without the deployment's
 * secret can tell which document it stands for, or try all numbers.
 */
export function personIdOf(document: IdentityDocument, secret: Uint8Array): string {
  return `person-${createHmac('sha256', secret).update(identityTextOf(document)).digest('hex').slice(0, 32)}`
}
