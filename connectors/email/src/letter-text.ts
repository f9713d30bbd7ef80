import type { Letter, Passage } from './letter.ts'

const languageLine = '─'.repeat(40)

/** The mail as plain text: one language after the other. */
export const textOf = (languages: readonly { readonly lang: string; readonly letter: Letter }[]): string =>
  `${languages.map(inLanguage).join(`\n\n${languageLine}\n\n`)}\n`

function inLanguage({ lang, letter }: { readonly lang: string; readonly letter: Letter }): string {
  const colon = lang.startsWith('zh') ? '：' : ': '
  return letter.passages.map(passage => passageText(passage, colon)).join('\n\n')
}

function passageText(passage: Passage, colon: string): string {
  if (typeof passage === 'string') return oneLine(passage)
  if ('list' in passage) return passage.list.map(item => `- ${oneLine(item)}`).join('\n')
  if ('facts' in passage) return passage.facts.map(([label, value]) => label + colon + oneLine(value)).join('\n')
  return `${passage.link}\n${passage.to}`
}

/** Whatever breaks lines would let a value pass for a paragraph of ours. */
export const oneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()
