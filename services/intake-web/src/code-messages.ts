import { defineMessages } from '@icms/web/messages'

/** Texts of the page that asks for the code by which an address is proven. */
export const codeMessages = defineMessages({
  'code.title': { en: 'Prove your email address', zh: '核實電郵地址' },
  'code.sentTo': { en: 'Enter the code that we sent to', zh: '請輸入我們發送至以下地址的驗證碼：' },
  'code.wait': {
    en: 'It may take a minute to arrive. It is good for 15 minutes and can be tried five times. Look into the folder for unwanted mail too.',
    zh: '驗證碼可能需時一分鐘送達，有效期為15分鐘，最多可嘗試五次。請同時查看垃圾郵件匣。',
  },
  'code.go': { en: 'Go on', zh: '繼續' },
  'code.again': { en: 'Send a new code', zh: '重新發送驗證碼' },
  'code.edit': { en: 'Change the form', zh: '修改表格' },
  'field.emailProof': { en: 'Code', zh: '驗證碼' },
  'hint.emailProof': { en: '8 letters and digits, such as 4T7K-9QH2', zh: '8個英文字母及數字，例如 4T7K-9QH2' },
})
