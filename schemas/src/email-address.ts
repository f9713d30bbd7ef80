import { domainToASCII } from 'node:url'
import { identifierText } from './normalised-text.ts'
import { accepted, type Result, refused } from './refusal.ts'

const addressLengthMax = 254
const localLengthMax = 64
const domainLengthMax = 253

// RFC 5321 dot-string without ! % | `, which mail systems have read as routes or commands; no quoted string.
const localForm = /^[A-Za-z0-9#$&'*+/=?^_{}~-]+(?:\.[A-Za-z0-9#$&'*+/=?^_{}~-]+)*$/
const domainForm = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/
const nameCharacters = /^(?:[A-Za-z0-9.-]|\P{ASCII})+$/u

/**
 * One email address: no display name, comment, quotation, address literal or second address, so that what a mail
 * library makes of it has exactly one recipient. The domain is made small and, if international, ASCII (RFC 5321 length).
 */
export const parseEmailAddress = (raw: string): Result<string> => {
  const text = identifierText(raw)
  if (!text.ok) return text
  if (/[,;]/.test(text.value) || text.value.split('@').length > 2) return refused('EMAIL_SEVERAL')
  const [local = '', domain] = text.value.split('@')
  if (domain === undefined || !localForm.test(local)) return refused('EMAIL_FORM')
  const ascii = asciiDomain(domain)
  if (ascii === undefined) return refused('EMAIL_DOMAIN')
  const address = `${local}@${ascii}`
  if (local.length > localLengthMax || address.length > addressLengthMax) return refused('TOO_LONG')
  return accepted(address)
}

// domainToASCII reads percent escapes and numeric hosts as a URL does, so what it is given and gives is held to names.
const asciiDomain = (domain: string): string | undefined => {
  const dotted = domain.replaceAll(/[\u3002\uff61]/g, '.')
  if (!nameCharacters.test(dotted) || dotted.length > domainLengthMax) return undefined
  const ascii = domainToASCII(dotted).toLowerCase()
  return ascii.length <= domainLengthMax && domainForm.test(ascii) ? ascii : undefined
}
