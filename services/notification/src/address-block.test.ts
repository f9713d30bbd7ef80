import type { Address } from '@icms/schemas/generated/common'
import { expect, test } from 'vitest'
import { addressBlockOf } from './address-block.ts'

const name = { surnameEn: 'CHAN', givenNameEn: 'Tai Man', nameZh: '陳大文' }
const inHongKong = (lines: string[]): Address => ({
  ...{ lines, country: 'HK', district: 'YAU_TSIM_MONG', region: 'KOWLOON', postalCode: null },
})
const abroad = (change: Partial<Address>): Address => ({
  ...{ lines: ['1 Example Street'], country: 'GB', district: null, region: null, postalCode: 'SW1A 1AA', ...change },
})

test('in English the smallest part comes first, under the name', () => {
  expect(addressBlockOf(name, inHongKong(['Flat A, 12/F', '123 Nathan Road']), 'ZH_HANT')).toEqual({
    lang: 'en-HK',
    lines: ['CHAN Tai Man', 'Flat A, 12/F', '123 Nathan Road', 'Yau Tsim Mong, Kowloon'],
  })
})

test('in Chinese the largest part comes first, and the name last, as letters are addressed in Hong Kong', () => {
  expect(addressBlockOf(name, inHongKong(['彌敦道123號', '和諧花園第三座12樓A室']), 'EN')).toEqual({
    lang: 'zh-Hant-HK',
    lines: ['九龍油尖旺區', '彌敦道123號', '和諧花園第三座12樓A室', '陳大文 台啟'],
  })
})

test('a line in both scripts, or in none, is read in the language of the letter', () => {
  const mixed = inHongKong(['和諧花園 Harmony Garden'])
  expect(addressBlockOf(name, mixed, 'ZH_HANT').lines[0]).toBe('九龍油尖旺區')
  expect(addressBlockOf(name, mixed, 'EN').lines[0]).toBe('CHAN Tai Man')
  expect(addressBlockOf({ ...name, nameZh: null }, inHongKong(['12/3']), 'ZH_HANT').lines).toEqual([
    '九龍油尖旺區',
    '12/3',
    'CHAN Tai Man 台啟',
  ])
})

test('abroad the country is in capitals, for the post there', () => {
  expect(addressBlockOf(name, abroad({}), 'ZH_HANT').lines).toEqual([
    'CHAN Tai Man',
    '1 Example Street',
    'SW1A 1AA, UNITED KINGDOM',
  ])
  const mainland = abroad({ lines: ['廣東省深圳市例子路1號'], country: 'CN', postalCode: null })
  expect(addressBlockOf(name, mainland, 'ZH_HANT').lines).toEqual(['中國', '廣東省深圳市例子路1號', '陳大文 台啟'])
})

test('without an address there is the name; of a district that a newer build wrote, Hong Kong', () => {
  expect(addressBlockOf({ ...name, givenNameEn: null }, null, 'EN').lines).toEqual(['CHAN'])
  const unknown = { ...inHongKong(['1 Example Road']), district: 'UNKNOWN', region: 'UNKNOWN' } as const
  expect(addressBlockOf(name, unknown, 'EN').lines.at(-1)).toBe('Hong Kong')
})
