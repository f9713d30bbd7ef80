import { needed, type Template } from '../letter.ts'

/** N6: approved, with the login name (R36a). The activation code is never in the same mail (R7). */
export const approved: Template = {
  en: facts => ({
    subject: 'Your registration was approved',
    passages: [
      'Your application for an Individual User Account was approved. This is your login name; please keep it safe:',
      { facts: [['Login name', needed(facts, 'loginName')]] },
      'The activation code comes in a separate mail. You can use the services once you have activated your account.',
    ],
  }),
  zh: facts => ({
    subject: '閣下的註冊申請已獲批准',
    passages: [
      '閣下的個人用戶帳戶申請已獲批准。以下是閣下的登入名稱，請妥為保管：',
      { facts: [['登入名稱', needed(facts, 'loginName')]] },
      '啟動碼將以另一封電郵發送。閣下啟動帳戶後，即可使用有關服務。',
    ],
  }),
}
