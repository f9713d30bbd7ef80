import type { ContactDetails } from '@icms/schemas/generated/common'
import type { Policy } from '@icms/schemas/policy'

/** A part of a notice: a paragraph, a list, facts beside their labels, or a link under what it is for. */
export type Passage =
  | string
  | { readonly list: readonly string[] }
  | { readonly facts: readonly (readonly [label: string, value: string])[] }
  | { readonly link: string; readonly to: string }

/** One language of a notice. */
export type Letter = { readonly subject: string; readonly passages: readonly Passage[] }

/** What a template may use. Times are UTC milliseconds. */
export type Facts = {
  readonly applicationId: string
  readonly parameters: Readonly<Record<string, string>>
  /** Address of a page of the gateway, from its path. */
  readonly page: (path: string) => string
  /** The code of a notice that shows one: to activate an account, or to prove the address that the mail goes to. */
  readonly code: string
  readonly helpCentre: HelpCentre
  /** It goes out on paper, to somebody who gave no address of mail (R32b). */
  readonly onPaper: boolean
  readonly policy: Policy
}

/** Where identities are authenticated, when it is open, and its telephone number where there is one (R34b). */
export type HelpCentre = ContactDetails

/** A notice in both languages. Never any case content, identity number or password (chapter 9). */
export type Template = { readonly en: (facts: Facts) => Letter; readonly zh: (facts: Facts) => Letter }

/** A parameter that the notice cannot do without. Throws where it is missing: notification and template disagree. */
export function needed({ parameters }: Facts, name: string): string {
  const value = parameters[name]
  if (!value) throw new Error(`the notice needs the parameter ${name}`)
  return value
}

/** Where an answer on paper goes, with the labels of a language (R32b). */
export const paperAddress = ({ helpCentre }: Facts, language: 'en' | 'zh'): Passage => {
  const { fax, addressEn, addressZh } = helpCentre
  const labels = language === 'en' ? { fax: 'Fax', by: 'By post or by hand' } : { fax: '傳真', by: '郵寄或親身遞交' }
  const address = language === 'en' ? addressEn : addressZh
  return { facts: [...(fax === null ? [] : [[labels.fax, fax] as const]), [labels.by, address]] }
}

export const instantNeeded = (facts: Facts, name: string): number => {
  const at = Number(needed(facts, name))
  if (!Number.isSafeInteger(at)) throw new Error(`the parameter ${name} is no time in milliseconds`)
  return at
}
