import type { PersonName, Reason } from '@icms/schemas/generated/common'
import { wordsOfReason } from '@icms/schemas/reason-words'
import { dayText, instantText } from '@icms/web/hong-kong-time'
import type { Language, Messages, Translate } from '@icms/web/messages'
import { deskMessages } from './desk-messages.ts'
import { ownDataCodes } from './own-data-codes.ts'

/** A line of a section: what it is, and its value, line by line as it was written. */
export type Line = { readonly label: string; readonly value: string }

export type Telling = ReturnType<typeof createTelling>

const codes: Messages = { ...deskMessages, ...ownDataCodes }

/** How times, codes, people and reasons are told in one language. */
export function createTelling(t: Translate, language: Language) {
  const instant = (at: number) => instantText(at, language)

  /** Nothing where there is no value. */
  const line = (label: string, ...values: readonly (string | null | undefined)[]): Line | null => {
    const told = values.filter(value => value !== null && value !== undefined && value !== '')
    return told.length === 0 ? null : { label, value: told.join('\n') }
  }

  return {
    t,
    instant,
    line,
    at: (label: string, time: number | null) => line(label, time === null ? null : instant(time)),
    day: (day: string | null) => day && dayText(day, language),
    yesNo: (is: boolean) => t(is ? 'site.yes' : 'site.no'),
    /** A code that a newer build wrote is told as it is. */
    code: (prefix: string, code: string) => (Object.hasOwn(codes, `${prefix}.${code}`) ? t(`${prefix}.${code}`) : code),
    /** A member of staff, by id and role; nothing where nobody decided. */
    who(id: string | null, role: string | null): string | null {
      return id === null || role === null ? id : t('data.who', { who: id, role: t(`staffRole.${role}`) })
    },
    reasons: (all: readonly Reason[]): readonly string[] =>
      all.flatMap(({ code, textEn, textZh }) =>
        [wordsOfReason(code)[language], textEn, textZh].filter(text => text !== null),
      ),
  }
}

export const latin = ({ surnameEn, givenNameEn }: PersonName): string =>
  [surnameEn, givenNameEn].filter(Boolean).join(' ')
