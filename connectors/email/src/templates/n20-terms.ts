import { needed, type Template } from '../letter.ts'

/** N20: new terms are in force (R29, A27). They are shown at the next sign-in as well. */
export const termsChanged: Template = {
  en: facts => ({
    subject: 'The terms and conditions for using iCMS have changed',
    passages: [
      'The terms and conditions for using iCMS have been updated and are now in force. As an account holder you have to comply with them.',
      { facts: [['Version', needed(facts, 'termsVersion')]] },
      { link: 'Read them:', to: needed(facts, 'url') },
      'You will be asked about them when you next sign in.',
    ],
  }),
  zh: facts => ({
    subject: '使用綜合法院案件管理系統的條款及條件已更新',
    passages: [
      '使用綜合法院案件管理系統的條款及條件已更新並現正生效。帳戶持有人須遵守該等條款及條件。',
      { facts: [['版本', needed(facts, 'termsVersion')]] },
      { link: '閱讀：', to: needed(facts, 'url') },
      '閣下下次登入時，系統會就此詢問閣下。',
    ],
  }),
}
