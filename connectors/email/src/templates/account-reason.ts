import { wordsOfReason } from '@icms/schemas/reason-words'
import { maskIdentityNumbers } from '../identity-number-mask.ts'
import type { Facts } from '../letter.ts'

/** The words of a reason's code, and what staff wrote: in the reader's language, or in the other one. */
export function reasonIn({ parameters }: Facts, language: 'en' | 'zh'): readonly string[] {
  const { reasonCode = 'OTHER', reasonEn = '', reasonZh = '' } = parameters
  const written = language === 'en' ? reasonEn || reasonZh : reasonZh || reasonEn
  const coded = reasonCode === 'OTHER' && written !== '' ? [] : [wordsOfReason(reasonCode)[language]]
  const lines = written.split('\n').filter(line => line.trim() !== '')
  return [...coded, ...lines.map(maskIdentityNumbers)]
}
