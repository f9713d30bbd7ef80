import type { Template } from '../letter.ts'

/** N1: the application is in (R34a, R37; R6: no fee). */
export const received: Template = {
  en: ({ applicationId, page, policy: { vettingDays, enquiryDays } }) => ({
    subject: 'Your application for registration was received',
    passages: [
      'We have received your application for an Individual User Account of the integrated Court Case Management System (iCMS). Registration is free of charge.',
      { facts: [['Reference number', applicationId]] },
      `We normally look at an application within ${vettingDays} working days after all essential information and documents are with us, and write to you then. If you have heard nothing from us ${enquiryDays} working days after you applied, you may ask about it at the address below.`,
      { link: 'Look up your application with the reference number and your email address:', to: page('/apply/status') },
    ],
  }),
  zh: ({ applicationId, page, policy: { vettingDays, enquiryDays } }) => ({
    subject: '已收到閣下的註冊申請',
    passages: [
      '我們已收到閣下就綜合法院案件管理系統（iCMS）個人用戶帳戶提出的申請。註冊費用全免。',
      { facts: [['申請編號', applicationId]] },
      `在收齊所需的資料及文件後，我們一般會在${vettingDays}個工作天內處理申請，並以電郵通知閣下。如提交申請後${enquiryDays}個工作天仍未收到任何回覆，可於下列網址查詢。`,
      { link: '閣下可憑申請編號及電郵地址查閱申請進度：', to: page('/apply/status') },
    ],
  }),
}
