import { instantText } from '@icms/web/hong-kong-time'
import { type Facts, instantNeeded, type Template } from '../letter.ts'

/** When a form on paper came in, which the applicant does not know otherwise (R32b). */
const received = (facts: Facts, language: 'en' | 'zh'): readonly (readonly [string, string])[] => {
  if (facts.parameters.receivedAt === undefined) return []
  const when = instantText(instantNeeded(facts, 'receivedAt'), language)
  return [language === 'en' ? ['Received on', when] : ['收到日期', when]]
}

/** N1: the application is in (R34a, R37; R6: no fee). */
export const applicationReceived: Template = {
  en: facts => {
    const { vettingDays, enquiryDays } = facts.policy
    return {
      subject: 'Your application for registration was received',
      passages: [
        'We have received your application for an Individual User Account of the integrated Court Case Management System (iCMS). Registration is free of charge.',
        { facts: [['Reference number', facts.applicationId], ...received(facts, 'en')] },
        `We normally look at an application within ${vettingDays} working days after all essential information and documents are with us, and write to you then. If you have heard nothing from us ${enquiryDays} working days after you applied, you may ask ${facts.onPaper ? 'the Help Centre, naming the reference number' : 'about it at the address below'}.`,
        {
          link: facts.onPaper
            ? 'Once we have your email address, look up your application with it and the reference number:'
            : 'Look up your application with the reference number and your email address:',
          to: facts.page('/apply/status'),
        },
      ],
    }
  },
  zh: facts => {
    const { vettingDays, enquiryDays } = facts.policy
    return {
      subject: '已收到閣下的註冊申請',
      passages: [
        '我們已收到閣下就綜合法院案件管理系統（iCMS）個人用戶帳戶提出的申請。註冊費用全免。',
        { facts: [['申請編號', facts.applicationId], ...received(facts, 'zh')] },
        `在收齊所需的資料及文件後，我們一般會在${vettingDays}個工作天內處理申請，並以${facts.onPaper ? '書面' : '電郵'}通知閣下。如提交申請後${enquiryDays}個工作天仍未收到任何回覆，可${facts.onPaper ? '向支援中心查詢，並請說明申請編號' : '於下列網址查詢'}。`,
        {
          link: facts.onPaper
            ? '在閣下提供電郵地址後，可憑該地址及申請編號查閱申請進度：'
            : '閣下可憑申請編號及電郵地址查閱申請進度：',
          to: facts.page('/apply/status'),
        },
      ],
    }
  },
}
