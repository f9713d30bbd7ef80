import type { Template } from '../letter.ts'

/** N23: the applicant withdrew the application (R35c). The mail tells somebody who did not that it was done. */
export const withdrawn: Template = {
  en: ({ applicationId, page }) => ({
    subject: 'Your application for registration was withdrawn',
    passages: [
      'As you asked, your application for registration was withdrawn. Nothing more is done on it, and nobody needs to come to the Help Centre.',
      { facts: [['Reference number', applicationId]] },
      'If you did not ask for this, please tell the Help Centre. You may make a fresh application at any time.',
      { link: 'Apply:', to: page('/apply') },
    ],
  }),
  zh: ({ applicationId, page }) => ({
    subject: '閣下的註冊申請已撤回',
    passages: [
      '我們已按閣下的要求撤回註冊申請，不會再作處理，亦無須到支援中心。',
      { facts: [['申請編號', applicationId]] },
      '如閣下並未提出撤回，請通知支援中心。閣下可隨時重新提出申請。',
      { link: '申請：', to: page('/apply') },
    ],
  }),
}
