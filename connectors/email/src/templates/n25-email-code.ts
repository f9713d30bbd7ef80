import { instantText } from '@icms/web/hong-kong-time'
import { instantNeeded, type Template } from '../letter.ts'

/** N25: the code that proves a new address. It goes to that address, and never with the login name (R7). */
export const emailCode: Template = {
  en: facts => ({
    subject: 'Confirm your new email address',
    passages: [
      'Somebody signed in to an iCMS account asked that its notices go to this address. If it was you, type in this code on the page from which you asked:',
      {
        facts: [
          ['Code', facts.code],
          ['Good until', instantText(instantNeeded(facts, 'expiresAt'), 'en')],
        ],
      },
      { link: 'Your account:', to: facts.page('/account/email') },
      'If it was not you, do nothing: the address stays as it is.',
    ],
  }),
  zh: facts => ({
    subject: '確認閣下的新電郵地址',
    passages: [
      '有人登入綜合法院案件管理系統帳戶，要求將該帳戶的通知發送至此地址。如為閣下所要求，請於提出要求的頁面輸入以下驗證碼：',
      {
        facts: [
          ['驗證碼', facts.code],
          ['有效期至', instantText(instantNeeded(facts, 'expiresAt'), 'zh')],
        ],
      },
      { link: '閣下的帳戶：', to: facts.page('/account/email') },
      '如非閣下所要求，毋須理會：原有地址維持不變。',
    ],
  }),
}
