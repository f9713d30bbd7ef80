import { defineMessages } from '@icms/web/messages'

export const mailboxMessages = defineMessages({
  'mail.title': { en: 'Built-in mailbox', zh: '內置郵箱' },
  'mail.lead': {
    en: 'All mails that were sent, the newest first. They stay here because no mail server is set (ICMS_SMTP_URL): nobody has received them.',
    zh: '所有已發送的電郵，最新的在前。由於未有設定郵件伺服器（ICMS_SMTP_URL），電郵只存於此處，並未送達任何人。',
  },
  'mail.empty': { en: 'No mails yet.', zh: '尚無電郵。' },
  'mail.received': { en: 'Received', zh: '收到時間' },
  'mail.to': { en: 'To', zh: '收件人' },
  'mail.subject': { en: 'Subject', zh: '主旨' },
  'mail.from': { en: 'From', zh: '寄件人' },
  'mail.messageId': { en: 'Message-ID', zh: '訊息編號' },
  'mail.text': { en: 'Text', zh: '純文字' },
  'mail.html': { en: 'As mail programs show it', zh: '電郵程式所示的樣式' },
  'mail.frame': {
    en: 'Shown without scripts, without anything from elsewhere and without working links.',
    zh: '不執行程式碼、不載入外來內容，連結亦不可使用。',
  },
  'mail.return': { en: 'Let it come back', zh: '退回此電郵' },
  'mail.returnLead': {
    en: 'Nobody has received this mail. To try what follows when an address is wrong, let it come back: a delivery report says that nobody has the address.',
    zh: '此電郵並未送達任何人。如欲測試地址有誤時的後續處理，可將電郵退回：系統會收到派遞狀況報告，指該地址並不存在。',
  },
  'mail.done': { en: 'Done', zh: '完成' },
  'mail.returned': { en: 'The mail came back: it counts as not delivered.', zh: '電郵已退回，視為未能送達。' },
  'mail.back': { en: 'All mails', zh: '所有電郵' },
  'mail.noSubject': { en: '(no subject)', zh: '（無主旨）' },
  'mail.elsewhere': {
    en: 'There is no mailbox here: mails go to the mail server that is set as ICMS_SMTP_URL. Those that could not be delivered are on the operations page.',
    zh: '此處沒有郵箱：電郵經 ICMS_SMTP_URL 所設的郵件伺服器發送。未能送達的電郵，請見系統運作頁面。',
  },
  'mail.operations': { en: 'Operations', zh: '系統運作' },
})
