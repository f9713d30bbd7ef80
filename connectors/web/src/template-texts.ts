import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Messages } from './messages.ts'
import { siteMessages } from './site-messages.ts'

/**
 * Texts that templates name (`t('key')`, or a field's label) and no dictionary has, for a test beside every edge's
 * views: the compiler does not read templates. Keys put together at run time are not seen.
 */
export function findMissingTexts(views: URL, messages: Messages): readonly string[] {
  const known = new Set([...Object.keys(siteMessages), ...Object.keys(messages)])
  const folder = fileURLToPath(views)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.njk'))
  return files.flatMap(file => {
    const template = readFileSync(join(folder, file), 'utf8')
    return keysOf(template).flatMap(key => (known.has(key) ? [] : [`${file}: ${key}`]))
  })
}

function keysOf(template: string): readonly string[] {
  const texts = [...template.matchAll(/\bt\(\s*'([^']+)'\s*[,)]/g)].map(([, key]) => key ?? '')
  const labels = [...template.matchAll(/\b(?:\w+Fields?|group|textArea)\(form,\s*'([^']+)'\s*[,)]/g)].map(
    ([, path = '']) => `field.${path.replace(/\.\d+(?=\.|$)/g, '.*')}`,
  )
  return [...texts, ...labels]
}
