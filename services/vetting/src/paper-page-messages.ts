import { annexBMessages } from '@icms/web/annex-b-messages'
import { defineMessages, type Message, type Messages } from '@icms/web/messages'
import { vettingMessages } from './messages.ts'
import { paperStepWords } from './paper-step-words.ts'

/** Words of an address of the form, for that of whoever sent the paper. */
const senderAddressWords: Readonly<Record<string, Message>> = Object.fromEntries(
  Object.entries(annexBMessages).flatMap(([key, words]) =>
    /^(field|hint)\.address/.test(key) ? [[key.replace('.address', '.sender.address'), words]] : [],
  ),
)

/** Texts of the pages for paper: those of the form are what the applicant sees, but for who is meant. */
export const paperPageMessages: Messages = {
  ...vettingMessages,
  ...annexBMessages,
  ...paperStepWords,
  ...senderAddressWords,
  ...defineMessages({
    'field.name': { en: 'Name of the applicant', zh: '申請人姓名' },
    'field.identityDocument': { en: 'Identity document of the applicant', zh: '申請人的身分證明文件' },
    'field.identityDocument.kind': { en: 'Identity document of the applicant', zh: '申請人的身分證明文件' },
    'field.cases': { en: 'Cases', zh: '案件' },
    'field.reasons': { en: 'Reasons for registration under R10c', zh: '根據第10(c)段提出的理由' },
    'field.actingInPerson': { en: 'Acts in person, without a legal representative', zh: '親自行事，沒有法律代表' },
    'field.declarationMade': { en: 'Declares that what is stated is true', zh: '聲明所填報的資料均屬真實' },
    'field.personalDataConsent': { en: 'Agrees to the use of personal data as stated', zh: '同意按聲明使用個人資料' },
    'hint.salutation': { en: 'As it stands on the form', zh: '按表格所載' },
    'hint.email': {
      en: 'Leave it empty where the form has none: it is asked for by letter.',
      zh: '如表格沒有填寫，請留空，其後以信件要求補充。',
    },
    'hint.cases': { en: 'A prospective litigant leaves this empty.', zh: '準訴訟人請留空。' },
    'hint.reasonCodes': { en: 'Those that go with what it is.', zh: '請選擇與類別相符的原因。' },
    'hint.note': { en: 'The applicant does not see it.', zh: '申請人不會看到此備註。' },
    'error.declarationMade.MISSING': {
      en: 'Declaration: without it the form cannot be taken; dismiss it, or ask for it',
      zh: '聲明：未有聲明的表格不能接納',
    },
    'error.personalDataConsent.MISSING': {
      en: 'Personal data: without consent the form cannot be taken',
      zh: '個人資料：未有同意的表格不能接納',
    },
    'error.termsAccepted.MISSING': {
      en: 'Terms and conditions: the form does not accept them',
      zh: '條款及條件：表格未有接受',
    },
    'language.EN': { en: 'English', zh: '英文' },
    'language.ZH_HANT': { en: 'Traditional Chinese', zh: '繁體中文' },
  }),
}
