import type { Template } from '../letter.ts'

/** N5: nobody came to the Help Centre in time (R35b); a fresh application is needed (R35c). */
export const notAttended: Template = {
  en: ({ applicationId, page }) => ({
    subject: 'Your application for registration has lapsed',
    passages: [
      'Nobody came to the Help Centre by the date that we gave you. Your application is therefore regarded as rejected.',
      { facts: [['Reference number', applicationId]] },
      'If you still wish to register, please make a fresh application.',
      { link: 'Apply:', to: page('/apply') },
    ],
  }),
  zh: ({ applicationId, page }) => ({
    subject: '閣下的註冊申請已告失效',
    passages: [
      '在通知所述的限期前，未有人到支援中心辦理核實身分手續，閣下的申請因此視為被拒絕。',
      { facts: [['申請編號', applicationId]] },
      '如仍欲註冊，請重新提出申請。',
      { link: '申請：', to: page('/apply') },
    ],
  }),
}
