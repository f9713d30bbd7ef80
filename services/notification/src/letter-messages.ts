import type { LetterRefusalReason } from '@icms/schemas/generated/notification-events-v1'
import { defineMessages, type Messages, type MessagesOf } from '@icms/web/messages'

/** What stands above every letter, in both languages. */
export const letterheadWords = defineMessages({
  'head.office': { en: 'The Judiciary Administration', zh: '司法機構政務處' },
  'head.part': {
    en: 'Registration for the integrated Court Case Management System',
    zh: '綜合法院案件管理系統用戶註冊',
  },
  'head.reference': { en: 'Our reference', zh: '檔案編號' },
  'head.date': { en: 'Date', zh: '日期' },
})

const refusals: MessagesOf<'letterRefusal', LetterRefusalReason> = defineMessages({
  'letterRefusal.NO_SUCH_LETTER': { en: 'There is no such letter.', zh: '沒有此信件。' },
  'letterRefusal.ALREADY_SENT': {
    en: 'It was marked as sent already. To send it again, print it again.',
    zh: '此信件已標示為已寄出。如須再寄，請選擇再次列印。',
  },
  'letterRefusal.CANCELLED': {
    en: 'It was cancelled. To send it after all, print it again.',
    zh: '此信件已取消。如仍須寄出，請選擇再次列印。',
  },
  'letterRefusal.WAITING': { en: 'It waits to be printed already.', zh: '此信件已在等候列印。' },
  'letterRefusal.UNKNOWN': { en: 'That cannot be done now.', zh: '現時不能這樣做。' },
})

const words = defineMessages({
  'letters.title': { en: 'Letters to print', zh: '待列印信件' },
  'letters.navigation': { en: 'Letters', zh: '信件' },
  'letters.vettingDesk': { en: 'Vetting desk', zh: '審核工作台' },
  'letters.lead': {
    en: 'Notices to people whom no email reaches. Print them, send them, and mark them as sent.',
    zh: '向未能以電郵聯絡的人士發出的通知。請列印、寄出，然後標示為已寄出。',
  },
  'letters.lists': { en: 'Lists of letters', zh: '信件清單' },
  'letters.kinds': { en: 'Kinds of letters', zh: '信件種類' },
  'letters.allKinds': { en: 'All kinds', zh: '所有種類' },
  'letters.empty': { en: 'There is no letter here.', zh: '沒有信件。' },
  'letters.addressee': { en: 'To', zh: '收件人' },
  'letters.kind': { en: 'Notice', zh: '通知' },
  'letters.since': { en: 'Since', zh: '日期' },
  'letters.printAll': { en: 'Print all that are shown', zh: '列印所示全部信件' },
  'letters.overdue': { en: 'Overdue', zh: '逾期' },
  'letters.insteadOf': { en: 'an email did not arrive', zh: '電郵未能送達' },
  'letters.nowhere': { en: 'No address', zh: '沒有地址' },
  'letters.sentBy': { en: '{channel}, by {who}', zh: '{channel}（{who}）' },
  'letters.by': { en: 'by {who}', zh: '{who}' },
  'letters.byPaper': { en: 'the paper was scanned again, or erased', zh: '文件已重新掃描或刪除' },
  'letters.byErasure': { en: 'the data were erased', zh: '資料已刪除' },
  'letters.one': { en: 'A letter', zh: '信件' },
  'letters.several': { en: 'Letters', zh: '信件' },
  'letters.print': {
    en: 'Print this page on A4 at its full size: only the letters are printed, each on a sheet of its own. The address stands where a window envelope shows it.',
    zh: '請以A4紙按實際大小列印本頁：只會印出信件，每封另起一頁，地址位置適用於開窗信封。',
  },
  'letters.marking': { en: 'Once they are on their way', zh: '寄出之後' },
  'letters.markSent': { en: 'Mark as sent ({count})', zh: '標示為已寄出（{count}封）' },
  'letters.cancelling': { en: 'If it need not be sent', zh: '如無須寄出' },
  'letters.cancel': { en: 'Cancel the letter', zh: '取消信件' },
  'letters.reprinting': { en: 'If it has to go out again', zh: '如須再次寄出' },
  'letters.reprint': { en: 'Print again', zh: '再次列印' },
  'letters.wasSent': { en: 'Sent on {when}.', zh: '已於{when}寄出。' },
  'letters.wasCancelled': { en: 'Cancelled on {when}.', zh: '已於{when}取消。' },
  'letters.faxNumber': { en: 'The applicant gave a fax number: {fax}', zh: '申請人提供的傳真號碼：{fax}' },
  'letters.noAddress': { en: 'No address is known: see the application.', zh: '沒有地址資料，請查閱申請。' },
  'letters.noAddressOfPaper': {
    en: 'The email did not arrive, and no postal address is known. Look at the paper again and dismiss it with an address, or cancel this letter.',
    zh: '電郵未能送達，亦沒有郵寄地址。請重新處理有關文件並在不予處理時填寫地址，或取消此信件。',
  },
  'letters.refused': { en: 'That does not fit the letter', zh: '與信件的情況不符' },
  'letters.doneTitle': { en: 'Done', zh: '完成' },
  'lettersDone.SENT': { en: 'Marked as sent.', zh: '已標示為已寄出。' },
  'lettersDone.PARTLY': {
    en: 'Marked as sent, but for what somebody else had marked or cancelled already.',
    zh: '已標示為已寄出；他人早前已標示或取消的信件除外。',
  },
  'lettersDone.CANCELLED': { en: 'The letter was cancelled.', zh: '信件已取消。' },
  'lettersDone.REPRINT': { en: 'The letter is to be printed again.', zh: '信件將再次列印。' },
  'lettersDone.PROCESSING': {
    en: 'Received, and being processed: look again in a moment.',
    zh: '已收到，正在處理，請稍後再看。',
  },
  'letterView.WAITING': { en: 'To print', zh: '待列印' },
  'letterView.NO_ADDRESS': { en: 'No address', zh: '沒有地址' },
  'letterView.OVERDUE': { en: 'Overdue', zh: '逾期' },
  'letterView.SENT': { en: 'Sent', zh: '已寄出' },
  'letterView.CANCELLED': { en: 'Cancelled', zh: '已取消' },
  'letterChannel.POST': { en: 'By post', zh: '郵寄' },
  'letterChannel.FAX': { en: 'By fax', zh: '傳真' },
  'letterChannel.HAND': { en: 'Handed over', zh: '當面交付' },
  'letterChannel.UNKNOWN': { en: 'Not known', zh: '不詳' },
  'letterChannel.ONLINE': { en: 'Online', zh: '網上' },
  'field.channel': { en: 'How they were sent', zh: '寄出方式' },
  'field.note': { en: 'Why it need not be sent', zh: '無須寄出的原因' },
  'hint.note': { en: 'For the record', zh: '供備存紀錄' },
  'error.note.MISSING': { en: 'Write why it need not be sent', zh: '請填寫無須寄出的原因' },
  'error.channel.MISSING': { en: 'Choose how they were sent', zh: '請選擇寄出方式' },
  'error.channel.NOT_ONE_OF': { en: 'Choose how they were sent', zh: '請選擇寄出方式' },
})

/** Texts of the desk of letters. */
export const letterMessages: Messages = { ...words, ...refusals }
