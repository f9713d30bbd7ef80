import { districts, regions } from '@icms/schemas/address'
import type { Address, Language, PersonName } from '@icms/schemas/generated/common'

const hongKong = 'HK'

/** How an address is read by who delivers it. */
export type AddressBlock = { readonly lang: 'en-HK' | 'zh-Hant-HK'; readonly lines: readonly string[] }

/**
 * Name and address as they stand on a letter. In English the smallest part comes first and the name above it; in Chinese
 * the largest part comes first and the name last. The lines were written by the applicant and stay in their order, so it
 * is their script that decides, and the language of the letter where they are in both or in none.
 */
export function addressBlockOf(name: PersonName, address: Address | null, language: Language): AddressBlock {
  const latin = [name.surnameEn, name.givenNameEn].filter(Boolean).join(' ')
  if (!address) return { lang: 'en-HK', lines: [latin] }
  const inChinese = isInChinese(address.lines, language)
  const place = placeOf(address, inChinese)
  if (!inChinese) return { lang: 'en-HK', lines: [latin, ...address.lines, ...place] }
  return { lang: 'zh-Hant-HK', lines: [...place, ...address.lines, `${name.nameZh ?? latin} 台啟`] }
}

function isInChinese(lines: readonly string[], language: Language): boolean {
  const written = lines.join('')
  const [han, latin] = [/\p{Script=Han}/u.test(written), /[A-Za-z]{3}/.test(written)]
  return han === latin ? language === 'ZH_HANT' : han
}

/** District and region in Hong Kong; elsewhere postal code and country, which the post there reads in English. */
function placeOf({ country, district, region, postalCode }: Address, inChinese: boolean): readonly string[] {
  if (country === hongKong) {
    const names = [
      region && region !== 'UNKNOWN' && regions[region],
      district && district !== 'UNKNOWN' && districts[district],
    ]
    const known = names.filter(one => one !== null && one !== false && one !== undefined)
    if (known.length === 0) return [inChinese ? '香港' : 'Hong Kong']
    if (inChinese) return [known.map(({ zh }) => zh).join('')]
    return [
      known
        .toReversed()
        .map(({ en }) => en)
        .join(', '),
    ]
  }
  const countryName =
    new Intl.DisplayNames(inChinese ? 'zh-Hant-HK' : 'en-HK', { type: 'region' }).of(country) ?? country
  return [
    [postalCode, inChinese ? countryName : countryName.toUpperCase()].filter(Boolean).join(inChinese ? ' ' : ', '),
  ]
}
