/** What staff do; an issuer names them in the `roles` claim. */
export const staffRoles = [
  'vetting',
  'judiciary-administrator',
  'help-centre',
  'court-support',
  'counter',
  'operations',
  'operations-personal-data',
  'auditor',
  'administrator',
] as const

export type StaffRole = (typeof staffRoles)[number]

/**
 * Which roles may do which operation: the one table that pages and JSON ask. Only the Judiciary Administrator gives
 * final approval (R39); the mailbox shows personal data, so plain operations do not read it.
 */
export const rolesOf = {
  'vetting.read': ['vetting', 'judiciary-administrator', 'auditor'],
  'vetting.approve-for-authentication': ['vetting'],
  'vetting.request-supplement': ['vetting'],
  'vetting.hold': ['vetting'],
  'vetting.correct-email': ['vetting'],
  'vetting.answer-enquiry': ['vetting'],
  // Paper: where it belongs, and what is typed in from it (R32b).
  'vetting.place': ['vetting'],
  'vetting.transcribe': ['vetting'],
  'vetting.assign': ['vetting', 'judiciary-administrator'],
  // Who has both roles rejects as the Judiciary Administrator, who may at any time (R39).
  'vetting.reject': ['judiciary-administrator', 'vetting'],
  'vetting.approve': ['judiciary-administrator'],
  'vetting.erase': ['judiciary-administrator'],
  'identity.read': ['help-centre', 'vetting', 'judiciary-administrator', 'auditor'],
  'identity.record': ['help-centre'],
  'identity.invite-again': ['help-centre', 'vetting'],
  'letters.read': ['vetting', 'counter', 'judiciary-administrator', 'auditor'],
  'letters.send': ['counter', 'vetting'],
  'accounts.read': ['judiciary-administrator', 'help-centre', 'auditor'],
  'accounts.reissue': ['judiciary-administrator', 'help-centre'],
  'accounts.decide': ['judiciary-administrator'],
  'accounts.erase': ['judiciary-administrator'],
  'counter.read': ['counter', 'vetting', 'judiciary-administrator', 'auditor'],
  'counter.take': ['counter'],
  'cases.read': ['court-support', 'judiciary-administrator', 'auditor'],
  'cases.link': ['court-support'],
  'reference.read': ['administrator', 'judiciary-administrator', 'auditor'],
  'reference.record': ['administrator'],
  'documents.read': ['vetting', 'judiciary-administrator', 'help-centre', 'auditor'],
  'ops.read': ['operations', 'operations-personal-data', 'administrator', 'auditor'],
  'ops.replay': ['operations'],
  'ops.discard': ['operations'],
  'ops.personal-data': ['operations-personal-data'],
  'mail.read': ['operations-personal-data'],
  'mail.return': ['operations-personal-data'],
} as const satisfies Readonly<Record<string, readonly StaffRole[]>>

export type Operation = keyof typeof rolesOf

/** The role of these that allows the operation, to be named as the actor's; `undefined` when none does. */
export function allowingRole(roles: readonly StaffRole[], operation: Operation): StaffRole | undefined {
  return rolesOf[operation].find(role => roles.includes(role))
}

export function mayDo(role: StaffRole, operation: Operation): boolean {
  return allowingRole([role], operation) !== undefined
}

export function isStaffRole(text: unknown): text is StaffRole {
  return staffRoles.some(role => role === text)
}
