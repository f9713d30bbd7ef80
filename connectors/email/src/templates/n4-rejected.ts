import { wordsOfReason } from '@icms/schemas/reason-words'
import { maskIdentityNumbers } from '../identity-number-mask.ts'
import { type Facts, needed, type Template } from '../letter.ts'

const duplicate = {
  en: 'You have another application that is under way, or an account already. There can be one at a time.',
  zh: '閣下已有另一宗處理中的申請或已有帳戶。同一時間只可有一宗申請或一個帳戶。',
}
const unspecified = {
  en: 'The application does not meet the requirements of the Administrative Instructions.',
  zh: '申請不符合《行政指示》的要求。',
}

/** The words of the reasons' codes, and what staff wrote: in the reader's language, or in the other one. */
function reasonsIn(facts: Facts, language: 'en' | 'zh'): readonly string[] {
  if (needed(facts, 'stage') === 'DUPLICATE') return [duplicate[language]]
  const { reasonCodes = '', reasonsEn = '', reasonsZh = '' } = facts.parameters
  const written = language === 'en' ? reasonsEn || reasonsZh : reasonsZh || reasonsEn
  const coded = linesOf(reasonCodes)
    .filter(code => code !== 'OTHER')
    .map(code => wordsOfReason(code)[language])
  const reasons = [...coded, ...linesOf(written).map(maskIdentityNumbers)]
  return reasons.length === 0 ? [unspecified[language]] : reasons
}

const linesOf = (text: string): readonly string[] => text.split('\n').filter(line => line.trim() !== '')

/** N4: the application was rejected (R39); a fresh one may be made (R35c). */
export const rejected: Template = {
  en: facts => ({
    subject: 'Your application for registration was rejected',
    passages: [
      'We are sorry to tell you that your application for registration was rejected.',
      { facts: [['Reference number', facts.applicationId]] },
      'Reasons:',
      { list: reasonsIn(facts, 'en') },
      'This decision is final. You may make a fresh application when the reasons no longer hold.',
      { link: 'Apply:', to: facts.page('/apply') },
    ],
  }),
  zh: facts => ({
    subject: '閣下的註冊申請被拒絕',
    passages: [
      '我們遺憾地通知，閣下的註冊申請被拒絕。',
      { facts: [['申請編號', facts.applicationId]] },
      '理由：',
      { list: reasonsIn(facts, 'zh') },
      '這是最終決定。如上述理由不再存在，閣下可重新提出申請。',
      { link: '申請：', to: facts.page('/apply') },
    ],
  }),
}
