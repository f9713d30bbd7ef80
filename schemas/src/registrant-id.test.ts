import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawRegistrantId, parseLoginName, printLoginName } from './registrant-id.ts'

const id = fc
  .tuple(fc.uuid(), fc.integer({ min: 1, max: 9 }))
  .map(([application, draw]) => drawRegistrantId(application, draw))
const alphabet = [...'23456789ABCDEFGHJKMNPQRSTUVWXYZ']

test('a login name is the printed registrant id with a check character (R36a)', () => {
  fc.assert(
    fc.property(id, registrantId => {
      expect(printLoginName(registrantId)).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]$/)
      expect(parseLoginName(printLoginName(registrantId))).toEqual({ ok: true, value: registrantId })
    }),
  )
})

test('an application draws the same id again, and another at the next attempt', () => {
  expect(drawRegistrantId('application-1', 1)).toBe(drawRegistrantId('application-1', 1))
  expect(drawRegistrantId('application-1', 1)).not.toBe(drawRegistrantId('application-1', 2))
})

test('every single slip of the keyboard is noticed', () => {
  fc.assert(
    fc.property(id, fc.nat(8), fc.constantFrom(...alphabet), (registrantId, place, character) => {
      const name = printLoginName(registrantId).replaceAll('-', '')
      fc.pre(name[place] !== character)
      const slip = name.slice(0, place) + character + name.slice(place + 1)
      expect(parseLoginName(slip)).toEqual({ ok: false, code: 'LOGIN_NAME_CHECK_CHARACTER' })
    }),
  )
})

test('two neighbours that changed places are noticed', () => {
  fc.assert(
    fc.property(id, fc.nat(7), (registrantId, place) => {
      const name = [...printLoginName(registrantId).replaceAll('-', '')]
      fc.pre(name[place] !== name[place + 1])
      const swapped = name.with(place, name[place + 1]!).with(place + 1, name[place]!)
      expect(parseLoginName(swapped.join('')).ok).toBe(false)
    }),
  )
})

test('small letters, full-width characters and spaces change nothing', () => {
  const name = printLoginName(drawRegistrantId('application-1', 1))
  const fullWidth = [...name].map(c => (c === '-' ? '－' : String.fromCharCode(c.charCodeAt(0) + 0xfee0))).join('')
  for (const typed of [name.toLowerCase(), fullWidth, name.replaceAll('-', ' '), `  ${name} `]) {
    expect(parseLoginName(typed)).toEqual(parseLoginName(name))
  }
})

test.each(['', 'ABCD-EFGH', 'ABCD-EFGH-0', 'OIL1-0000-2', 'ABCD-EFGH-JK', 'ßBCD-EFGH-J'])(
  '%s is no login name',
  raw => {
    expect(parseLoginName(raw)).toEqual({ ok: false, code: raw === '' ? 'MISSING' : 'LOGIN_NAME_FORM' })
  },
)
