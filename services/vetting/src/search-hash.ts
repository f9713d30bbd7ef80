import { createHmac, createSecretKey } from 'node:crypto'
import type { SearchTerms } from '@icms/schemas/generated/common'
import { identifierText, properText } from '@icms/schemas/normalised-text'
import type { SearchTexts } from './search-terms.ts'

export type SearchHash = ReturnType<typeof createSearchHash>

/**
 * Keyed hashes of what staff search by: nobody without the key can tell what one stands for, or try all numbers. What
 * is found is what is the same after normalising: a number whatever its brackets and spaces, an address whatever its
 * capitals, a name whatever its capitals, punctuation and the order of its words. A part of a name finds nothing.
 */
export function createSearchHash(key: Uint8Array) {
  const secret = createSecretKey(key)
  const hash = (kind: string, text: string) =>
    createHmac('sha256', secret).update(`${kind}\0${text}`).digest('hex').slice(0, 32)
  const document = (number: string) => hash('document', plain(number).replaceAll(/[^\p{L}\p{N}]/gu, ''))
  const email = (address: string) => hash('email', plain(address))
  const nameEn = (name: string) => hash('name-en', wordsOf(name).sort().join(' '))
  const nameZh = (name: string) => hash('name-zh', proper(name).replaceAll(/[\s·‧・]/g, ''))
  return {
    document,
    email,
    nameEn,
    nameZh,
    /** All that an application is found by. */
    termsOf: (texts: SearchTexts): SearchTerms => ({
      document: document(texts.identityDocument.number),
      email: email(texts.email),
      nameEn: nameEn([texts.name.surnameEn, texts.name.givenNameEn ?? ''].join(' ')),
      nameZh: texts.name.nameZh === null ? null : nameZh(texts.name.nameZh),
    }),
  }
}

function plain(raw: string): string {
  const text = identifierText(raw)
  return (text.ok ? text.value : '').toUpperCase()
}

function proper(raw: string): string {
  const text = properText(raw)
  return text.ok ? text.value : ''
}

const wordsOf = (name: string): string[] => plain(name).match(/[\p{L}\p{N}]+/gu) ?? []
