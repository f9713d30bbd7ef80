import type { Template } from '../letter.ts'

/** N26: notices go to another address from now on; the owner of the old one is told. */
export const emailChanged: Template = {
  en: facts => ({
    subject: 'The email address of your account was changed',
    passages: [
      'Notices about your iCMS account go to another email address from now on, which was confirmed by a code. This is the last notice to this address.',
      'If you did not change it, please change your password at once and tell the Help Centre.',
      { facts: [['Help Centre', facts.helpCentre.addressEn]] },
      { link: 'Your account:', to: facts.page('/account') },
    ],
  }),
  zh: facts => ({
    subject: '閣下帳戶的電郵地址已更改',
    passages: [
      '由現在起，閣下的綜合法院案件管理系統帳戶的通知將發送至另一個已以驗證碼確認的電郵地址。這是發送至此地址的最後一封通知。',
      '如非閣下所更改，請立即更改密碼，並通知支援中心。',
      { facts: [['支援中心', facts.helpCentre.addressZh]] },
      { link: '閣下的帳戶：', to: facts.page('/account') },
    ],
  }),
}
