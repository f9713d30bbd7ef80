import { defineMessages } from '@icms/web/messages'

/** Texts of saving a form, and of coming back to it. */
export const draftMessages = defineMessages({
  'draft.why': {
    en: 'You need not finish now: save the form, and go on with it later from any device. Documents can be added once it is saved.',
    zh: '您無須一次完成：可先儲存表格，稍後以任何裝置繼續填寫。儲存後可加入文件。',
  },
  'draft.save': { en: 'Save and go on later', zh: '儲存並稍後繼續' },
  'draft.savedTitle': { en: 'Your form is saved', zh: '表格已儲存' },
  'draft.notApplication': {
    en: 'It is not an application yet: send it when it is complete.',
    zh: '此表格尚未成為申請，請於填妥後遞交。',
  },
  'draft.reference': { en: 'Reference of the saved form:', zh: '已儲存表格的參考編號：' },
  'draft.keep': {
    en: 'Write the reference down. To go on with the form you need it, and a code that we send to your email address.',
    zh: '請記下參考編號。繼續填寫時，您須輸入此編號及我們發送至您電郵地址的驗證碼。',
  },
  'draft.until': {
    en: 'It is kept until {when}, or {draftDays} days from your last change. Then it is deleted.',
    zh: '表格保留至{when}（最後修改後{draftDays}日），其後會被刪除。',
  },
  'draft.open': { en: 'Go on with the form', zh: '繼續填寫表格' },
  'draft.begunTitle': { en: 'You have saved a form', zh: '您已儲存表格' },
  'draft.goOn': { en: 'Go on with a saved form', zh: '繼續填寫已儲存的表格' },
  'draft.returnTitle': { en: 'Go on with a saved form', zh: '繼續填寫已儲存的表格' },
  'draft.returnLead': {
    en: 'Enter the reference and your email address. We send a code to the address, by which you show that it is yours. The same opens an application that you have sent.',
    zh: '請輸入參考編號及電郵地址。我們會發送驗證碼至該地址，以核實地址屬於您。您亦可以此方式開啟已遞交的申請。',
  },
  'draft.sendCode': { en: 'Send me the code', zh: '發送驗證碼' },
  'draft.discard': { en: 'Delete the saved form', zh: '刪除已儲存的表格' },
  'draft.discarded': { en: 'The saved form was deleted', zh: '已刪除儲存的表格' },
  'draft.discardedLead': { en: 'Nothing of it is kept.', zh: '所有內容均已刪除。' },
})
