import type { Template } from '../letter.ts'

/** N27: an enquiry about an application is acknowledged (R37). What was asked is not repeated. */
export const enquiryReceived: Template = {
  en: ({ applicationId, page }) => ({
    subject: 'We received your enquiry',
    passages: [
      'We received your enquiry about your application for registration. The staff who vet applications have it, and you get an email when it is answered.',
      { facts: [['Reference number', applicationId]] },
      { link: 'See where your application stands:', to: page('/apply/status') },
    ],
  }),
  zh: ({ applicationId, page }) => ({
    subject: '已收到閣下的查詢',
    passages: [
      '我們已收到閣下就註冊申請提出的查詢，並已交審核人員處理。回覆後會以電郵通知閣下。',
      { facts: [['申請編號', applicationId]] },
      { link: '查詢申請狀況：', to: page('/apply/status') },
    ],
  }),
}

/** N28: the enquiry is answered (R37). The answer is read where the address is proven, not in the mail. */
export const enquiryAnswered: Template = {
  en: ({ applicationId, page }) => ({
    subject: 'Your enquiry is answered',
    passages: [
      'We have answered your enquiry about your application for registration.',
      { facts: [['Reference number', applicationId]] },
      { link: 'Read the answer with the reference number and a code that we send to you:', to: page('/apply/return') },
    ],
  }),
  zh: ({ applicationId, page }) => ({
    subject: '閣下的查詢已獲回覆',
    passages: [
      '我們已回覆閣下就註冊申請提出的查詢。',
      { facts: [['申請編號', applicationId]] },
      { link: '請憑申請編號及發送給閣下的驗證碼閱覽回覆：', to: page('/apply/return') },
    ],
  }),
}
