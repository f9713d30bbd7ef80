import { parseEmailAddress } from '@icms/schemas/email-address'

/** An address of ours, such as the sender's, from a setting. Throws where it is not exactly one address. */
export function settingAddress(setting: string, address: string): string {
  const parsed = parseEmailAddress(address)
  if (!parsed.ok) throw new Error(`${setting} is not one plain email address: write it like icms@court.example`)
  return parsed.value
}
