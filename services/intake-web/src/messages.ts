import { attendanceDocumentMessages } from '@icms/schemas/attendance-documents'
import { eligibilityMessages, partyRoleMessages } from '@icms/schemas/form-words'
import { defineMessages, type Messages } from '@icms/web/messages'
import { answerMessages } from './answer-messages.ts'
import { codeMessages } from './code-messages.ts'
import { coverSheetMessages } from './cover-sheet-messages.ts'
import { documentMessages } from './document-messages.ts'
import { draftMessages } from './draft-messages.ts'
import { annexBMessages } from '@icms/web/annex-b-messages'

const words = defineMessages({
  'apply.title': { en: 'Register as an individual user of iCMS', zh: '註冊為綜合法院案件管理系統的個人用戶' },
  'apply.lead': {
    en: 'With an Individual User Account you can send documents to the court and receive documents from it electronically in your own case, inspect documents, search and pay.',
    zh: '擁有個人用戶帳戶，您可在自己的案件中以電子方式向法院送交文件及接收法院的文件，並可查閱文件、進行查冊及付款。',
  },
  'apply.whoTitle': { en: 'Who may apply', zh: '申請資格' },
  'apply.whoParty': {
    en: 'A party to an on-going or a new e-proceeding who acts in person, without a legal representative.',
    zh: '進行中或新展開的電子程序的訴訟方，並且親自行事，沒有法律代表。',
  },
  'apply.whoProspective': {
    en: 'A prospective litigant who is about to start an e-proceeding in person. The account ends unless the proceeding is filed within the period stated in the email.',
    zh: '即將親自展開電子程序的準訴訟人。如未於電郵所述期限內提交有關程序，帳戶將會終止。',
  },
  'apply.whoOther': {
    en: 'Any other person with good and sufficient reasons in an on-going e-proceeding.',
    zh: '就進行中的電子程序有良好及充分理由的任何其他人士。',
  },
  'apply.costTitle': { en: 'Fee', zh: '費用' },
  'apply.cost': { en: 'Registration is free of charge.', zh: '註冊費用全免。' },
  'apply.timeTitle': { en: 'How long it takes', zh: '所需時間' },
  'apply.timeVetting': {
    en: 'An application is normally vetted within {vettingDays} working days after it is complete.',
    zh: '申請資料齊備後，一般會於{vettingDays}個工作天內完成審核。',
  },
  'apply.timeAttendance': {
    en: 'You are then asked by email to attend the Help Centre within {attendanceDays} calendar days, so that your identity can be authenticated. If nobody attends, the application is regarded as rejected.',
    zh: '其後您會收到電郵，請於{attendanceDays}個曆日內到支援中心核實身分。如無人到場，申請會視為被拒絕。',
  },
  'apply.timeEnquiry': {
    en: 'If you have no response within {enquiryDays} working days after you applied, you may ask about it on the status page.',
    zh: '如遞交申請後{enquiryDays}個工作天內未獲回覆，可於申請狀況頁查詢。',
  },
  'apply.needTitle': { en: 'What you need', zh: '所需資料' },
  'apply.needDocument': { en: 'the number of your identity document', zh: '身分證明文件號碼' },
  'apply.needContact': {
    en: 'a telephone number and one email address for all notices; we send a code to it that you type in',
    zh: '電話號碼及一個用以接收所有通知的電郵地址；我們會發送驗證碼至該地址，您須輸入該碼',
  },
  'apply.needCases': { en: 'the numbers of your cases', zh: '案件編號' },
  'apply.privacyTitle': { en: 'Personal data', zh: '個人資料' },
  'apply.privacy': {
    en: 'What you state is used to handle your application and your account only, and is seen only by those who do this. You may ask for access to it and for its correction under the Personal Data (Privacy) Ordinance (Cap. 486).',
    zh: '您所提供的資料只會用於處理您的申請及帳戶，並只供負責人員查閱。您可根據《個人資料（私隱）條例》（第486章）要求查閱及更正資料。',
  },
  'apply.start': { en: 'Start', zh: '開始申請' },
  'apply.alreadyTitle': { en: 'You have applied already', zh: '您已遞交申請' },
  'apply.toStatus': { en: 'See where your application stands', zh: '查詢申請狀況' },
  'apply.paper': {
    en: 'You may also send the form (Annex B) by fax or post, or hand it in during office hours.',
    zh: '您亦可以傳真或郵遞方式遞交表格（附件B），或於辦公時間內親身遞交。',
  },
  'apply.formTitle': { en: 'Application for an Individual User Account', zh: '個人用戶帳戶申請表' },
  'apply.formLead': {
    en: 'This is Annex B of the Administrative Instructions. Fill in everything that is not marked as optional.',
    zh: '本表格為行政指示附件B。除註明非必填的項目外，均須填寫。',
  },
  'apply.aboutYou': { en: '1. About you', zh: '1. 個人資料' },
  'apply.contact': { en: '2. How we reach you', zh: '2. 聯絡資料' },
  'apply.ground': { en: '3. Why you register', zh: '3. 註冊理由' },
  'apply.representative': { en: '4. Personal representative', zh: '4. 個人代表' },
  'apply.representativeLead': {
    en: 'Fill this in only if somebody else is to attend the Help Centre for you. The representative brings a letter of authorization signed by you.',
    zh: '如由他人代您到支援中心，方須填寫此部分。個人代表須攜同由您簽署的授權書。',
  },
  'apply.representativeShow': { en: 'Somebody else attends for me', zh: '由他人代我到場' },
  'apply.statements': { en: '5. Statements', zh: '5. 聲明' },
  'apply.caseN': { en: 'Case {n}', zh: '案件{n}' },
  'apply.moreCases': { en: 'Make room for more cases', zh: '增加案件欄' },
  'apply.termsLink': { en: 'terms and conditions (version {version})', zh: '條款及條件（{version}版）' },
  'apply.otherOnly': {
    en: 'Only for “another person, with good and sufficient reasons”',
    zh: '只適用於「有良好及充分理由的其他人士」',
  },
  'apply.send': { en: 'Send the application', zh: '遞交申請' },
  'received.title': { en: 'Application received', zh: '已收到申請' },
  'received.processing': { en: 'Your application is being processed', zh: '正處理您的申請' },
  'received.reference': { en: 'Your reference', zh: '您的參考編號' },
  'received.at': { en: 'Received on {when}', zh: '收到時間：{when}' },
  'received.keep': {
    en: 'Keep the reference: with it and your email address you can see where the application stands.',
    zh: '請妥善保存參考編號。您可憑參考編號及電郵地址查詢申請狀況。',
  },
  'received.processingAdvice': {
    en: 'We have your form and are checking it. Load this page again in a minute. If it still says this after ten minutes, fill in the form again.',
    zh: '我們已收到您的表格，正進行檢查。請於一分鐘後重新載入此頁。如十分鐘後仍顯示此訊息，請再次填寫表格。',
  },
  'received.next': { en: 'What happens next', zh: '後續安排' },
  'received.email': { en: 'We send you an email that confirms this.', zh: '我們會向您發出確認電郵。' },
  'status.title': { en: 'Status of your application', zh: '申請狀況' },
  'status.find': {
    en: 'Enter the reference that you were given and the email address of your application.',
    zh: '請輸入參考編號及申請時所填的電郵地址。',
  },
  'status.show': { en: 'Show the status', zh: '查詢' },
  'status.notFound': {
    en: 'There is no application with this reference and this email address. Check both.',
    zh: '沒有與此參考編號及電郵地址相符的申請，請核對兩項資料。',
  },
  'status.status': { en: 'Status', zh: '狀況' },
  'status.since': { en: 'Since', zh: '更新時間' },
  'status.submitted': { en: 'Received', zh: '收到時間' },
  'status.leave': { en: 'Stop showing this application', zh: '不再顯示此申請' },
  'status.helpCentre': { en: 'Help Centre', zh: '支援中心' },
  'status.helpCentreAddress': { en: 'Address', zh: '地址' },
  'status.helpCentreHours': { en: 'Opening hours', zh: '辦公時間' },
  'status.helpCentreTelephone': { en: 'Telephone', zh: '電話' },
  'status.attend': { en: 'Attend the Help Centre', zh: '請到支援中心核實身分' },
  'status.attendBy': {
    en: 'Come by {when} at the latest. After that the application is regarded as rejected.',
    zh: '請最遲於{when}前到場，逾期申請會視為被拒絕。',
  },
  'status.bring': { en: 'Bring the originals of:', zh: '請攜同下列文件正本：' },
  'status.representativeBrings': {
    en: 'Your personal representative may come instead, with:',
    zh: '您的個人代表亦可代您到場，並須攜同：',
  },
  'status.mayEnquire': {
    en: 'You have had no response in the time in which we should have written to you: you may ask about your application.',
    zh: '您未有在指定時間內獲得回覆，可查詢申請進度。',
  },
  'status.toBeDecided': {
    en: 'The identity has been authenticated. The Judiciary Administrator decides on the application next; the decision comes by email.',
    zh: '身分已獲核實。下一步由司法機構政務長就申請作出決定，結果會以電郵通知。',
  },
  'status.reasons': { en: 'Reasons', zh: '理由' },
  'status.fresh': { en: 'A decision is final. You may apply afresh.', zh: '決定為最終決定。您可重新提出申請。' },
  'status.applyAgain': { en: 'Apply afresh', zh: '重新申請' },
  'status.approved': {
    en: 'Your login name and, in a separate email, your activation code are sent to you.',
    zh: '我們會以電郵發出登入名稱，並以另一封電郵發出啟動碼。',
  },
  'applicantStatus.RECEIVED': { en: 'Received', zh: '已收到' },
  'applicantStatus.VETTING': { en: 'Being vetted', zh: '審核中' },
  'applicantStatus.AUTH_PENDING': { en: 'Your identity is to be authenticated', zh: '等候核實身分' },
  'applicantStatus.AUTHENTICATED': { en: 'Identity authenticated; awaiting decision', zh: '身分已獲認證，等候決定' },
  'applicantStatus.APPROVED': { en: 'Approved', zh: '已獲批准' },
  'applicantStatus.APPROVED_CONDITIONAL': { en: 'Approved on condition', zh: '已獲有條件批准' },
  'applicantStatus.REJECTED': { en: 'Rejected', zh: '不獲批准' },
  'applicantStatus.SUPPLEMENT_REQUESTED': { en: 'We need something from you', zh: '須補充資料' },
  'applicantStatus.WITHDRAWN': { en: 'Withdrawn', zh: '已撤回' },
  'applicantStatus.UNKNOWN': { en: 'Ask the Help Centre', zh: '請向支援中心查詢' },
  'language.EN': { en: 'English', zh: '英文' },
  'language.ZH_HANT': { en: 'Traditional Chinese', zh: '繁體中文' },
})

/** Texts of the applicants' pages. */
export const intakeMessages: Messages = {
  ...words,
  ...codeMessages,
  ...coverSheetMessages,
  ...answerMessages,
  ...draftMessages,
  ...documentMessages,
  ...annexBMessages,
  ...attendanceDocumentMessages,
  ...eligibilityMessages,
  ...partyRoleMessages,
}
