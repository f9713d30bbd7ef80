import { parseCountry } from './country.ts'
import { isBlank, type Received, readForm } from './form-reader.ts'
import type { Address, District, Region } from './generated/common.ts'
import { foldFullWidth, identifierText, lengthOf, properText } from './normalised-text.ts'
import { accepted, type FormResult, type Result, refused } from './refusal.ts'

type NamedDistrict = Exclude<District, 'UNKNOWN'>
type NamedRegion = Exclude<Region, 'UNKNOWN'>
type Names = { readonly en: string; readonly zh: string }

const linesMax = 5
const lineLengthMax = 80
const hongKong = 'HK'

/** The three regions of Hong Kong. */
export const regions: Readonly<Record<NamedRegion, Names>> = {
  HONG_KONG_ISLAND: { en: 'Hong Kong Island', zh: '香港島' },
  KOWLOON: { en: 'Kowloon', zh: '九龍' },
  NEW_TERRITORIES: { en: 'New Territories', zh: '新界' },
}

/** The 18 districts of Hong Kong, with the region that each belongs to. */
export const districts: Readonly<Record<NamedDistrict, Names & { readonly region: NamedRegion }>> = {
  CENTRAL_AND_WESTERN: { en: 'Central and Western', zh: '中西區', region: 'HONG_KONG_ISLAND' },
  EASTERN: { en: 'Eastern', zh: '東區', region: 'HONG_KONG_ISLAND' },
  SOUTHERN: { en: 'Southern', zh: '南區', region: 'HONG_KONG_ISLAND' },
  WAN_CHAI: { en: 'Wan Chai', zh: '灣仔區', region: 'HONG_KONG_ISLAND' },
  SHAM_SHUI_PO: { en: 'Sham Shui Po', zh: '深水埗區', region: 'KOWLOON' },
  KOWLOON_CITY: { en: 'Kowloon City', zh: '九龍城區', region: 'KOWLOON' },
  KWUN_TONG: { en: 'Kwun Tong', zh: '觀塘區', region: 'KOWLOON' },
  WONG_TAI_SIN: { en: 'Wong Tai Sin', zh: '黃大仙區', region: 'KOWLOON' },
  YAU_TSIM_MONG: { en: 'Yau Tsim Mong', zh: '油尖旺區', region: 'KOWLOON' },
  ISLANDS: { en: 'Islands', zh: '離島區', region: 'NEW_TERRITORIES' },
  KWAI_TSING: { en: 'Kwai Tsing', zh: '葵青區', region: 'NEW_TERRITORIES' },
  NORTH: { en: 'North', zh: '北區', region: 'NEW_TERRITORIES' },
  SAI_KUNG: { en: 'Sai Kung', zh: '西貢區', region: 'NEW_TERRITORIES' },
  SHA_TIN: { en: 'Sha Tin', zh: '沙田區', region: 'NEW_TERRITORIES' },
  TAI_PO: { en: 'Tai Po', zh: '大埔區', region: 'NEW_TERRITORIES' },
  TSUEN_WAN: { en: 'Tsuen Wan', zh: '荃灣區', region: 'NEW_TERRITORIES' },
  TUEN_MUN: { en: 'Tuen Mun', zh: '屯門區', region: 'NEW_TERRITORIES' },
  YUEN_LONG: { en: 'Yuen Long', zh: '元朗區', region: 'NEW_TERRITORIES' },
}

const districtNames = Object.keys(districts) as NamedDistrict[]
const regionNames = Object.keys(regions) as NamedRegion[]

/**
 * Checks an address: 1 to 5 lines of up to 80 characters and a country. In Hong Kong a district is needed, its region
 * follows from it, and there is no postal code; elsewhere there is no district, and a postal code may be given.
 */
export const parseAddress = (received: Received): FormResult<Address> => {
  const filled = Array.isArray(received.lines) ? received.lines.filter(line => !isBlank(line)) : received.lines
  const form = readForm({ ...received, lines: filled }, ['lines', 'country', 'district', 'region', 'postalCode'])
  const lines = form.texts('lines', linesMax, parseLine)
  if (lines?.length === 0) form.refuse('lines', 'MISSING')
  const country = form.text('country', parseCountry)
  if (country !== hongKong) {
    const postalCode = form.optionalText('postalCode', parsePostalCode)
    return form.conclude<Address>({
      lines,
      country,
      district: country === undefined ? undefined : form.unwanted('district'),
      region: country === undefined ? undefined : form.unwanted('region'),
      postalCode,
    })
  }
  const district = form.choice('district', districtNames)
  const region = district && districts[district].region
  const stated = isBlank(received.region) ? region : form.choice('region', regionNames)
  if (stated && region && stated !== region) form.refuse('region', 'REGION_NOT_OF_DISTRICT')
  return form.conclude<Address>({ lines, country, district, region, postalCode: form.unwanted('postalCode') })
}

const parseLine = (raw: string): Result<string> => {
  const text = properText(foldFullWidth(raw))
  return text.ok && lengthOf(text.value) > lineLengthMax ? refused('TOO_LONG') : text
}

const parsePostalCode = (raw: string): Result<string> => {
  const text = identifierText(raw)
  if (!text.ok) return text
  const code = text.value.toUpperCase()
  return /^[A-Z0-9](?:[A-Z0-9 -]{0,14}[A-Z0-9])?$/.test(code) ? accepted(code) : refused('POSTAL_CODE_FORM')
}
