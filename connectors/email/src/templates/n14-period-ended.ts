import { instantText } from '@icms/web/hong-kong-time'
import { type Facts, instantNeeded, needed, type Template } from '../letter.ts'

const isRestored = (facts: Facts): boolean => needed(facts, 'outcome') === 'restored'

/** N14: no case was filed in the period, so the account has ended (R15d); or it is open again, as one was (A7). */
export const periodEnded: Template = {
  en: facts =>
    isRestored(facts)
      ? {
          subject: 'Your account is open again',
          passages: [
            'Your Individual User Account had ended because no case was known to have been filed in the period given to you. A document that you filed in time has since arrived, and the account is open again. Your login name and password are as they were.',
            { link: 'Sign in:', to: facts.page('/account/sign-in') },
          ],
        }
      : {
          subject: 'Your account has ended because no case was filed',
          passages: [
            'Your registration was approved on the condition that you file a new case through iCMS in a certain period. No such case was linked to your account, so the account has been terminated.',
            { facts: [['The period ended', instantText(instantNeeded(facts, 'prospectiveUntil'), 'en')]] },
            'If you did file a case in time, please tell the Help Centre. Otherwise you may apply again.',
            { link: 'Apply:', to: facts.page('/apply') },
          ],
        },
  zh: facts =>
    isRestored(facts)
      ? {
          subject: '閣下的帳戶已恢復',
          passages: [
            '閣下的個人用戶帳戶曾因未有在指定期間內提交案件而終止。其後收到閣下於限期前提交的文件，帳戶現已恢復。登入名稱及密碼維持不變。',
            { link: '登入：', to: facts.page('/account/sign-in') },
          ],
        }
      : {
          subject: '閣下的帳戶因未有提交案件而終止',
          passages: [
            '閣下的註冊申請獲有條件批准，條件是閣下須於指定期間內經綜合法院案件管理系統提交新的案件。由於沒有案件與閣下的帳戶連結，帳戶已予終止。',
            { facts: [['期間完結時間', instantText(instantNeeded(facts, 'prospectiveUntil'), 'zh')]] },
            '如閣下已於限期前提交案件，請通知支援中心；否則，閣下可重新申請。',
            { link: '申請：', to: facts.page('/apply') },
          ],
        },
}
