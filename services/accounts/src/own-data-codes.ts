import { attendanceDocumentMessages } from '@icms/schemas/attendance-documents'
import { eligibilityMessages, partyRoleMessages } from '@icms/schemas/form-words'
import type { SeenPart } from '@icms/schemas/generated/common'
import type { AttendanceStatus } from '@icms/schemas/generated/identity-state-v1'
import type { ApplicationStatus } from '@icms/schemas/generated/vetting-state-v1'
import { formMessages } from '@icms/web/form-messages'
import { defineMessages, type Messages, type MessagesOf } from '@icms/web/messages'
import type { leftOut } from './own-data.ts'

const parts: MessagesOf<'seen', SeenPart> = defineMessages({
  'seen.APPLICATION': { en: 'Your application', zh: '您的申請' },
  'seen.ATTENDANCE': { en: 'Your identity check', zh: '您的身分核實資料' },
  'seen.DOCUMENT': { en: 'A document that you handed in', zh: '您提交的文件' },
  'seen.ACCOUNT': { en: 'Your account', zh: '您的帳戶' },
  'seen.CASE': { en: 'A case that names you', zh: '載有您姓名的案件' },
  'seen.LETTER': { en: 'A letter to you', zh: '致您的信件' },
  'seen.AUDIT_TRAIL': { en: 'The record of what happened (without names)', zh: '事件紀錄（不含姓名）' },
  'seen.PAPER': { en: 'What you sent on paper', zh: '您以紙本遞交的文件' },
  'seen.UNKNOWN': { en: 'Another part', zh: '其他部分' },
})

const statuses: MessagesOf<'applied', ApplicationStatus> = defineMessages({
  'applied.RECEIVED': { en: 'Received', zh: '已收到' },
  'applied.VETTING': { en: 'Being vetted', zh: '審核中' },
  'applied.SUPPLEMENT_REQUESTED': { en: 'Supplementary information wanted', zh: '須提供補充資料' },
  'applied.ON_HOLD': { en: 'Set aside', zh: '擱置' },
  'applied.AUTH_PENDING': { en: 'Identity to be authenticated', zh: '待核實身分' },
  'applied.AUTHENTICATED': { en: 'Identity authenticated', zh: '已核實身分' },
  'applied.APPROVED': { en: 'Approved', zh: '已批准' },
  'applied.APPROVED_CONDITIONAL': { en: 'Approved on a condition', zh: '有條件批准' },
  'applied.REJECTED': { en: 'Rejected', zh: '已拒絕' },
  'applied.WITHDRAWN': { en: 'Withdrawn', zh: '已撤回' },
  'applied.UNKNOWN': { en: 'Not known here', zh: '不詳' },
})

const attendances: MessagesOf<'attended', AttendanceStatus> = defineMessages({
  'attended.INVITED': { en: 'Invited', zh: '已通知到場' },
  'attended.SUPPLEMENT_ASKED': { en: 'Something was wanting', zh: '資料不足' },
  'attended.AUTHENTICATED': { en: 'Identity authenticated', zh: '已核實身分' },
  'attended.FAILED': { en: 'Identity not authenticated', zh: '未能核實身分' },
  'attended.LAPSED': { en: 'Nobody came in time', zh: '無人於限期前到場' },
  'attended.WITHDRAWN': { en: 'The application was withdrawn', zh: '申請已撤回' },
  'attended.UNKNOWN': { en: 'Not known here', zh: '不詳' },
})

const decisions = defineMessages({
  'document.OTHER': { en: 'Another document', zh: '其他文件' },
  'document.UNKNOWN': { en: 'Not known here', zh: '不詳' },
  'decided.ApproveForAuthentication': { en: 'In order: invited to the Help Centre', zh: '符合要求：通知到支援中心' },
  'decided.RequestSupplement': { en: 'Asked for supplementary information', zh: '要求補充資料' },
  'decided.HoldApplication': { en: 'Set aside', zh: '擱置' },
  'decided.ReleaseApplication': { en: 'Gone on with', zh: '恢復處理' },
  'decided.RejectApplication': { en: 'Rejected', zh: '拒絕' },
  'decided.ApproveApplication': { en: 'Approved', zh: '批准' },
  'decided.CorrectEmail': { en: 'Email address corrected', zh: '更正電郵地址' },
  'linked.LinkRequestRecorded': { en: 'Asked to be linked', zh: '要求連結' },
  'linked.CaseLinked': { en: 'Linked', zh: '已連結' },
  'linked.LinkKept': { en: 'Filed again; linked already', zh: '再次存檔，早已連結' },
  'linked.LinkRefused': { en: 'A filing linked nothing', zh: '存檔未能連結' },
  'linked.LinkRequestRefused': { en: 'Request refused', zh: '要求被拒絕' },
  'linked.LinkEnded': { en: 'The link ended with the account', zh: '連結隨帳戶終止' },
  'linked.LinkAccount': { en: 'Decision: link', zh: '決定：連結' },
  'linked.RefuseLinkRequest': { en: 'Decision: do not link', zh: '決定：不連結' },
})

const omissions: MessagesOf<'leftOut', (typeof leftOut)[number]> = defineMessages({
  'leftOut.CREDENTIALS': {
    en: 'Your password is not held, only a text that it can be checked by. That text and codes are given to nobody.',
    zh: '我們並無儲存您的密碼，只存有供核對用的文字。該文字及各類驗證碼不會提供予任何人。',
  },
  'leftOut.KEYED_HASHES': {
    en: 'Your identity number, name and address are also held scrambled with a secret, so that a second application is noticed and staff find yours. They say nothing without the secret.',
    zh: '您的證件號碼、姓名及電郵地址亦以密鑰加密雜湊方式儲存，用以發現重複申請及供職員搜尋。沒有密鑰便不能解讀。',
  },
  'leftOut.OTHERS': {
    en: 'Data of other people: of a personal representative you see the name only.',
    zh: '他人的資料：就個人代表只顯示姓名。',
  },
  'leftOut.STAFF_NOTES': {
    en: 'What staff note for the record when they decide. The reasons of a decision are here or were mailed to you.',
    zh: '職員作決定時的內部備註。決定的理由載於此處或已以電郵通知您。',
  },
  'leftOut.CONTENT': {
    en: 'The files that you handed in and the text of notices. Ask the Help Centre for a copy of a file; a notice is in your mailbox.',
    zh: '您提交的檔案內容及通知全文。如需檔案副本，請向支援中心查詢；通知載於您的郵箱。',
  },
  'leftOut.LOG': {
    en: 'The log in which each step is kept, and the copies of your name and address by which notices are written. They hold the same data, encrypted; when it is erased, they cannot be read either.',
    zh: '記錄每個步驟的日誌，以及撰寫通知所用的姓名及地址副本。兩者載有相同資料並已加密；資料刪除後亦不能再閱讀。',
  },
})

/** Words of the codes that what is held about somebody is told in. */
export const ownDataCodes: Messages = {
  ...parts,
  ...statuses,
  ...attendances,
  ...decisions,
  ...omissions,
  ...formMessages,
  ...attendanceDocumentMessages,
  ...eligibilityMessages,
  ...partyRoleMessages,
}
