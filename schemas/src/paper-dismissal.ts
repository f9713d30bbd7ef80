import type { Words } from './reason-words.ts'

/** Codes of why nothing can come of paper, by what it is. */
export const dismissalReasons = {
  NOT_FOR_US: ['OTHER_OFFICE', 'ADVERTISEMENT', 'TEST_PAGE', 'COPY_OF_OTHER_PAPER'],
  UNREADABLE: ['TOO_DARK', 'TOO_FAINT', 'CUT_OFF', 'EMPTY_PAGES'],
} as const

export const dismissals = Object.keys(dismissalReasons) as readonly (keyof typeof dismissalReasons)[]
export const dismissalCodes: readonly string[] = Object.values(dismissalReasons).flat()

/**
 * What a sender is told of a reason. Where there are no words nobody is answered: advertising and test pages want no
 * answer, and whoever sent the same paper twice is answered about the one that was taken.
 */
const told = {
  OTHER_OFFICE: { en: 'They are for another office.', zh: '文件屬其他辦事處。' },
  TOO_DARK: { en: 'They are too dark to be read.', zh: '文件過暗，無法辨讀。' },
  TOO_FAINT: { en: 'They are too faint to be read.', zh: '文件過淡，無法辨讀。' },
  CUT_OFF: { en: 'Too much of them is cut off.', zh: '文件殘缺過多。' },
  EMPTY_PAGES: { en: 'The pages are empty.', zh: '頁面空白。' },
} as const satisfies Readonly<Record<string, Words>>

/** Those of the reasons that a sender is told. */
export const toldReasons = (codes: readonly string[]): readonly string[] =>
  codes.filter(code => Object.hasOwn(told, code))

/** In what words; none of a reason that nobody is told. */
export const wordsToSender = (code: string): Words | undefined =>
  Object.hasOwn(told, code) ? told[code as keyof typeof told] : undefined
