import { defineMessages } from '@icms/web/messages'

/** Texts of answering a request for supplementary information (R34d), and of withdrawing. */
export const answerMessages = defineMessages({
  'answer.asked': { en: 'What we need from you', zh: '您須補充的資料' },
  'answer.when': {
    en: 'Your application waits until you answer; then vetting starts again, which normally takes {vettingDays} working days.',
    zh: '您的申請會暫停處理，直至收到您的回覆；其後重新審核，一般需時{vettingDays}個工作天。',
  },
  'answer.open': { en: 'Answer', zh: '回覆' },
  'answer.title': { en: 'Supply what is missing', zh: '補充資料' },
  'answer.lead': {
    en: 'Write an answer, hand in documents, or both: at most three documents of 10 MB each in one answer.',
    zh: '請填寫回覆及／或提交文件。每次回覆最多可提交三份文件，每份最大10 MB。',
  },
  'answer.document': { en: 'Document {n}', zh: '文件{n}' },
  'answer.send': { en: 'Send the answer', zh: '遞交回覆' },
  'answer.doneTitle': { en: 'Received', zh: '已收到' },
  'answer.supplied': {
    en: 'We have your answer and look at the application again, normally within {vettingDays} working days.',
    zh: '我們已收到您的回覆，一般會於{vettingDays}個工作天內再次審核申請。',
  },
  'answer.withdraw': { en: 'Withdraw the application', zh: '撤回申請' },
  'answer.withdrawLead': {
    en: 'An application that is withdrawn is not decided, and cannot be taken up again. You may apply afresh.',
    zh: '申請一經撤回即不會獲處理，亦不可恢復。您可重新提出申請。',
  },
  'answer.withdrawSend': { en: 'Yes, withdraw it', zh: '確認撤回' },
  'answer.keepIt': { en: 'No, keep the application', zh: '不撤回，保留申請' },
  'answer.withdrawalAt': {
    en: 'You asked on {when} for the application to be withdrawn. It is being done.',
    zh: '您於{when}要求撤回申請，現正處理。',
  },
  'answer.withdrawn': {
    en: 'The application was withdrawn. You may apply afresh.',
    zh: '申請已撤回。您可重新提出申請。',
  },
  'answer.prove': {
    en: 'To answer, to ask, to withdraw or to see your documents, first show that the address is yours:',
    zh: '如須回覆、查詢、撤回申請或查閱文件，請先核實電郵地址：',
  },
  'enquiry.title': { en: 'Ask about your application', zh: '查詢申請進度' },
  'enquiry.lead': {
    en: 'Your question goes to the staff who vet applications. They answer on the status page, and you get an email when they have. You may ask once a day.',
    zh: '您的查詢會送交審核人員，他們會於申請狀況頁回覆，屆時您會收到電郵通知。每日可查詢一次。',
  },
  'enquiry.send': { en: 'Send the enquiry', zh: '遞交查詢' },
  'enquiry.yours': { en: 'Your enquiry', zh: '您的查詢' },
  'enquiry.at': { en: 'We received your enquiry on {when}.', zh: '我們已於{when}收到您的查詢。' },
  'enquiry.waits': { en: 'It has not been answered yet.', zh: '尚未回覆。' },
  'enquiry.answeredAt': { en: 'We answered it on {when}.', zh: '我們已於{when}回覆。' },
  'field.question': { en: 'What you ask', zh: '查詢內容' },
  'hint.question': { en: 'At most 2,000 characters', zh: '最多2,000字' },
  'error.question.MISSING': { en: 'Write what you ask', zh: '請填寫查詢內容' },
  'error.question.NOT_WANTED': {
    en: 'You cannot ask now: another enquiry waits for its answer, or the time for it has not come',
    zh: '目前不可查詢：另一查詢尚待回覆，或未到可查詢的時間',
  },
  'field.text': { en: 'Your answer', zh: '您的回覆' },
  'hint.text': { en: 'At most 2,000 characters', zh: '最多2,000字' },
  'error.text.MISSING': { en: 'Write an answer or hand in a document', zh: '請填寫回覆或提交文件' },
  'error.text.NOT_WANTED': { en: 'Nothing is asked of you now', zh: '目前無須補充資料' },
  'field.reason': { en: 'Why you withdraw it', zh: '撤回理由' },
  'hint.reason': { en: 'At most 2,000 characters', zh: '最多2,000字' },
  'field.files.*.kind': { en: 'Document {n}: what is it?', zh: '文件{n}：類別' },
  'error.files.*.kind.NOT_ONE_OF': { en: 'Document {n}: choose what it is', zh: '文件{n}：請選擇類別' },
  'field.files.*.file': { en: 'Document {n}: file', zh: '文件{n}：檔案' },
  'hint.files.*.file': { en: 'PDF, JPEG or PNG, at most 10 MB', zh: 'PDF、JPEG或PNG，最大10 MB' },
})
