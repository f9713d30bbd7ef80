import { createHash } from 'node:crypto'
import { identifierText } from './normalised-text.ts'
import { accepted, type Result, refused } from './refusal.ts'

/** Digits and capitals without 0, 1, I, L and O, which are taken for one another. There are 31: a prime. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const idLength = 8

/**
 * The registrant id that an application draws: 8 characters, one of 31^8 (8.5 * 10^11). The same application and
 * attempt draw the same id, so a repeat changes nothing; another attempt draws another.
 */
export const drawRegistrantId = (applicationId: string, attempt: number): string => {
  const digest = createHash('sha256').update(`icms:registrant:${applicationId}:${attempt}`).digest()
  let left = digest.readBigUInt64BE()
  let id = ''
  for (let place = 0; place < idLength; place += 1) {
    id += alphabet[Number(left % 31n)]
    left /= 31n
  }
  return id
}

/** The login name of a registrant: the id in two groups and its check character, such as `K7MP-4TXQ-9` (R36a). */
export const printLoginName = (registrantId: string): string =>
  `${registrantId.slice(0, 4)}-${registrantId.slice(4)}-${checkCharacterOf(registrantId)}`

/** The registrant id of a login name, however it was spaced or capitalised; a slip of the keyboard is noticed. */
export const parseLoginName = (raw: string): Result<string> => {
  const text = identifierText(raw)
  if (!text.ok) return text
  const typed = text.value
    .replaceAll(/[\s\-\u2010-\u2015\u2212]/g, '')
    .replaceAll(/[a-z]/g, letter => letter.toUpperCase())
  const id = typed.slice(0, idLength)
  if (typed.length !== idLength + 1 || [...typed].some(character => !alphabet.includes(character))) {
    return refused('LOGIN_NAME_FORM')
  }
  return typed === id + checkCharacterOf(id) ? accepted(id) : refused('LOGIN_NAME_CHECK_CHARACTER')
}

// Different weights modulo a prime: every single wrong character and every two that changed places are noticed.
const checkCharacterOf = (id: string): string => {
  const sum = [...id].reduce((total, character, place) => total + alphabet.indexOf(character) * (place + 2), 0)
  return alphabet[(31 - (sum % 31)) % 31]!
}
