import type { Template } from '../letter.ts'
import { reasonIn } from './account-reason.ts'

/** N13: the account is closed since it is no longer needed (R16); who has a new case registers again (R16d). */
export const deactivated: Template = {
  en: facts => ({
    subject: 'Your account has been de-activated',
    passages: [
      'Your Individual User Account has been de-activated. It cannot be used any more, and your cases are no longer linked to it.',
      'Reason:',
      { list: reasonIn(facts, 'en') },
      'If you have a new case in which you act in person, please apply for registration again.',
      { link: 'Apply:', to: facts.page('/apply') },
    ],
  }),
  zh: facts => ({
    subject: '閣下的帳戶已停用',
    passages: [
      '閣下的個人用戶帳戶已停用，不能再使用；閣下的案件亦不再與該帳戶連結。',
      '理由：',
      { list: reasonIn(facts, 'zh') },
      '如閣下親自處理新的案件，請重新申請註冊。',
      { link: '申請：', to: facts.page('/apply') },
    ],
  }),
}
