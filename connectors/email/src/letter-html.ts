import type { Letter, Passage } from './letter.ts'
import { oneLine } from './letter-text.ts'

/** The mail as HTML: the same words, marked up for screen readers, without images, scripts or anything from elsewhere. */
export const htmlOf = (
  title: string,
  languages: readonly { readonly lang: string; readonly letter: Letter }[],
): string => `<!DOCTYPE html>
<html lang="${languages[0]?.lang ?? 'en-HK'}">
<head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; max-width: 40em; margin: 1em">
${languages.map(({ lang, letter }) => section(lang, letter)).join('\n<hr>\n')}
</body>
</html>
`

const section = (lang: string, { subject, passages }: Letter): string =>
  `<section lang="${lang}">\n<h1 style="font-size: 20px">${escaped(subject)}</h1>\n${passages.map(passageHtml).join('\n')}\n</section>`

function passageHtml(passage: Passage): string {
  if (typeof passage === 'string') return `<p>${escaped(passage)}</p>`
  if ('list' in passage) return `<ul>${passage.list.map(item => `<li>${escaped(item)}</li>`).join('')}</ul>`
  if ('link' in passage)
    return `<p>${escaped(passage.link)}<br><a href="${escaped(passage.to)}">${escaped(passage.to)}</a></p>`
  const lines = passage.facts.map(
    ([label, value]) => `<dt><strong>${escaped(label)}</strong></dt><dd>${escaped(value)}</dd>`,
  )
  return `<dl>${lines.join('')}</dl>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => oneLine(text).replaceAll(/[&<>"']/g, character => entities[character]!)
