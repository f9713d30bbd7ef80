import { partyRoleMessages } from '@icms/schemas/form-words'
import type { FilingRefusalReason } from '@icms/schemas/generated/common'
import { linkReasons } from '@icms/schemas/reason-words'
import { defineMessages, type MessagesOf, type Messages } from '@icms/web/messages'
import { deskMessages } from './desk-messages.ts'

const courtMessages = defineMessages({
  'court.CFA': { en: 'Court of Final Appeal', zh: '終審法院' },
  'court.CA': { en: 'Court of Appeal of the High Court', zh: '高等法院上訴法庭' },
  'court.CFI': { en: 'Court of First Instance of the High Court', zh: '高等法院原訟法庭' },
  'court.CT': { en: 'Competition Tribunal', zh: '競爭事務審裁處' },
  'court.DC': { en: 'District Court', zh: '區域法院' },
  'court.FC': { en: 'Family Court', zh: '家事法庭' },
  'court.LT': { en: 'Lands Tribunal', zh: '土地審裁處' },
  'court.COR': { en: "Coroner's Court", zh: '死因裁判法庭' },
  'court.LAB': { en: 'Labour Tribunal', zh: '勞資審裁處' },
  'court.OAT': { en: 'Obscene Articles Tribunal', zh: '淫褻物品審裁處' },
  'court.SCT': { en: 'Small Claims Tribunal', zh: '小額錢債審裁處' },
  'court.MC': { en: "Magistrates' Courts", zh: '裁判法院' },
})

/** Why a filing linked nothing; a reason without its words does not compile. */
const reasonMessages: MessagesOf<'reason', FilingRefusalReason> = defineMessages({
  'reason.INVALID_CASE_NUMBER': { en: 'The case number could not be read.', zh: '未能辨識案件編號。' },
  'reason.INVALID_LOGIN_NAME': { en: 'The login name could not be read.', zh: '未能辨識登入名稱。' },
  'reason.INVALID_FILING': { en: 'What the court sent us was not complete.', zh: '法院送交的資料不完整。' },
  'reason.NOT_AN_E_PROCEEDING': {
    en: 'On the day of filing, this type of proceeding was not yet an e-proceeding.',
    zh: '於存檔當日，此類法律程序尚非電子程序。',
  },
  'reason.NOT_LODGED_THROUGH_ICMS': {
    en: 'The document was not filed through iCMS.',
    zh: '文件並非經綜合法院案件管理系統存檔。',
  },
  'reason.DOCUMENT_TYPE_DOES_NOT_LINK': {
    en: 'A document of this type does not link a case by itself.',
    zh: '此類文件不會自動將案件連結至帳戶。',
  },
  'reason.UNKNOWN_ACCOUNT': { en: 'There was no account of this login name.', zh: '並無此登入名稱的帳戶。' },
  'reason.LODGED_BEFORE_ACTIVATION': {
    en: 'The document was filed before your account was activated.',
    zh: '文件於您的帳戶啟動前存檔。',
  },
  'reason.ACCOUNT_CLOSED': { en: 'The account was closed.', zh: '帳戶已終止。' },
  'reason.ACCOUNT_SUSPENDED': { en: 'The account was suspended.', zh: '帳戶已被暫停。' },
  'reason.NOT_ACTING_IN_PERSON': {
    en: 'The document was filed by a legal representative; an Individual User acts in person.',
    zh: '文件由法律代表存檔；個人用戶須親自行事。',
  },
  'reason.ROLE_CONFLICT': {
    en: 'Your account is linked to this case for the opposite side already.',
    zh: '您的帳戶已就此案件的對立一方作出連結。',
  },
  'reason.UNKNOWN': { en: 'The reason is not known here.', zh: '原因不詳。' },
})

const pageMessages = defineMessages({
  'cases.title': { en: 'Your cases', zh: '您的案件' },
  'cases.account': { en: 'Your account', zh: '您的帳戶' },
  'cases.lead': {
    en: 'Cases that are linked to your account. In these the court normally sends you documents through iCMS.',
    zh: '與您的帳戶連結的案件。法院一般會經綜合法院案件管理系統向您發送該等案件的文件。',
  },
  'cases.linked': { en: 'Linked cases', zh: '已連結的案件' },
  'cases.none': {
    en: 'No case is linked to your account. Registration alone links none: a document that starts a proceeding, an acknowledgement of service or a notice to act in person that you file through iCMS links its case by itself.',
    zh: '尚無案件與您的帳戶連結。註冊本身不會連結任何案件：您經綜合法院案件管理系統存檔的展開法律程序文件、送達認收書或擬親自行事通知書，會自動將有關案件連結至您的帳戶。',
  },
  'cases.caseNumber': { en: 'Case number', zh: '案件編號' },
  'cases.court': { en: 'Court', zh: '法院' },
  'cases.party': { en: 'Party', zh: '訴訟方' },
  'cases.partyAs': { en: '{party} ({role})', zh: '{party}（{role}）' },
  'cases.role': { en: 'Role', zh: '身分' },
  'cases.since': { en: 'Linked since', zh: '連結時間' },
  'cases.how': { en: 'How', zh: '連結方式' },
  'cases.byFiling': { en: 'By a document that you filed through iCMS', zh: '經您於綜合法院案件管理系統存檔的文件' },
  'cases.stoppedByOrder': { en: 'By order of the court', zh: '按法庭命令' },
  'cases.disposed': { en: 'Disposed of', zh: '已獲最終處置' },
  'cases.byRequest': { en: 'As you asked', zh: '按您的要求' },
  'cases.asked': { en: 'Cases that you asked to be linked', zh: '您要求連結的案件' },
  'cases.askedLead': {
    en: 'Court support staff check each against the court’s record before they link it.',
    zh: '法庭支援人員會先與法院紀錄核對，然後作出連結。',
  },
  'cases.state': { en: 'State', zh: '狀況' },
  'cases.pending': { en: 'Waits for court support staff', zh: '等候法庭支援人員處理' },
  'cases.notLinked': { en: 'Not linked', zh: '不獲連結' },
  'cases.may': { en: 'Use of documents', zh: '文件使用權' },
  'cases.sendAndInspect': { en: 'Send and inspect', zh: '發送及查閱' },
  'cases.inspectOnly': { en: 'Inspect', zh: '查閱' },
  'cases.nothing': { en: 'None at present', zh: '暫不可用' },
  'cases.refused': { en: 'Filings that linked no case', zh: '未能連結案件的存檔' },
  'cases.refusedLead': {
    en: 'The filing itself stands. If the case should be linked, ask the court registry or the Help Centre.',
    zh: '存檔本身仍然有效。如案件應予連結，請向法院登記處或支援中心查詢。',
  },
  'cases.reason': { en: 'Reason', zh: '原因' },
  'cases.at': { en: 'When', zh: '時間' },
})

/** Why staff did not link a case as asked (R40c). */
const linkReasonMessages: Messages = Object.fromEntries(
  Object.entries(linkReasons).map(([code, words]) => [`linkReason.${code}`, words]),
)

export const messages: Messages = {
  ...pageMessages,
  ...courtMessages,
  ...reasonMessages,
  ...linkReasonMessages,
  ...partyRoleMessages,
  ...deskMessages,
}
