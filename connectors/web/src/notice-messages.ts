import type { NoticeNumber } from '@icms/schemas/generated/common'
import { defineMessages, type MessagesOf } from './messages.ts'
import type { NoticeStatus } from './sent-notices.ts'

const mails: MessagesOf<'mail', NoticeStatus> = defineMessages({
  'mail.SENDING': { en: 'Being sent', zh: '發送中' },
  'mail.WAITING': { en: 'To be tried again', zh: '等候再次發送' },
  'mail.ACCEPTED': { en: 'Taken by the mail server', zh: '郵件伺服器已接收' },
  'mail.BOUNCED': { en: 'Refused, or came back', zh: '郵件伺服器拒收或退回' },
  'mail.ABANDONED': { en: 'Given up after all tries', zh: '多次嘗試後放棄' },
  'mail.UNKNOWN': { en: 'Not known here', zh: '不詳' },
  'mail.LETTER_WAITING': { en: 'Letter, to be printed', zh: '信件，待列印' },
  'mail.LETTER_SENT': { en: 'Letter, sent', zh: '信件，已寄出' },
  'mail.LETTER_CANCELLED': { en: 'Letter, cancelled', zh: '信件，已取消' },
  'mail.LETTER_UNKNOWN': { en: 'Letter', zh: '信件' },
})

type Mailed = Exclude<NoticeNumber, 'N8' | 'N9' | 'N10' | 'N11' | 'N16' | 'N17' | 'N18' | 'N21' | 'N22'>

const notices: MessagesOf<'notice', Mailed> = defineMessages({
  'notice.N1': { en: 'Application received', zh: '已收到申請' },
  'notice.N2': { en: 'Supplementary information wanted', zh: '須提供補充資料' },
  'notice.N3': { en: 'Attend the Help Centre', zh: '請到支援中心核實身分' },
  'notice.N4': { en: 'Application rejected', zh: '申請被拒絕' },
  'notice.N5': { en: 'Application lapsed', zh: '申請視為被拒絕' },
  'notice.N6': { en: 'Application approved, with the login name', zh: '申請獲批准及登入名稱' },
  'notice.N7': { en: 'Activation code', zh: '啟動碼' },
  'notice.N12': { en: 'De-activation to come', zh: '帳戶將予停用' },
  'notice.N13': { en: 'Account de-activated', zh: '帳戶已停用' },
  'notice.N14': { en: 'Period to file a case', zh: '提交案件的指定期間' },
  'notice.N15': { en: 'A case linked, or not linked', zh: '案件連結結果' },
  'notice.N19': { en: 'Use of the account changed', zh: '帳戶使用權更改' },
  'notice.N20': { en: 'New terms and conditions', zh: '新的條款及條件' },
  'notice.N23': { en: 'Application withdrawn', zh: '申請已撤回' },
  'notice.N24': { en: 'Code for your address', zh: '核實地址的驗證碼' },
  'notice.N25': { en: 'Code for a new address', zh: '新地址的驗證碼' },
  'notice.N26': { en: 'Address changed', zh: '地址已更改' },
  'notice.N27': { en: 'Enquiry received', zh: '已收到查詢' },
  'notice.N28': { en: 'Enquiry answered', zh: '查詢的答覆' },
  'notice.N29': { en: 'Paper that nothing can come of', zh: '文件不予處理' },
  'notice.UNKNOWN': { en: 'Another notice', zh: '其他通知' },
})

/** Words for lists of notices, on desks and for holders alike. */
export const noticeMessages = defineMessages({
  ...mails,
  ...notices,
  'notices.title': { en: 'Notices by mail and on paper', zh: '電郵及書面通知' },
  'notices.none': { en: 'None was sent.', zh: '未有發出通知。' },
  'notices.entry': { en: '{notice}, {when}', zh: '{notice}，{when}' },
})
