import { expect, test } from 'vitest'
import { allowingRole, isStaffRole, mayDo, type Operation, rolesOf, staffRoles } from './roles.ts'

// Columns in the order of `staffRoles`: vetting, Judiciary Administrator, Help Centre, court support, counter,
// operations, operations with personal data, auditor, administrator.
const table: Readonly<Record<Operation, string>> = {
  'vetting.read': 'yes yes no no no no no yes no',
  'vetting.approve-for-authentication': 'yes no no no no no no no no',
  'vetting.request-supplement': 'yes no no no no no no no no',
  'vetting.hold': 'yes no no no no no no no no',
  'vetting.correct-email': 'yes no no no no no no no no',
  'vetting.answer-enquiry': 'yes no no no no no no no no',
  'vetting.place': 'yes no no no no no no no no',
  'vetting.transcribe': 'yes no no no no no no no no',
  'vetting.assign': 'yes yes no no no no no no no',
  'vetting.reject': 'yes yes no no no no no no no',
  'vetting.approve': 'no yes no no no no no no no',
  'vetting.erase': 'no yes no no no no no no no',
  'identity.read': 'yes yes yes no no no no yes no',
  'identity.record': 'no no yes no no no no no no',
  'identity.invite-again': 'yes no yes no no no no no no',
  'letters.read': 'yes yes no no yes no no yes no',
  'letters.send': 'yes no no no yes no no no no',
  'accounts.read': 'no yes yes no no no no yes no',
  'accounts.reissue': 'no yes yes no no no no no no',
  'accounts.decide': 'no yes no no no no no no no',
  'accounts.erase': 'no yes no no no no no no no',
  'counter.read': 'yes yes no no yes no no yes no',
  'counter.take': 'no no no no yes no no no no',
  'cases.read': 'no yes no yes no no no yes no',
  'cases.link': 'no no no yes no no no no no',
  'reference.read': 'no yes no no no no no yes yes',
  'reference.record': 'no no no no no no no no yes',
  'documents.read': 'yes yes yes no no no no yes no',
  'ops.read': 'no no no no no yes yes yes yes',
  'ops.replay': 'no no no no no yes no no no',
  'ops.discard': 'no no no no no yes no no no',
  'ops.personal-data': 'no no no no no no yes no no',
  'mail.read': 'no no no no no no yes no no',
  'mail.return': 'no no no no no no yes no no',
}

const cells = Object.entries(table).flatMap(([operation, row]) =>
  row.split(' ').map((cell, column) => [staffRoles[column]!, operation as Operation, cell] as const),
)

test.each(cells)('%s may do %s: %s', (role, operation, cell) => {
  expect(mayDo(role, operation)).toBe(cell === 'yes')
})

test('the table above has every role and every operation', () => {
  expect(Object.keys(table).sort()).toEqual(Object.keys(rolesOf).sort())
  expect(cells).toHaveLength(Object.keys(rolesOf).length * staffRoles.length)
})

test('of several roles the one that allows the operation is named', () => {
  expect(allowingRole(['auditor', 'judiciary-administrator'], 'vetting.approve')).toBe('judiciary-administrator')
  expect(allowingRole(['auditor', 'counter'], 'vetting.approve')).toBeUndefined()
})

test('a role that is not ours is no role', () => {
  expect(isStaffRole('counter')).toBe(true)
  expect(isStaffRole('root')).toBe(false)
})
