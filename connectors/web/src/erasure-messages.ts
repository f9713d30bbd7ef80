import { defineMessages } from './messages.ts'

/** Words of the pages on which the Judiciary Administrator erases what has been kept long enough. */
export const erasureMessages = defineMessages({
  'erasure.title': { en: 'Erase personal data', zh: '刪除個人資料' },
  'erasure.navigation': { en: 'Erasure', zh: '刪除資料' },
  'erasure.lead': {
    en: 'These ended, and no longer have to be kept. The longest ended come first.',
    zh: '下列各項已經結束，保留期限已過。最早結束者排列在先。',
  },
  'erasure.empty': { en: 'Nothing may be erased now.', zh: '現時沒有可刪除的資料。' },
  'erasure.find': { en: 'Find', zh: '尋找' },
  'erasure.notFound': {
    en: 'Nothing was found. Type the whole reference.',
    zh: '沒有結果。請輸入完整的參考編號。',
  },
  'erasure.who': { en: 'Whose', zh: '姓名' },
  'erasure.reference': { en: 'Reference', zh: '參考編號' },
  'erasure.outcome': { en: 'How it ended', zh: '結果' },
  'erasure.endedAt': { en: 'Ended', zh: '結束日期' },
  'erasure.keptUntil': { en: 'To be kept until', zh: '保留至' },
  'erasure.outcome.rejected': { en: 'Rejected', zh: '已拒絕' },
  'erasure.outcome.lapsed': { en: 'Regarded as rejected: nobody came', zh: '無人到場，視作不獲批准' },
  'erasure.outcome.withdrawn': { en: 'Withdrawn', zh: '已撤回' },
  'erasure.outcome.approved': { en: 'Approved', zh: '已批准' },
  'erasure.outcome.terminated': { en: 'Terminated', zh: '已終止' },
  'erasure.outcome.deactivated': { en: 'De-activated', zh: '已停用' },
  'erasure.outcome.notForUs': { en: 'Paper not for this office', zh: '非本處文件' },
  'erasure.outcome.unreadable': { en: 'Paper that cannot be read', zh: '不能辨讀的文件' },
  'erasure.outcome.open': { en: 'Not ended', zh: '尚未結束' },
  'erasure.warning': {
    en: 'This cannot be undone. What is known of the person, with all documents, can be read by nobody any more. The record of who did what and when remains.',
    zh: '此操作不能還原。有關人士的資料及所有文件將永久不能閱讀，只保留何人於何時作出何種處理的紀錄。',
  },
  'erasure.warn': { en: 'Warning', zh: '警告' },
  'erasure.button': { en: 'Erase for ever', zh: '永久刪除' },
  'erasure.toList': { en: 'What may be erased', zh: '可刪除的資料' },
  'erasure.done': {
    en: 'It is erased. Nobody can read it any more.',
    zh: '資料已刪除，不能再閱讀。',
  },
  'erasure.processing': {
    en: 'It is received and will be erased shortly.',
    zh: '系統已收到要求，將於短時間內刪除資料。',
  },
  'erasure.success': { en: 'Done', zh: '完成' },
  'erasure.information': { en: 'Received', zh: '已收到' },
  'erasure.refused': { en: 'It may not be erased', zh: '不可刪除' },
  'erasure.why.NOT_FINAL': { en: 'The application has not ended.', zh: '此申請尚未結束。' },
  'erasure.why.HAS_ACCOUNT': {
    en: 'An account came of the application. It is erased with the account, at the desk of accounts.',
    zh: '此申請已建立帳戶，須於帳戶專頁連同帳戶一併刪除。',
  },
  'erasure.why.NOT_CLOSED': {
    en: 'The account is still open. Terminate or de-activate it first.',
    zh: '帳戶尚未關閉，須先終止或停用。',
  },
  'erasure.why.NOT_DISMISSED': {
    en: 'Something may still come of the paper, or it is with an application and is erased with that.',
    zh: '此文件仍待處理，或已歸入申請，須連同申請一併刪除。',
  },
  'erasure.why.RETENTION_RUNS': { en: 'It has to be kept until {until}.', zh: '資料須保留至{until}。' },
  'erasure.why.UNKNOWN': { en: 'Look at it again.', zh: '請重新查看。' },
  'erasureReason.NO_LONGER_NEEDED': { en: 'It is no longer needed', zh: '資料已無須保留' },
  'erasureReason.ASKED_BY_THE_PERSON': { en: 'The person asks for it', zh: '有關人士要求' },
  'erasureReason.ORDERED': { en: 'A court or an authority ordered it', zh: '法庭或主管當局命令' },
  'field.sought': { en: 'Reference', zh: '參考編號' },
  'hint.sought': {
    en: 'Of an application; at the desk of accounts a login name will do as well.',
    zh: '申請的參考編號；在帳戶專頁亦可輸入登入名稱。',
  },
  'field.erasureReason': { en: 'Why it is erased', zh: '刪除理由' },
  'hint.erasureReason': {
    en: 'It is recorded with who you are, and that record stays.',
    zh: '理由連同你的身分會記錄在案，並予以保留。',
  },
  'error.confirmed.MISSING': {
    en: 'Tick the box to confirm that it may be erased for ever',
    zh: '請剔選方格，確認資料可永久刪除',
  },
  'field.confirmed': {
    en: 'I have made sure that it is the right one, and that it may be erased for ever',
    zh: '本人已核實無誤，並確認資料可永久刪除',
  },
})
