import { expect, test } from 'vitest'
import { districts, parseAddress, regions } from './address.ts'

const flat = ['Flat A, 12/F, Block 3', 'Harmony Garden', '123 Nathan Road']

test('a Hong Kong address has a district, and the region follows from it', () => {
  expect(parseAddress({ lines: [...flat, '  '], country: 'hk', district: 'YAU_TSIM_MONG' })).toEqual({
    ok: true,
    value: { lines: flat, country: 'HK', district: 'YAU_TSIM_MONG', region: 'KOWLOON', postalCode: null },
  })
})

test('a Chinese address is written large to small and kept as it was written', () => {
  const parsed = parseAddress({
    lines: ['九龍彌敦道１２３號　和諧花園', '3座12樓A室'],
    country: 'HK',
    district: 'YAU_TSIM_MONG',
  })
  expect(parsed).toMatchObject({ ok: true, value: { lines: ['九龍彌敦道123號 和諧花園', '3座12樓A室'] } })
})

test('a region that is not the district’s is noticed', () => {
  const parsed = parseAddress({ lines: flat, country: 'HK', district: 'SHA_TIN', region: 'KOWLOON' })
  expect(parsed).toMatchObject({ defects: [{ path: 'region', code: 'REGION_NOT_OF_DISTRICT' }] })
})

test('Hong Kong has no postal codes', () => {
  const parsed = parseAddress({ lines: flat, country: 'HK', district: 'SHA_TIN', postalCode: '999077' })
  expect(parsed).toMatchObject({ defects: [{ path: 'postalCode', code: 'NOT_WANTED' }] })
})

test('residents of the mainland, Macau and overseas apply too', () => {
  expect(parseAddress({ lines: ['深圳市福田區深南大道1號'], country: 'CN', postalCode: '５１８０００' })).toMatchObject(
    {
      ok: true,
      value: { country: 'CN', district: null, region: null, postalCode: '518000' },
    },
  )
  expect(parseAddress({ lines: ['Rua da Praia 1'], country: 'MO' })).toMatchObject({ ok: true })
  expect(parseAddress({ lines: ['1 High Street'], country: 'GB', district: 'SHA_TIN' })).toMatchObject({
    defects: [{ path: 'district', code: 'NOT_WANTED' }],
  })
})

test('every mistake is named at once', () => {
  expect(parseAddress({ lines: ['a\nb', 'x'.repeat(81)], country: 'HK', district: 'Kent' })).toMatchObject({
    defects: [
      { path: 'lines.0', code: 'NOT_TEXT' },
      { path: 'lines.1', code: 'TOO_LONG' },
      { path: 'district', code: 'NOT_ONE_OF' },
    ],
  })
  expect(parseAddress({ lines: [], country: '' })).toMatchObject({
    defects: [
      { path: 'lines', code: 'MISSING' },
      { path: 'country', code: 'MISSING' },
    ],
  })
  expect(parseAddress({ lines: Array.from('123456'), country: 'GB' })).toMatchObject({
    defects: [{ path: 'lines', code: 'TOO_MANY' }],
  })
  expect(parseAddress({ lines: 'one', country: 'GB' })).toMatchObject({
    defects: [{ path: 'lines', code: 'WRONG_SHAPE' }],
  })
})

test('there are 18 districts in 3 regions, 4, 5 and 9 of them', () => {
  const counts = Object.keys(regions).map(
    name => Object.values(districts).filter(({ region }) => region === name).length,
  )
  expect(counts).toEqual([4, 5, 9])
})
