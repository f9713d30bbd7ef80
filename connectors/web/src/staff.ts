import { createHash } from 'node:crypto'
import type { Actor } from '@icms/backbone/actor'
import type { FastifyRequest } from 'fastify'
import type { Message } from './messages.ts'
import { ProblemError } from './problem.ts'
import { allowingRole, isStaffRole, type Operation, type StaffRole } from './roles.ts'
import type { Session } from './sessions.ts'

/** A member of staff as signed in. */
export type Staff = { readonly id: string; readonly name: Message; readonly roles: readonly StaffRole[] }

const nameLengthMax = 60

export type StaffClaims = Omit<Staff, 'id'>

/** Roles are read anew: a session may be older than the table of roles. */
export const staffOf = ({ subject, claims }: Session<StaffClaims>): Staff => ({
  id: subject,
  name: claims.name,
  roles: claims.roles.filter(isStaffRole),
})

/** Reads the claims of an ID token; roles that are not ours are left out. */
export function staffFromClaims(claims: Readonly<Record<string, unknown>>): Staff {
  const text = (value: unknown) =>
    typeof value === 'string' && value.trim() ? value.trim().slice(0, nameLengthMax) : undefined
  const en = text(claims.name) ?? 'Staff'
  const roles = [claims.roles].flat().filter(isStaffRole)
  return { id: staffId(String(claims.sub)), name: { en, zh: text(claims['name#zh-Hant-HK']) ?? en }, roles }
}

/** Whoever `requireOperation` let through, in the role that allows the operation. */
export function staffActor(request: FastifyRequest, operation: Operation): Actor {
  const role = request.staff && allowingRole(request.staff.roles, operation)
  if (!request.staff || !role) throw new ProblemError('not-allowed')
  return { kind: 'staff', id: request.staff.id, role }
}

/** A subject may be any text; what a header cannot carry is replaced by its hash. */
function staffId(subject: string): string {
  return /^[\w.:@/-]{1,100}$/.test(subject) ? subject : createHash('sha256').update(subject).digest('base64url')
}
