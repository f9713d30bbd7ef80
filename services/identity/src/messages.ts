import { attendanceDocumentMessages } from '@icms/schemas/attendance-documents'
import { reasonMessages } from '@icms/schemas/reason-words'
import { defineMessages, type Messages } from '@icms/web/messages'

const words = defineMessages({
  'identity.title': { en: 'Identity authentication', zh: '身分認證' },
  'identity.lead': {
    en: 'Applicants may attend within 30 calendar days of their notification. The earliest deadline comes first.',
    zh: '申請人可於通知日期起計30個曆日內到場。限期最早的排列在先。',
  },
  'identity.navigation': { en: 'Identity authentication', zh: '身分認證' },
  'identity.vettingDesk': { en: 'Vetting', zh: '審核' },
  'identity.lists': { en: 'Lists of attendances', zh: '到場列表' },
  'identity.empty': { en: 'Nobody is in this list.', zh: '此列表沒有紀錄。' },
  'identity.applicant': { en: 'Applicant', zh: '申請人' },
  'identity.document': { en: 'Identity document', zh: '身分證明文件' },
  'identity.deadline': { en: 'To attend by', zh: '到場限期' },
  'identity.invitedAt': { en: 'Notified', zh: '通知日期' },
  'identity.status': { en: 'Status', zh: '狀況' },
  'identity.reference': { en: 'Reference', zh: '參考編號' },
  'identity.since': { en: ' since {when}', zh: '（自{when}起）' },
  'identity.nameNotKnown': { en: 'Name not known yet', zh: '姓名尚未載入' },
  'identity.back': { en: 'Back to the list', zh: '返回列表' },
  'identity.toAttendance': { en: 'Back to the applicant', zh: '返回申請人' },
  'identity.attendance': { en: 'Attendance', zh: '到場' },
  'identity.bring': { en: 'The applicant brings', zh: '申請人須攜同' },
  'identity.representativeBrings': {
    en: 'A personal representative was appointed, who brings instead',
    zh: '申請人已委任個人代表，個人代表須攜同',
  },
  'identity.record': { en: 'Record attendance', zh: '記錄到場' },
  'identity.recordHint': {
    en: 'Check the originals against the application. Recording means that the identity is authentic.',
    zh: '請核對文件正本與申請資料。記錄到場即表示身分已獲認證。',
  },
  'identity.recordButton': { en: 'Record: the identity is authentic', zh: '記錄：身分已獲認證' },
  'identity.fail': { en: 'The identity cannot be authenticated', zh: '未能認證身分' },
  'identity.failHint': {
    en: 'The application is rejected, and the applicant is told the reasons by email in both languages.',
    zh: '申請將被拒絕，系統會以中英文電郵通知申請人有關理由。',
  },
  'identity.failButton': { en: 'Record: not authenticated', zh: '記錄：未能認證身分' },
  'identity.attendedAt': { en: 'Attended', zh: '到場時間' },
  'identity.recordedBy': { en: 'Recorded by', zh: '記錄人員' },
  'identity.documentsSeen': { en: 'Documents seen', zh: '已核對的文件' },
  'identity.reasons': { en: 'Reasons', zh: '理由' },
  'identity.done.AUTHENTICATED': {
    en: 'The identity is authenticated. The application goes to the Judiciary Administrator.',
    zh: '身分已獲認證，申請已呈交司法機構政務長決定。',
  },
  'identity.done.FAILED': { en: 'It is recorded that the identity is not authenticated.', zh: '已記錄未能認證身分。' },
  'identity.success': { en: 'Done', zh: '完成' },
  'identity.processing': { en: 'Received and being processed', zh: '已收到，處理中' },
  'identity.processingAdvice': {
    en: 'The attendance is received and will be recorded shortly. Look again in a minute; do not record it again.',
    zh: '系統已收到到場資料，並將於短時間內記錄。請於一分鐘後查看，無須再次記錄。',
  },
  'identity.refused': { en: 'The attendance was not recorded', zh: '未能記錄到場' },
  'view.INVITED': { en: 'Awaited', zh: '等候到場' },
  'view.AUTHENTICATED': { en: 'Authenticated', zh: '已獲認證' },
  'view.FAILED': { en: 'Not authenticated', zh: '未獲認證' },
  'view.LAPSED': { en: 'Not attended in time', zh: '逾期未有到場' },
  'view.WITHDRAWN': { en: 'No longer awaited', zh: '無須到場' },
  'view.UNKNOWN': { en: 'Not known', zh: '不詳' },
  'attendee.APPLICANT': { en: 'The applicant', zh: '申請人' },
  'attendee.REPRESENTATIVE': { en: 'The personal representative', zh: '個人代表' },
  'attendee.UNKNOWN': { en: 'Not known', zh: '不詳' },
  'field.attendedOn': { en: 'Day of attendance', zh: '到場日期' },
  'field.attendedTime': { en: 'Time of attendance', zh: '到場時間' },
  'hint.attendedTime': { en: '24 hours, such as 14:05', zh: '24小時制，例如 14:05' },
  'error.attendedTime.WRONG_SHAPE': {
    en: 'Time of attendance: enter hours and minutes, such as 14:05',
    zh: '到場時間：請輸入時和分，例如 14:05',
  },
  'field.attendee': { en: 'Who attended', zh: '到場人士' },
  'field.documentsSeen': { en: 'Documents seen in the original', zh: '已核對正本的文件' },
  'field.reasonCodes': { en: 'Reasons', zh: '理由' },
  'hint.reasonCodes': { en: 'The applicant is told each of them.', zh: '每項理由均會通知申請人。' },
  'field.textEn': { en: 'More for the applicant, in English', zh: '給申請人的補充說明（英文）' },
  'hint.textEn': {
    en: 'Needed for another reason. No case content.',
    zh: '選擇其他理由時必須填寫。請勿載有案件內容。',
  },
  'field.textZh': { en: 'The same in Chinese', zh: '給申請人的補充說明（中文）' },
  'field.note': { en: 'Note for the record', zh: '內部備註' },
  'hint.note': { en: 'The applicant does not see it.', zh: '申請人不會看到此備註。' },
  'attendanceRefusal.NOT_INVITED': {
    en: 'This applicant was not invited to the Help Centre.',
    zh: '此申請人未獲通知到支援中心。',
  },
  'attendanceRefusal.AFTER_DEADLINE': {
    en: 'The attendance was after the deadline. The application is regarded as rejected; a fresh one is needed.',
    zh: '到場時間在限期之後。申請視為被拒絕，須重新申請。',
  },
  'attendanceRefusal.WINDOW_CLOSED': {
    en: 'The application lapsed before this attendance was recorded. Tell the vetting staff.',
    zh: '此到場紀錄輸入前，申請已告失效。請通知審核人員。',
  },
  'attendanceRefusal.BEFORE_INVITATION': {
    en: 'The day and time lie before the notification. Check them.',
    zh: '所輸入的日期和時間早於通知日期，請核對。',
  },
  'attendanceRefusal.IN_THE_FUTURE': {
    en: 'The day and time lie in the future. Check them.',
    zh: '所輸入的日期和時間在未來，請核對。',
  },
  'attendanceRefusal.ALREADY_AUTHENTICATED': { en: 'The identity is authenticated already.', zh: '身分早已獲認證。' },
  'attendanceRefusal.ALREADY_FAILED': {
    en: 'It is recorded already that the identity could not be authenticated.',
    zh: '早已記錄未能認證身分。',
  },
  'attendanceRefusal.INVITATION_WITHDRAWN': {
    en: 'The application has ended meanwhile; nobody needs to attend.',
    zh: '申請已結束，無須到場。',
  },
  'attendanceRefusal.REPRESENTATIVE_NOT_APPOINTED': {
    en: 'The application appoints no personal representative: the applicant has to come.',
    zh: '申請並無委任個人代表，申請人須親自到場。',
  },
  'attendanceRefusal.NO_DOCUMENTS_SEEN': { en: 'State the documents that were seen.', zh: '請說明已核對的文件。' },
  'attendanceRefusal.NO_REASONS': { en: 'State at least one reason.', zh: '請提出至少一項理由。' },
  'attendanceRefusal.UNKNOWN': { en: 'Look at the status of the attendance.', zh: '請查看到場狀況。' },
})

/** Texts of the identity desk. */
export const identityMessages: Messages = { ...words, ...reasonMessages, ...attendanceDocumentMessages }
