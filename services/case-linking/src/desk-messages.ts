import type { LinkDecisionRefusalReason } from '@icms/schemas/generated/case-linking-events-v1'
import { defineMessages, type MessagesOf, type Messages } from '@icms/web/messages'

/** Why a decision does not fit; a reason without its words does not compile. */
const refusals: MessagesOf<'linkRefusal', LinkDecisionRefusalReason> = defineMessages({
  'linkRefusal.NO_SUCH_CASE': { en: 'There is no such case here.', zh: '沒有此案件。' },
  'linkRefusal.NO_SUCH_REQUEST': { en: 'The request has been decided already.', zh: '此要求已有決定。' },
  'linkRefusal.ALREADY_LINKED': { en: 'The account is linked to the case already.', zh: '帳戶已與此案件連結。' },
  'linkRefusal.NOT_AN_E_PROCEEDING': {
    en: 'This type of proceeding is not an e-proceeding today, so it cannot be linked.',
    zh: '此類法律程序現時並非電子程序，不能連結。',
  },
  'linkRefusal.ACCOUNT_CLOSED': { en: 'The account is closed.', zh: '帳戶已關閉。' },
  'linkRefusal.NO_REASONS': { en: 'A reason is needed.', zh: '必須提供理由。' },
  'linkRefusal.UNKNOWN': { en: 'The reason is not known here.', zh: '原因不詳。' },
})

const words = defineMessages({
  'caseDesk.title': { en: 'Link requests', zh: '連結要求' },
  'caseDesk.navigation': { en: 'Cases', zh: '案件' },
  'caseDesk.lead': {
    en: 'Cases that account holders asked to be linked when they applied. Check each against the court’s record. The oldest come first.',
    zh: '帳戶持有人申請時要求連結的案件。請逐一與法院紀錄核對。最早的要求排列在先。',
  },
  'caseDesk.empty': { en: 'No request waits.', zh: '沒有等候處理的要求。' },
  'caseDesk.find': { en: 'Find', zh: '尋找' },
  'field.find': { en: 'Find a case', zh: '尋找案件' },
  'hint.find': { en: 'Case number, such as DCPI 1234/2023', zh: '案件編號，例如 DCPI 1234/2023' },
  'caseDesk.notFound': {
    en: 'No account is linked to this case, and none asks to be.',
    zh: '沒有帳戶與此案件連結，亦沒有連結要求。',
  },
  'caseDesk.holder': { en: 'Account', zh: '帳戶' },
  'caseDesk.requestedAt': { en: 'Asked on', zh: '提出時間' },
  'caseDesk.back': { en: 'All requests', zh: '所有要求' },
  'caseDesk.toCase': { en: 'The case', zh: '返回案件' },
  'caseDesk.links': { en: 'Linked accounts', zh: '已連結的帳戶' },
  'caseDesk.noLinks': { en: 'No account is linked.', zh: '沒有已連結的帳戶。' },
  'caseDesk.requests': { en: 'Requests that wait', zh: '等候處理的要求' },
  'caseDesk.refusedRequests': { en: 'Requests that were refused', zh: '被拒絕的要求' },
  'caseDesk.link': { en: 'Link the case', zh: '連結案件' },
  'caseDesk.refusal': { en: 'Do not link the case', zh: '不連結案件' },
  'caseDesk.refused': { en: 'This does not fit the case as it is now', zh: '此決定與案件現況不符' },
  'caseDesk.about.link': {
    en: 'From then on the court normally sends documents in this case to the account holder through iCMS.',
    zh: '其後法院一般會經系統向帳戶持有人發送此案件的文件。',
  },
  'caseDesk.about.refusal': {
    en: 'The account holder is told by email that a case was not linked, and reads the reasons after signing in.',
    zh: '帳戶持有人會獲電郵通知案件未獲連結，登入後可閱讀理由。',
  },
  'caseDesk.success': { en: 'Done', zh: '完成' },
  'caseDesk.done.link': { en: 'The case is linked.', zh: '案件已連結。' },
  'caseDesk.done.refusal': { en: 'The request is refused.', zh: '要求已被拒絕。' },
  'caseDesk.done.processing': {
    en: 'This was received and is being processed. Open the page again in a moment.',
    zh: '已收到並正在處理，請稍後重新開啟此頁。',
  },
  'caseDesk.history': { en: 'History', zh: '紀錄' },
  'caseDesk.by': { en: 'By {who} ({role})', zh: '由{who}（{role}）作出' },
  'caseDesk.instructions': { en: 'Administrative Instructions, version {version}', zh: '《行政指示》版本{version}' },
  'field.role': { en: 'What the account holder is in the case', zh: '帳戶持有人在案件中的身分' },
  'field.party': { en: 'Name of the party in the court’s record', zh: '法院紀錄所載的訴訟方姓名' },
  'hint.party': {
    en: 'Only where it differs from the name of the account holder',
    zh: '只須在與帳戶持有人姓名不同時填寫',
  },
  'field.reasonCodes': { en: 'Reasons', zh: '理由' },
  'hint.reasonCodes': { en: 'The account holder is told.', zh: '帳戶持有人會獲通知。' },
  'field.textEn': { en: 'What is added in English', zh: '英文補充說明' },
  'field.textZh': { en: 'The same in Chinese', zh: '中文補充說明' },
  'field.note': { en: 'Note for the record', zh: '內部備註' },
  'hint.note': { en: 'The account holder does not see it.', zh: '帳戶持有人不會看到。' },
  'caseDesk.disposed': { en: 'Finally disposed of: {at}', zh: '最終處置時間：{at}' },
  'event.LinkRequestRecorded': { en: 'Asked to be linked', zh: '要求連結' },
  'event.CaseLinked': { en: 'Linked', zh: '已連結' },
  'event.LinkKept': { en: 'Linked already; nothing changed', zh: '早已連結，沒有改變' },
  'event.LinkRefused': { en: 'A filing linked nothing', zh: '存檔未能連結' },
  'event.LinkRequestRefused': { en: 'Request refused', zh: '要求被拒絕' },
  'event.LinkEnded': { en: 'The account was closed', zh: '帳戶已關閉' },
  'event.CaseDisposed': { en: 'The case was finally disposed of', zh: '案件已獲最終處置' },
  'event.CaseReopened': { en: 'The case goes on', zh: '案件繼續進行' },
  'event.LinkAccount': { en: 'Decision: link', zh: '決定：連結' },
  'event.RefuseLinkRequest': { en: 'Decision: do not link', zh: '決定：不連結' },
})

/** Words of the desk of cases. */
export const deskMessages: Messages = { ...words, ...refusals }
