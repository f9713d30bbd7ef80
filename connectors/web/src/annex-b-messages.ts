import { defineMessages, type Message } from './messages.ts'

const nameOf = (path: string, whole: Message): Record<string, Message> => ({
  [`field.${path}`]: whole,
  [`field.${path}.surnameEn`]: { en: 'Surname in English', zh: '英文姓氏' },
  [`hint.${path}.surnameEn`]: { en: 'If there is only one name, write it here.', zh: '如只有單一名字，請在此填寫。' },
  [`field.${path}.givenNameEn`]: { en: 'Given names in English', zh: '英文名字' },
  [`field.${path}.nameZh`]: { en: 'Name in Chinese', zh: '中文姓名' },
})

const documentOf = (path: string, kind: Message): Record<string, Message> => ({
  [`field.${path}`]: kind,
  [`field.${path}.kind`]: kind,
  [`field.${path}.number`]: { en: 'Number of the document', zh: '證件號碼' },
  [`hint.${path}.number`]: { en: 'A Hong Kong identity card: A123456(3)', zh: '香港身份證例子：A123456(3)' },
  [`field.${path}.issuingCountry`]: { en: 'Country or place that issued the passport', zh: '護照簽發國家或地區' },
  [`hint.${path}.issuingCountry`]: { en: 'For a passport only.', zh: '只適用於護照。' },
})

const fields = defineMessages({
  'field.salutation': { en: 'Salutation', zh: '稱謂' },
  'hint.salutation': { en: 'How you wish to be addressed, such as Ms', zh: '例如：女士' },
  'field.dateOfBirth': { en: 'Date of birth', zh: '出生日期' },
  'field.address': { en: 'Address', zh: '通訊地址' },
  'field.address.lines': { en: 'Address', zh: '通訊地址' },
  'hint.address.lines': {
    en: 'Flat, floor, building, street and number; at least one line',
    zh: '請填寫室、樓層、大廈、街道及門牌；最少填寫一行',
  },
  'field.address.lines.*': { en: 'Address, line {n}', zh: '地址第{n}行' },
  'field.address.district': { en: 'District, if in Hong Kong', zh: '區議會分區（如屬香港地址）' },
  'field.address.region': { en: 'Region', zh: '區域' },
  'field.address.country': { en: 'Country or place', zh: '國家或地區' },
  'field.address.postalCode': { en: 'Postal code, if elsewhere', zh: '郵政編號（如屬香港以外地址）' },
  'field.phone': { en: 'Telephone number', zh: '電話號碼' },
  'hint.phone': {
    en: 'Outside Hong Kong with + and the country code',
    zh: '香港以外的號碼請以 + 及國家／地區號碼開首',
  },
  'field.fax': { en: 'Fax number', zh: '傳真號碼' },
  'field.email': { en: 'Email address', zh: '電郵地址' },
  'hint.email': {
    en: 'All notices about your application and account go there.',
    zh: '所有有關申請及帳戶的通知均會發送至此地址。',
  },
  'field.preferredLanguage': { en: 'Which language comes first in notices?', zh: '通知以哪種語文先行？' },
  'hint.preferredLanguage': { en: 'Every notice is in both languages.', zh: '所有通知均以中英文發出。' },
  'field.eligibility': { en: 'On what ground do you ask to be registered?', zh: '您以甚麼理由申請註冊？' },
  'field.cases': { en: 'Your cases', zh: '您的案件' },
  'hint.cases': {
    en: 'The e-proceedings that you are a party to. A prospective litigant leaves this empty.',
    zh: '您作為訴訟方的電子程序。準訴訟人請留空。',
  },
  'field.cases.*': { en: 'Case {n}', zh: '案件{n}' },
  'field.cases.*.caseNumber': { en: 'Case {n}: case number', zh: '案件{n}：案件編號' },
  'field.cases.*.role': { en: 'Case {n}: what you are in it', zh: '案件{n}：您的身分' },
  'field.cases.*.opted': { en: 'Link case {n} to my account', zh: '將案件{n}連結至我的帳戶' },
  'field.actingInPerson': {
    en: 'I act in person, without a legal representative',
    zh: '本人親自行事，沒有法律代表',
  },
  'hint.actingInPerson': {
    en: 'Every party and prospective litigant must state this.',
    zh: '訴訟方及準訴訟人均須作此聲明。',
  },
  'field.reasons': { en: 'Your reasons', zh: '您的理由' },
  'hint.reasons': { en: '20 to 2,000 characters', zh: '20至2,000字' },
  'field.rightOfAudience': { en: 'Right of audience or leave that you rely on', zh: '您所依據的發言權或許可' },
  'field.emailPerMessage': {
    en: 'Send me an email for each message that reaches my Message Box',
    zh: '每當訊息匣收到訊息時，以電郵通知本人',
  },
  'field.personalRepresentative': { en: 'Personal representative', zh: '個人代表' },
  'field.personalRepresentative.phone': { en: 'Telephone number of the representative', zh: '個人代表的電話號碼' },
  'field.declarationMade': { en: 'I declare that what I have stated is true', zh: '本人聲明所填報的資料均屬真實' },
  'field.termsVersion': { en: 'I have read and accept the', zh: '本人已閱讀並接受' },
  'error.preferredLanguage.MISSING': {
    en: 'Choose the language that comes first in notices',
    zh: '請選擇通知以哪種語文先行',
  },
  'error.eligibility.MISSING': {
    en: 'Choose the ground on which you ask to be registered',
    zh: '請選擇您申請註冊的理由',
  },
  'error.termsVersion.MISSING': {
    en: 'Terms and conditions: you must accept them to go on',
    zh: '條款及條件：您必須接受方可繼續',
  },
  'field.personalDataConsent': {
    en: 'I agree that my personal data are used as stated in the Personal Information Collection Statement',
    zh: '本人同意個人資料按收集個人資料聲明所述使用',
  },
  'error.declarationMade.MISSING': {
    en: 'Declaration: you must declare that what you have stated is true',
    zh: '聲明：您必須聲明所填報的資料均屬真實',
  },
  'error.personalDataConsent.MISSING': {
    en: 'Personal data: you must agree to their use to go on',
    zh: '個人資料：您必須同意有關使用方可繼續',
  },
  'error.actingInPerson.MISSING': {
    en: 'Acting in person: you must state that you act in person',
    zh: '親自行事：您必須聲明親自行事',
  },
  'error.cases.MISSING': {
    en: 'Your cases: give at least one case, or apply as a prospective litigant',
    zh: '您的案件：請填寫最少一宗案件，或以準訴訟人身分申請',
  },
  'error.cases.NOT_WANTED': {
    en: 'Your cases: a prospective litigant has none yet; leave them empty or choose another ground',
    zh: '您的案件：準訴訟人尚未有案件，請留空或選擇其他理由',
  },
  'error.address.lines.MISSING': { en: 'Address: fill in at least one line', zh: '通訊地址：請最少填寫一行' },
  'field.reference': { en: 'Reference', zh: '參考編號' },
  'hint.reference': { en: '26 letters and digits, with or without hyphens', zh: '26個英文字母及數字，可省略連字號' },
})

/** Labels, hints and mistakes of Annex B and of the search for an application. */
export const annexBMessages: Readonly<Record<string, Message>> = {
  ...fields,
  ...nameOf('name', { en: 'Your name', zh: '您的姓名' }),
  ...documentOf('identityDocument', { en: 'Your identity document', zh: '您的身分證明文件' }),
  ...nameOf('personalRepresentative.name', { en: 'Name of the representative', zh: '個人代表的姓名' }),
  ...documentOf('personalRepresentative.identityDocument', {
    en: 'Identity document of the representative',
    zh: '個人代表的身分證明文件',
  }),
}
