import { identifierText } from './normalised-text.ts'

const form = /^[0-9a-hjkmnp-tv-z]{26}$/

/** A reference as it was typed in: spaces, hyphens, capitals and look-alike letters do not matter. Undefined when it cannot be one. */
export function readReference(typed: string): string | undefined {
  const text = identifierText(typed.slice(0, 200))
  if (!text.ok) return undefined
  const plain = text.value.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1')
  return form.test(plain) ? plain : undefined
}

/** A reference in groups that can be read out and typed in; an id of another form stays as it is. */
export function groupReference(applicationId: string): string {
  if (!form.test(applicationId)) return applicationId
  return applicationId.toUpperCase().replaceAll(/.{1,5}(?=.)/g, '$&-')
}
