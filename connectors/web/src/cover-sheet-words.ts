import { defineMessages } from './messages.ts'

/** What a cover sheet says, always in both languages: whoever opens the envelope reads it as well (R32b). */
export const coverSheetWords = defineMessages({
  'sheet.title': { en: 'Cover sheet', zh: '封面頁' },
  'sheet.what': {
    en: 'Registration as a user of iCMS: papers for an application that was made already',
    zh: '綜合法院案件管理系統用戶註冊：現有申請的補交文件',
  },
  'sheet.reference': { en: 'Reference number', zh: '申請編號' },
  'sheet.fax': { en: 'Fax', zh: '傳真' },
  'sheet.address': { en: 'By post or by hand', zh: '郵寄或親身遞交' },
  'sheet.hours': { en: 'By hand during', zh: '親身遞交時間' },
  'sheet.name': { en: 'Name', zh: '姓名' },
  'sheet.telephone': { en: 'Telephone', zh: '電話' },
  'sheet.date': { en: 'Date', zh: '日期' },
  'sheet.pages': { en: 'Pages, with this one', zh: '頁數（連本頁）' },
  'sheet.enclosed': { en: 'What is enclosed', zh: '附上文件' },
  'sheet.how': { en: 'How to use this sheet', zh: '使用方法' },
  'sheet.top': {
    en: 'Put it on top of what you send, as the first page of the fax or in the envelope.',
    zh: '放在文件最上面，作為傳真的首頁或置於信封內。',
  },
  'sheet.one': {
    en: 'Use it for this application only, and print a new one each time if you send again.',
    zh: '本頁只適用於此申請；每次遞交請另行列印一份。',
  },
  'sheet.code': {
    en: 'Do not write on the code, fold it, or make it smaller. It says the reference number and nothing else.',
    zh: '請勿在二維碼上書寫、摺疊或把它縮小。二維碼只載有申請編號。',
  },
  'sheet.each': {
    en: 'Write the reference number on every other page, and sign what you state.',
    zh: '請在其餘每頁註明申請編號，並在所作陳述下簽署。',
  },
})
