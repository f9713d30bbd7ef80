import { districts, regions } from '@icms/schemas/address'
import { erasureMessages } from './erasure-messages.ts'
import { noticeMessages } from './notice-messages.ts'
import { defineMessages, type MessagesOf, type Messages } from './messages.ts'
import { problemMessages } from './problem-messages.ts'
import { refusalMessages } from './refusal-messages.ts'
import type { StaffRole } from './roles.ts'

const staffRoleMessages: MessagesOf<'staffRole', StaffRole> = defineMessages({
  'staffRole.vetting': { en: 'Vetting staff', zh: '審核人員' },
  'staffRole.judiciary-administrator': { en: 'Judiciary Administrator', zh: '司法機構政務長' },
  'staffRole.help-centre': { en: 'Help Centre staff', zh: '支援中心職員' },
  'staffRole.court-support': { en: 'Court support staff', zh: '法庭支援人員' },
  'staffRole.counter': { en: 'Counter staff', zh: '櫃位職員' },
  'staffRole.operations': { en: 'Operations', zh: '系統運作人員' },
  'staffRole.operations-personal-data': {
    en: 'Operations with access to personal data',
    zh: '系統運作人員（可閱覽個人資料）',
  },
  'staffRole.auditor': { en: 'Auditor', zh: '審計人員' },
  'staffRole.administrator': { en: 'iCMS administrator', zh: '系統管理員' },
})

const words = defineMessages({
  'site.name': { en: 'iCMS Registration', zh: '綜合法院案件管理系統 註冊' },
  'site.skip': { en: 'Skip to main content', zh: '跳到主要內容' },
  'site.language': { en: 'Language', zh: '語言' },
  'site.english': { en: 'English', zh: 'English' },
  'site.chinese': { en: '繁體中文', zh: '繁體中文' },
  'site.inEnglish': { en: 'Show this page in English', zh: 'Show this page in English' },
  'site.inChinese': { en: '以繁體中文顯示此頁', zh: '以繁體中文顯示此頁' },
  'site.menu': { en: 'Menu', zh: '選單' },
  'site.account': { en: 'Signed in', zh: '登入狀況' },
  'site.frontPage': { en: 'Front page', zh: '首頁' },
  'site.signedInAs': { en: 'Signed in as {name}', zh: '登入者：{name}' },
  'site.signedIn': { en: 'You are signed in', zh: '您已登入' },
  'site.signIn': { en: 'Sign in', zh: '登入' },
  'site.signOut': { en: 'Sign out', zh: '登出' },
  'site.signedOut': { en: 'You are signed out', zh: '您已登出' },
  'site.signedOutAdvice': {
    en: 'Close the browser if others use this computer.',
    zh: '如他人會使用此電腦，請關閉瀏覽器。',
  },
  'site.signInAgain': { en: 'Sign in again', zh: '重新登入' },
  'site.send': { en: 'Send', zh: '傳送' },
  'site.continue': { en: 'Continue', zh: '繼續' },
  'site.back': { en: 'Back', zh: '返回' },
  'site.firstPage': { en: 'First page', zh: '第一頁' },
  'site.nextPage': { en: 'Next page', zh: '下一頁' },
  'site.yes': { en: 'Yes', zh: '是' },
  'site.no': { en: 'No', zh: '否' },
  'site.optionalField': { en: '{field} (optional)', zh: '{field}（非必填）' },
  'site.choose': { en: 'Choose', zh: '請選擇' },
  'site.day': { en: 'Day', zh: '日' },
  'site.month': { en: 'Month', zh: '月' },
  'site.year': { en: 'Year', zh: '年' },
  'site.reference': { en: 'Reference: {id}', zh: '參考編號：{id}' },
  'site.footer': {
    en: 'Judiciary of the Hong Kong Special Administrative Region – integrated Court Case Management System',
    zh: '香港特別行政區司法機構 – 綜合法院案件管理系統',
  },
  'site.allTimes': { en: 'All times are Hong Kong time.', zh: '所有時間均為香港時間。' },
  'error.title': { en: 'There is a problem', zh: '提交的資料有誤' },
  'error.prefix': { en: 'Error: ', zh: '錯誤：' },
  'error.ofField': { en: '{field}: {problem}', zh: '{field}：{problem}' },
  'demonstration.title': { en: 'Demonstration sign-in', zh: '示範登入' },
  'demonstration.warning': {
    en: 'Demonstration only: whoever can open this page can sign in as any of these fictional people.',
    zh: '僅供示範：任何能開啟此頁的人均可以下列虛構人士的身分登入。',
  },
  'demonstration.who': { en: 'Who do you want to sign in as?', zh: '您希望以誰的身分登入？' },
})

const placeMessages: Messages = Object.fromEntries([
  ...Object.entries(districts).map(([code, { en, zh }]) => [`district.${code}`, { en, zh }]),
  ...Object.entries(regions).map(([code, { en, zh }]) => [`region.${code}`, { en, zh }]),
])

/** Words that every page may use. */
export const siteMessages: Messages = {
  ...words,
  ...staffRoleMessages,
  ...problemMessages,
  ...refusalMessages,
  ...erasureMessages,
  ...noticeMessages,
  ...placeMessages,
}
