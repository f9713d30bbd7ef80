import { accepted, type Result, refused } from './refusal.ts'

/** Code points that any single field may have before it is looked at; beyond it nothing is normalised. */
const rawLengthMax = 10_000

/** Prose that may be longer than this may have line breaks. */
const lineLengthMax = 200

const controlCharacters = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u
// Soft hyphen, zero-width space, word joiner, byte order mark: pasted along unseen, and no part of any value.
const invisible = /[\u00ad\u200b\u2060\ufeff]/g
const fullWidthAscii = /[\uff01-\uff5e]/g

/** How many code points a text has. */
export const lengthOf = (text: string): number => [...text].length

/**
 * Text of an identifier, a number or an address of mail: NFKC, so that full-width digits, letters and brackets, which
 * Chinese input methods write, become plain ones; spaces around it are taken off.
 */
export const identifierText = (raw: string): Result<string, 'MISSING' | 'NOT_TEXT' | 'TOO_LONG'> =>
  checked(raw.replaceAll(invisible, ''), text => text.normalize('NFKC'))

/**
 * Text of a name, of an address or of reasons: NFC, so that no character is changed into another one; runs of spaces
 * become one. Line breaks are refused unless `lines` allows them.
 */
export const properText = (
  raw: string,
  { lines = false }: { readonly lines?: boolean } = {},
): Result<string, 'MISSING' | 'NOT_TEXT' | 'TOO_LONG'> => {
  const visible = raw.replaceAll(invisible, '')
  const text = lines ? visible.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ') : visible
  const kept = checked(lines ? text.replaceAll('\n', ' ') : text, part => part)
  if (!kept.ok) return kept
  return accepted(
    text
      .normalize('NFC')
      .replaceAll(lines ? /[^\S\n]+/g : /\s+/g, ' ')
      .trim(),
  )
}

/** Reads free text of a number of characters, line breaks kept. */
export const parseProse =
  (lengthMin: number, lengthMax: number) =>
  (raw: string): Result<string> => {
    const text = properText(raw, { lines: lengthMax > lineLengthMax })
    if (!text.ok) return text
    if (lengthOf(text.value) < lengthMin) return refused('TOO_SHORT')
    return lengthOf(text.value) > lengthMax ? refused('TOO_LONG') : text
  }

/** Full-width ASCII characters made plain, everything else kept. */
export const foldFullWidth = (text: string): string =>
  text.replaceAll(fullWidthAscii, character => String.fromCharCode(character.charCodeAt(0) - 0xfee0))

const checked = (
  raw: string,
  normalise: (text: string) => string,
): Result<string, 'MISSING' | 'NOT_TEXT' | 'TOO_LONG'> => {
  if (raw.length > rawLengthMax) return refused('TOO_LONG')
  if (!raw.isWellFormed() || controlCharacters.test(raw.trim())) return refused('NOT_TEXT')
  const text = normalise(raw).trim()
  return text === '' ? refused('MISSING') : accepted(text)
}
