import { defineMessages } from '@icms/web/messages'

/** Texts of handing in documents (R33, Annex D). */
export const documentMessages = defineMessages({
  'documents.title': { en: 'Documents', zh: '文件' },
  'documents.lead': {
    en: 'Hand in copies of the documents of Annex D here, one by one: your identity document, and the sealed originating process or a notice of the court. The originals are seen at the Help Centre.',
    zh: '請在此逐一提交附件D所列文件的副本，包括身分證明文件，以及已蓋印的原訴文件或法庭通知書。正本會於支援中心查閱。',
  },
  'documents.handedIn': { en: 'Handed in: {n} of 20', zh: '已提交：{n}／20' },
  'documents.none': { en: 'No document yet.', zh: '尚未提交文件。' },
  'documents.add': { en: 'Add a document', zh: '加入文件' },
  'documents.upload': { en: 'Hand it in', zh: '提交文件' },
  'documents.remove': { en: 'Remove', zh: '移除' },
  'documents.view': { en: 'View', zh: '檢視' },
  'documents.size': { en: '{kilobytes} kB', zh: '{kilobytes} kB' },
  'documents.toForm': { en: 'Back to the form', zh: '返回表格' },
  'documents.open': { en: 'Documents ({n})', zh: '文件（{n}）' },
  'upload.progress': { en: 'Sending', zh: '傳送進度' },
  'upload.sending': { en: 'Sending: {percent}%', zh: '傳送中：{percent}%' },
  'upload.arrived': { en: 'Sent. It is being looked at and stored.', zh: '已傳送，正在檢查及儲存。' },
  'upload.cancel': { en: 'Cancel', zh: '取消' },
  'upload.cancelled': { en: 'Cancelled. Nothing was handed in.', zh: '已取消，並未提交任何檔案。' },
  'upload.failed': {
    en: 'The connection broke off. Try again: the same file is taken only once.',
    zh: '連線中斷。請再試一次：同一檔案只會收取一次。',
  },
  'document.OTHER': { en: 'Another document', zh: '其他文件' },
  'field.kind': { en: 'What is it?', zh: '文件類別' },
  'error.kind.NOT_ONE_OF': { en: 'Choose what the document is', zh: '請選擇文件類別' },
  'field.file': { en: 'File', zh: '檔案' },
  'hint.file': {
    en: 'PDF, JPEG or PNG, at most 10 MB. It is encrypted before it is stored.',
    zh: 'PDF、JPEG或PNG，最大10 MB。檔案會加密儲存。',
  },
})
