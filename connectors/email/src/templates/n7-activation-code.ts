import { instantText } from '@icms/web/hong-kong-time'
import { instantNeeded, type Template } from '../letter.ts'

/** N7: the activation code (R7, A8, A9). The login name is never in the same mail. */
export const activationCode: Template = {
  en: facts => ({
    subject: 'Your activation code',
    passages: [
      'This is the code with which you activate your account. Use it together with the login name, which came in another mail.',
      {
        facts: [
          ['Activation code', facts.code],
          ['Good until', instantText(instantNeeded(facts, 'expiresAt'), 'en')],
        ],
      },
      { link: 'Activate your account and choose a password:', to: facts.page('/account/activate') },
      'Tell nobody this code. We will never ask you for it or for your password.',
    ],
  }),
  zh: facts => ({
    subject: '閣下的啟動碼',
    passages: [
      '以下是啟動帳戶的啟動碼，須連同另一封電郵所載的登入名稱一併使用。',
      {
        facts: [
          ['啟動碼', facts.code],
          ['有效期至', instantText(instantNeeded(facts, 'expiresAt'), 'zh')],
        ],
      },
      { link: '啟動帳戶並設定密碼：', to: facts.page('/account/activate') },
      '切勿向任何人透露此啟動碼。我們不會向閣下索取啟動碼或密碼。',
    ],
  }),
}
