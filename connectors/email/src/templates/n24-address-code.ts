import { instantText } from '@icms/web/hong-kong-time'
import { instantNeeded, type Template } from '../letter.ts'

/** The code that proves an address before a form is saved or submitted. Nothing of the form is in it. */
export const addressCode: Template = {
  en: facts => ({
    subject: 'Your code for the registration form',
    passages: [
      'Type this code on the page of the registration form, to show that you read mail at this address.',
      {
        facts: [
          ['Code', facts.code],
          ['Good until', instantText(instantNeeded(facts, 'expiresAt'), 'en')],
        ],
      },
      'A newer code makes this one void. Tell nobody the code; we will never ask you for it.',
      'If you did not ask for it, somebody mistyped an address: do nothing, and nothing will happen.',
    ],
  }),
  zh: facts => ({
    subject: '註冊表格驗證碼',
    passages: [
      '請在註冊表格的網頁輸入以下驗證碼，以證明閣下可閱讀此地址的電郵。',
      {
        facts: [
          ['驗證碼', facts.code],
          ['有效期至', instantText(instantNeeded(facts, 'expiresAt'), 'zh')],
        ],
      },
      '如再次索取驗證碼，此驗證碼即告失效。切勿向任何人透露驗證碼；我們不會向閣下索取。',
      '如閣下沒有索取驗證碼，可能是他人輸入了錯誤的地址，無須理會。',
    ],
  }),
}
