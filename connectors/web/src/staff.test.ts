import { actorText } from '@icms/backbone/actor'
import { expect, test } from 'vitest'
import { staffFromClaims } from './staff.ts'

test('an issuer names staff in one language or two, and roles that are not ours are left out', () => {
  expect(staffFromClaims({ sub: 's1', name: 'CHAN', 'name#zh-Hant-HK': '陳', roles: ['auditor', 'root'] })).toEqual({
    id: 's1',
    name: { en: 'CHAN', zh: '陳' },
    roles: ['auditor'],
  })
  expect(staffFromClaims({ sub: 's1', name: 'CHAN', roles: 'counter' })).toEqual({
    id: 's1',
    name: { en: 'CHAN', zh: 'CHAN' },
    roles: ['counter'],
  })
  expect(staffFromClaims({ sub: 's1', name: 5, roles: null }).roles).toEqual([])
})

test('a subject that a header cannot carry is replaced by its hash, always the same', () => {
  const [one, two] = ['auth0|陳 小明', 'auth0|陳 小美'].map(sub => staffFromClaims({ sub }).id)
  expect(staffFromClaims({ sub: 'auth0|陳 小明' }).id).toBe(one)
  expect(one).not.toBe(two)
  expect(() => actorText({ kind: 'staff', id: one! })).not.toThrow()
})
