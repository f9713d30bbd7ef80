const lengthMax = 100
/** Signs that are not seen, or that turn the order of what is seen: `invoice[RLO]fdp.exe`. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * The name of a file as people may see it and save it: without folders, unseen signs, or a beginning that a spreadsheet
 * would take for a formula. At most 100 characters, the end is kept.
 */
export function fileNameOf(given: string): string {
  const own = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const seen = own
    .replace(unseen, '')
    .replace(/["<>|:*?]/g, '_')
    .trim()
    .replace(/^[=+\-@.\s]+/, '_')
  return [...seen].slice(-lengthMax).join('') || 'document'
}
