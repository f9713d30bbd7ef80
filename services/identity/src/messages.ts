import { attendanceDocumentMessages } from '@icms/schemas/attendance-documents'
import { reasonMessages } from '@icms/schemas/reason-words'
import { defineMessages, type Messages } from '@icms/web/messages'

const words = defineMessages({
  'identity.title': { en: 'Identity authentication', zh: '身分認證' },
  'identity.lead': {
    en: 'Applicants may attend within {attendanceDays} calendar days of their notification. The earliest deadline comes first.',
    zh: '申請人可於通知日期起計{attendanceDays}個曆日內到場。限期最早的排列在先。',
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
    en: 'The applicant is told the reasons by email in both languages. The application is rejected, unless you ask for supplementary information: then the applicant may come again by {deadline}, or by another day that you set with a reason.',
    zh: '系統會以中英文電郵通知申請人有關理由。申請將被拒絕；如要求補充資料，申請人可於{deadline}或閣下說明理由後另定的日期前再次到場。',
  },
  'identity.seenInFull': {
    en: 'The number of the identity document is shown in full, to be compared with the document.',
    zh: '身分證明文件號碼已完整顯示，以便核對。',
  },
  'identity.warning': { en: 'Warning', zh: '警告' },
  'identity.noDeadline': { en: 'None until the invitation is sent again', zh: '再次發出通知前不設限期' },
  'identity.deadlineReason': { en: 'Why the deadline is another one', zh: '更改限期的理由' },
  'identity.documentsMissing': { en: 'Not brought, and why not needed', zh: '未有攜同的文件及無須提供的理由' },
  'identity.inviteAgain': { en: 'Send the invitation again', zh: '再次發出通知' },
  'identity.inviteAgainHint': {
    en: 'It goes to the address that the application has now; vetting staff can correct that. The {attendanceDays} calendar days count from the new notification.',
    zh: '通知會發往申請現有的電郵地址，審核人員可更正該地址。{attendanceDays}個曆日由新通知日期起計。',
  },
  'identity.refusedAfterLapse': {
    en: 'An attendance of {when} was entered on {entered}, after the application had lapsed, and was refused. The application is regarded as rejected and is never re-opened: the applicant needs to make a fresh application.',
    zh: '於{entered}輸入的到場紀錄（{when}），因申請已告失效而不獲接納。申請視為被拒絕，不會重新處理；申請人須重新提出申請。',
  },
  'problem.BOUNCED': {
    en: 'The invitation could not be delivered (known since {when}). The application does not lapse until it is sent again.',
    zh: '通知未能送達（{when}得悉）。再次發出通知前，申請不會失效。',
  },
  'problem.ABANDONED': {
    en: 'The invitation could not be sent in all attempts (known since {when}). The application does not lapse until it is sent again.',
    zh: '多次嘗試後仍未能發出通知（{when}得悉）。再次發出通知前，申請不會失效。',
  },
  'problem.IN_DOUBT': {
    en: 'It is not known whether the invitation was delivered (since {when}). The application does not lapse until it is sent again.',
    zh: '未能確定通知是否已送達（自{when}起）。再次發出通知前，申請不會失效。',
  },
  'problem.UNKNOWN': {
    en: 'Something went wrong with the invitation (known since {when}). Send it again.',
    zh: '發出通知時出現問題（{when}得悉），請再次發出。',
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
  'identity.done.SUPPLEMENT_ASKED': {
    en: 'It is recorded, and the applicant is being asked for supplementary information.',
    zh: '已作記錄，系統正通知申請人補充資料。',
  },
  'identity.done.INVITED': { en: 'The invitation is being sent again.', zh: '系統正再次發出通知。' },
  'identity.success': { en: 'Done', zh: '完成' },
  'identity.processing': { en: 'Received and being processed', zh: '已收到，處理中' },
  'identity.processingAdvice': {
    en: 'The attendance is received and will be recorded shortly. Look again in a minute; do not record it again.',
    zh: '系統已收到到場資料，並將於短時間內記錄。請於一分鐘後查看，無須再次記錄。',
  },
  'identity.refused': { en: 'The attendance was not recorded', zh: '未能記錄到場' },
  'view.INVITED': { en: 'Awaited', zh: '等候到場' },
  'view.UNDELIVERED': { en: 'Invitation not delivered', zh: '通知未能送達' },
  'view.SUPPLEMENT_ASKED': { en: 'Supplement awaited', zh: '待補充資料' },
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
  'field.missingReason': { en: 'Why what is missing is not needed', zh: '為何無須提供所欠文件' },
  'field.supplement': { en: 'Ask for supplementary information instead', zh: '改為要求補充資料' },
  'hint.supplement': {
    en: 'The application goes on when the applicant has answered.',
    zh: '申請人答覆後，申請會繼續處理。',
  },
  'field.attendBy': { en: 'Another last day for the next attendance', zh: '另定下次到場的限期' },
  'hint.attendBy': { en: 'Leave empty to keep the deadline.', zh: '如維持原定限期，請留空。' },
  'field.attendByReason': { en: 'Why it is another day', zh: '更改限期的理由' },
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
    en: 'The application lapsed before this attendance was entered. It is regarded as rejected and is never re-opened, even though the attendance was in time: the applicant needs to make a fresh application. The Judiciary Administrator can see this entry.',
    zh: '輸入此到場紀錄前，申請已告失效。雖然到場時間在限期內，申請仍視為被拒絕，不會重新處理；申請人須重新提出申請。司法機構政務長可查閱此項輸入。',
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
  'attendanceRefusal.DOCUMENTS_MISSING': {
    en: 'Not every document that should be brought is ticked. State why what is missing is not needed.',
    zh: '尚有須攜同的文件未剔選。請說明為何無須提供。',
  },
  'attendanceRefusal.SUPPLEMENT_AWAITED': {
    en: 'Supplementary information is awaited first; the applicant is invited again once it is in order.',
    zh: '須先收到補充資料，待符合要求後系統會再次通知申請人到場。',
  },
  'attendanceRefusal.DEADLINE_NOT_LATER': {
    en: 'The other last day has passed already. Check it.',
    zh: '所定的限期已過，請核對。',
  },
  'attendanceRefusal.INVITATION_NOT_UNDELIVERED': {
    en: 'The invitation does not need to be sent again. Look at the status of the attendance.',
    zh: '無須再次發出通知，請查看到場狀況。',
  },
  'attendanceRefusal.NO_REASONS': { en: 'State at least one reason.', zh: '請提出至少一項理由。' },
  'attendanceRefusal.UNKNOWN': { en: 'Look at the status of the attendance.', zh: '請查看到場狀況。' },
})

/** Texts of the identity desk. */
export const identityMessages: Messages = { ...words, ...reasonMessages, ...attendanceDocumentMessages }
