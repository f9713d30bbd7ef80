import type { RefusalCode } from '@icms/schemas/refusal'
import { defineMessages, type MessagesOf } from './messages.ts'

/** What is wrong with a value and what to do, for every code; a code without its words does not compile. */
export const refusalMessages: MessagesOf<'refusal', RefusalCode> = defineMessages({
  'refusal.MISSING': { en: 'this needs an answer', zh: '此項必須填寫或選擇' },
  'refusal.WRONG_SHAPE': { en: 'this is not in the form expected', zh: '格式與要求不符' },
  'refusal.NOT_TEXT': {
    en: 'take out control characters and other signs that are not text',
    zh: '請刪除控制字元及其他非文字符號',
  },
  'refusal.TOO_LONG': { en: 'this is too long; shorten it', zh: '內容過長，請縮短' },
  'refusal.TOO_SHORT': { en: 'this is too short; say more', zh: '內容過短，請補充' },
  'refusal.TOO_MANY': { en: 'there are too many entries; take some out', zh: '項目過多，請刪減' },
  'refusal.NOT_ONE_OF': { en: 'choose one of the options', zh: '請從選項中選擇一項' },
  'refusal.NOT_WANTED': { en: 'leave this empty', zh: '此項無須填寫，請留空' },
  'refusal.REPEATED': { en: 'this was given twice; take one out', zh: '此項重複，請刪除其中一項' },
  'refusal.MUST_BE_TRUE': { en: 'you must agree to this to go on', zh: '您必須同意此項方可繼續' },
  'refusal.HKID_FORM': {
    en: 'enter an identity card number such as A123456(3)',
    zh: '請輸入身份證號碼，例如 A123456(3)',
  },
  'refusal.HKID_CHECK_DIGIT': {
    en: 'the digit in brackets does not fit the number; check both against the card',
    zh: '括號內的數字與號碼不符，請與身份證核對',
  },
  'refusal.PASSPORT_FORM': {
    en: 'enter the passport number in letters and digits only',
    zh: '請只以英文字母及數字輸入護照號碼',
  },
  'refusal.PRC_ID_FORM': {
    en: 'enter the 18 characters of the resident identity card',
    zh: '請輸入居民身份證的18位號碼',
  },
  'refusal.PRC_ID_CHECK_DIGIT': {
    en: 'the last character does not fit the number; check it against the card',
    zh: '最後一位與號碼不符，請與居民身份證核對',
  },
  'refusal.MACAU_ID_FORM': {
    en: 'enter a Macau identity card number such as 1234567(8)',
    zh: '請輸入澳門身份證號碼，例如 1234567(8)',
  },
  'refusal.TRAVEL_DOCUMENT_FORM': {
    en: 'enter the number of the travel document in letters, digits and hyphens only',
    zh: '請只以英文字母、數字及連字號輸入旅行證件號碼',
  },
  'refusal.COUNTRY_UNKNOWN': { en: 'choose a country or place from the list', zh: '請從列表中選擇國家或地區' },
  'refusal.CASE_NUMBER_FORM': {
    en: 'enter a case number such as DCPI 1234/2023',
    zh: '請輸入案件編號，例如 DCPI 1234/2023',
  },
  'refusal.CASE_PREFIX_UNKNOWN': {
    en: 'no court uses the letters at the start of this case number; check them',
    zh: '沒有法庭使用此案件編號開首的英文字母，請核對',
  },
  'refusal.CASE_YEAR_IN_FUTURE': {
    en: 'the year of the case number is in the future; check it',
    zh: '案件編號的年份在未來，請核對',
  },
  'refusal.NOT_AN_E_PROCEEDING': {
    en: 'this type of case is not yet handled electronically; only e-proceedings can be given',
    zh: '此類案件尚未以電子方式處理，只可填寫電子程序',
  },
  'refusal.OPTED_CASE_NOT_LISTED': {
    en: 'this case is not among the cases given above; add it there or take it out here',
    zh: '此案件不在上述案件之中，請於上方加入或在此刪除',
  },
  'refusal.REFERENCE_FORM': {
    en: 'enter the reference number as it is printed in our letter or email: 26 letters and digits',
    zh: '請按我們信件或電郵所示輸入申請編號：共26個英文字母及數字',
  },
  'refusal.PHONE_FORM': {
    en: 'enter a Hong Kong number of 8 digits such as 2123 4567, or + and the country code',
    zh: '請輸入8位香港電話號碼，例如 2123 4567，或以 + 及國家／地區號碼開首',
  },
  'refusal.EMAIL_FORM': {
    en: 'enter an email address such as name@example.hk',
    zh: '請輸入電郵地址，例如 name@example.hk',
  },
  'refusal.EMAIL_DOMAIN': {
    en: 'the part after @ is not a domain name; check it',
    zh: '@ 之後的部分並非有效網域名稱，請核對',
  },
  'refusal.EMAIL_SEVERAL': { en: 'enter one email address only', zh: '請只輸入一個電郵地址' },
  'refusal.LATIN_LETTERS_ONLY': {
    en: 'use English letters, spaces, hyphens, apostrophes and full stops only',
    zh: '請只使用英文字母、空格、連字號、撇號及句點',
  },
  'refusal.CHINESE_CHARACTERS_ONLY': { en: 'use Chinese characters only', zh: '請只使用中文字' },
  'refusal.REGION_NOT_OF_DISTRICT': {
    en: 'the district is in another region; check both',
    zh: '該區議會分區屬另一區域，請核對',
  },
  'refusal.POSTAL_CODE_FORM': {
    en: 'use letters, digits, spaces and hyphens only',
    zh: '請只使用英文字母、數字、空格及連字號',
  },
  'refusal.DATE_FORM': { en: 'enter a date that exists: day, month and year', zh: '請輸入真實日期：日、月及年' },
  'refusal.DATE_NOT_PAST': { en: 'enter a date before today', zh: '請輸入今天之前的日期' },
  'refusal.DATE_AFTER_RECEIPT': {
    en: 'this is after the day on which the form was received',
    zh: '此日期在收到表格之後',
  },
  'refusal.OUTSIDE_OFFICE_HOURS': {
    en: 'forms are taken by hand in office hours only',
    zh: '親身遞交的表格只在辦公時間內接受',
  },
  'refusal.TERMS_NOT_CURRENT': {
    en: 'the terms and conditions have changed; read and accept the current ones',
    zh: '條款及條件已更新，請閱讀並接受現行版本',
  },
  'refusal.LOGIN_NAME_FORM': { en: 'enter the login name as printed in our email', zh: '請按我們電郵所示輸入登入名稱' },
  'refusal.LOGIN_NAME_CHECK_CHARACTER': {
    en: 'a character of the login name is wrong; check it against our email',
    zh: '登入名稱有錯字，請與我們的電郵核對',
  },
  'refusal.PASSWORD_TOO_SHORT': {
    en: 'use at least 10 characters',
    zh: '最少須有10個字元',
  },
  'refusal.PASSWORD_TOO_LONG': { en: 'use at most 128 characters', zh: '最多可有128個字元' },
  'refusal.PASSWORD_CLASSES': {
    en: 'use at least three of: small letters, capital letters, digits, other characters',
    zh: '須包含以下最少三類字元：小寫英文字母、大寫英文字母、數字、其他字元',
  },
  'refusal.PASSWORD_NOT_TEXT': { en: 'take out control characters', zh: '請刪除控制字元' },
  'refusal.PASSWORD_IS_LOGIN_NAME': {
    en: 'leave the login name out of it',
    zh: '不得包含登入名稱',
  },
  'refusal.PASSWORDS_DIFFER': { en: 'the two passwords are not the same', zh: '兩次輸入的密碼不同' },
  'refusal.ACTIVATION_NOT_ACCEPTED': {
    en: 'The login name and the activation code were not accepted. Check both against our emails. A code that has expired is replaced by a new one by email. After five failed tries nothing is accepted for 30 minutes. If the account is active already, sign in.',
    zh: '登入名稱及啟動碼未獲接納。請與我們的電郵核對。如啟動碼已逾期，系統會以電郵發出新碼。如連續五次輸入錯誤，30分鐘內將不接受任何輸入。如帳戶已啟動，請直接登入。',
  },
  'refusal.PASSWORD_NOT_ACCEPTED': {
    en: 'this was not accepted; after five failed tries nothing is accepted for 30 minutes',
    zh: '未獲接納；如連續五次輸入錯誤，30分鐘內將不接受任何輸入',
  },
  'refusal.EMAIL_CODE_NOT_ACCEPTED': {
    en: 'this was not accepted; check it against our email, or have a new code sent',
    zh: '未獲接納；請與我們的電郵核對，或重新索取驗證碼',
  },
  'refusal.NOT_POSSIBLE_NOW': { en: 'This cannot be changed now.', zh: '現時不能更改。' },
  'refusal.CODE_FORM': {
    en: 'use capital letters, digits and low lines only, starting with a letter',
    zh: '只可使用大寫英文字母、數字及底線，並以字母開首',
  },
  'refusal.WEB_ADDRESS_FORM': {
    en: 'enter a web address that starts with https://',
    zh: '請輸入以 https:// 開首的網址',
  },
  'refusal.TIME_FORM': { en: 'enter a time such as 14:30', zh: '請輸入時間，例如 14:30' },
  'refusal.END_NOT_AFTER_START': { en: 'this has to be after the start', zh: '必須在開始時間之後' },
  'refusal.SIGN_IN_NOT_ACCEPTED': {
    en: 'The login name and the password were not accepted. Check both. After five failed tries nothing is accepted for 30 minutes. An account that is not yet active has to be activated first.',
    zh: '登入名稱及密碼未獲接納。請核對後再試。如連續五次輸入錯誤，30分鐘內將不接受任何輸入。尚未啟動的帳戶，請先行啟動。',
  },
  'refusal.EMAIL_CODE_NOT_RIGHT': {
    en: 'this is not the code that was sent last, or its time is over; ask for a new one',
    zh: '此驗證碼並非最近發出的驗證碼，或已過期，請索取新的驗證碼',
  },
  'refusal.EMAIL_NOT_PROVEN': {
    en: 'prove this address by the code that we send to it',
    zh: '請以我們發送至此地址的驗證碼核實電郵地址',
  },
  'refusal.DRAFT_NOT_FOUND': {
    en: 'no form is saved under this reference for this address; check both',
    zh: '沒有以此參考編號及電郵地址儲存的表格，請核對兩項資料',
  },
  'refusal.DOCUMENT_EMPTY': { en: 'choose a file; this one is empty', zh: '請選擇檔案；此檔案沒有內容' },
  'refusal.DOCUMENT_TOO_LARGE': {
    en: 'the file is over 10 MB; scan it at a lower resolution or split it',
    zh: '檔案超過10 MB，請以較低解像度掃描或分拆檔案',
  },
  'refusal.DOCUMENTS_TOO_MANY': {
    en: 'there are too many documents; remove one, or put several pages into one PDF',
    zh: '文件數目過多，請移除部分文件，或將多頁合併為一個PDF',
  },
  'refusal.DOCUMENT_TYPE': {
    en: 'only PDF, JPEG and PNG files can be taken; save it as one of these',
    zh: '只接受PDF、JPEG及PNG檔案，請轉存為其中一種格式',
  },
  'refusal.DOCUMENT_HEIC': {
    en: 'this is a HEIC photograph, as iPhones take it; send it as JPEG (Settings, Camera, Formats, Most Compatible)',
    zh: '此為iPhone拍攝的HEIC相片，請改以JPEG傳送（設定＞相機＞格式＞最兼容）',
  },
  'refusal.DOCUMENT_EXECUTABLE': {
    en: 'the file holds a program or script; print it to a plain PDF',
    zh: '檔案含有程式或指令碼，請列印為一般PDF',
  },
  'refusal.DOCUMENT_MISMATCH': {
    en: 'the content is not what the name of the file says; save it again under the right type',
    zh: '檔案內容與檔案名稱不符，請以正確格式重新儲存',
  },
  'refusal.DOCUMENT_DAMAGED': {
    en: 'the file cannot be read to its end; save or scan it again',
    zh: '檔案無法完整讀取，請重新儲存或掃描',
  },
  'refusal.DOCUMENT_PIXELS': {
    en: 'the picture has too many pixels; at most 50 million can be taken',
    zh: '圖像像素過多，最多可接受5,000萬像素',
  },
  'refusal.DOCUMENT_ENCRYPTED': {
    en: 'the PDF is locked with a password; save it without one',
    zh: 'PDF以密碼鎖定，請移除密碼後再儲存',
  },
  'refusal.DOCUMENT_INFECTED': {
    en: 'a virus was found in the file; it was not taken',
    zh: '檔案含有病毒，未被接納',
  },
  'refusal.HASH_MISMATCH': {
    en: 'what was sent has another SHA-256; send it again',
    zh: '所傳送內容的SHA-256不符，請重新傳送',
  },
})
