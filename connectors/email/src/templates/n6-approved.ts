import { instantText } from '@icms/web/hong-kong-time'
import { type Facts, instantNeeded, needed, type Template } from '../letter.ts'

const isProspective = ({ parameters }: Facts): boolean => parameters.prospectiveUntil !== undefined

/** N6: approved, with the login name (R36a). The activation code is never in the same mail (R7). */
export const approved: Template = {
  en: facts => ({
    subject: 'Your registration was approved',
    passages: [
      'Your application for an Individual User Account was approved. This is your login name; please keep it safe:',
      { facts: [['Login name', needed(facts, 'loginName')]] },
      ...(isProspective(facts)
        ? [
            'The approval is on the condition that you activate the account and file a new case through iCMS in the period below. If no such case is linked to your account by then, the account is terminated without prior notice.',
            { facts: [['Period ends', instantText(instantNeeded(facts, 'prospectiveUntil'), 'en')]] } as const,
          ]
        : []),
      'The activation code comes in a separate mail. You can use the services once you have activated your account.',
    ],
  }),
  zh: facts => ({
    subject: '閣下的註冊申請已獲批准',
    passages: [
      '閣下的個人用戶帳戶申請已獲批准。以下是閣下的登入名稱，請妥為保管：',
      { facts: [['登入名稱', needed(facts, 'loginName')]] },
      ...(isProspective(facts)
        ? [
            '批准的條件是閣下須於以下期間內啟動帳戶，並經綜合法院案件管理系統提交新的案件。如屆時沒有此類案件與帳戶連結，帳戶將予終止，不另行通知。',
            { facts: [['期間完結時間', instantText(instantNeeded(facts, 'prospectiveUntil'), 'zh')]] } as const,
          ]
        : []),
      '啟動碼將以另一封電郵發送。閣下啟動帳戶後，即可使用有關服務。',
    ],
  }),
}
