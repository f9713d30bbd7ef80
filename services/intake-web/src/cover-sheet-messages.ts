import { defineMessages } from '@icms/web/messages'

/** Texts around the cover sheet; the sheet itself has its own, in both languages at once. */
export const coverSheetMessages = defineMessages({
  'sheet.page': { en: 'Cover sheet for papers', zh: '文件封面頁' },
  'sheet.lead': {
    en: 'If you answer by fax, by post or by hand, put a cover sheet on top. Its code ties what you send to your application.',
    zh: '如您以傳真、郵遞或親身遞交方式補交文件，請在最上面放一張封面頁，其二維碼會把文件與您的申請連繫起來。',
  },
  'sheet.notChecked': {
    en: 'We do not check here whether there is such an application: please copy the number with care.',
    zh: '此處不會核對申請是否存在，請小心輸入編號。',
  },
  'sheet.make': { en: 'Show the cover sheet', zh: '顯示封面頁' },
  'sheet.print': {
    en: 'Print this page on A4, at its full size, in black on white. Only the sheet is printed.',
    zh: '請以A4紙按實際大小黑白列印本頁；只會印出封面頁。',
  },
  'sheet.another': { en: 'Another cover sheet', zh: '另一張封面頁' },
  'sheet.link': {
    en: 'Print a cover sheet to answer by fax, by post or by hand',
    zh: '列印封面頁，以傳真、郵遞或親身遞交方式補交',
  },
})
