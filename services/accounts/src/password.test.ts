import { expect, test } from 'vitest'
import { canonicalPassword, findPasswordFaults } from './password.ts'

const loginName = 'K7MP-4TXQ-9'

test('a password has ten characters of three kinds at least (A33)', () => {
  for (const password of ['Harbour-view', 'harbour view 9', '維港夜景維港夜景Aa', 'ABCDEFGH1!'])
    expect(findPasswordFaults(password, loginName)).toEqual([])
})

test('every fault of a password is named at once (A33)', () => {
  expect(findPasswordFaults('harbour', loginName)).toEqual(['PASSWORD_TOO_SHORT', 'PASSWORD_CLASSES'])
  expect(findPasswordFaults('Harbour1!', loginName)).toEqual(['PASSWORD_TOO_SHORT'])
  expect(findPasswordFaults('harbourview', loginName)).toEqual(['PASSWORD_CLASSES'])
  expect(findPasswordFaults(`Aa1${'x'.repeat(126)}`, loginName)).toEqual(['PASSWORD_TOO_LONG'])
})

test('a password that holds the login name is refused (R30a)', () => {
  expect(findPasswordFaults('my k7mp4txq9 !', loginName)).toEqual(['PASSWORD_IS_LOGIN_NAME'])
})

test('half a character and control characters are no password', () => {
  expect(findPasswordFaults('Harbour-view\ud800', loginName)).toEqual(['PASSWORD_NOT_TEXT'])
  expect(findPasswordFaults('Harbour-view\u0000', loginName)).toEqual(['PASSWORD_NOT_TEXT'])
})

test('a character is the same whichever keyboard wrote it', () => {
  expect(canonicalPassword('Cafe\u0301')).toBe(canonicalPassword('Caf\u00e9'))
})
