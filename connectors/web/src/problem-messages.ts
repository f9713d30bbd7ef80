import { defineMessages, type Message } from './messages.ts'
import type { ProblemKind } from './problem.ts'

type ProblemMessages = { readonly [Kind in ProblemKind as `problem.${Kind}` | `advice.${Kind}`]: Message }

/** What went wrong with a request, and what to do; a kind without its words does not compile. */
export const problemMessages: ProblemMessages = defineMessages({
  'problem.wrong-shape': { en: 'The request is not in the form expected', zh: '要求的格式不符' },
  'advice.wrong-shape': { en: 'Correct the entries named and send it again.', zh: '請更正所列項目後再次傳送。' },
  'problem.unreadable': { en: 'The request cannot be read', zh: '無法讀取要求' },
  'advice.unreadable': { en: 'Check the address and what was sent.', zh: '請檢查網址及所傳送的內容。' },
  'problem.sign-in-failed': { en: 'Sign-in was not completed', zh: '登入未能完成' },
  'advice.sign-in-failed': {
    en: 'It was cancelled, took too long or was started in another window. Start again.',
    zh: '登入已取消、逾時，或於另一視窗開始。請重新登入。',
  },
  'problem.not-signed-in': { en: 'You are not signed in', zh: '您尚未登入' },
  'advice.not-signed-in': { en: 'Sign in and try again.', zh: '請登入後再試。' },
  'problem.not-allowed': { en: 'You may not do this', zh: '您沒有權限進行此操作' },
  'advice.not-allowed': {
    en: 'Your role does not allow it. If it should, ask the iCMS administrator.',
    zh: '您的職務並無此權限。如有需要，請聯絡系統管理員。',
  },
  'problem.form-expired': { en: 'The form has expired', zh: '表格已逾時' },
  'advice.form-expired': {
    en: 'It was open too long, or cookies are switched off. Nothing was sent. Go back, reload the page and send it again.',
    zh: '表格開啟時間過長，或瀏覽器已停用 cookie。資料並未送出。請返回上一頁，重新載入後再次傳送。',
  },
  'problem.cross-site': { en: 'The request came from another site', zh: '要求來自其他網站' },
  'advice.cross-site': {
    en: 'Nothing was done. Open the page here and send it from there.',
    zh: '系統並未作出任何處理。請在本網站開啟該頁面後再傳送。',
  },
  'problem.not-found': { en: 'There is nothing here', zh: '找不到所需頁面' },
  'advice.not-found': { en: 'Check the address, or start from the front page.', zh: '請檢查網址，或由首頁重新開始。' },
  'problem.erased': { en: 'This has been erased', zh: '有關資料已刪除' },
  'advice.erased': {
    en: 'It was kept as long as necessary, and cannot be brought back. Only the record of who did what and when remains.',
    zh: '資料的必要保留期間已過，刪除後不能復原，只保留何人於何時作出何種處理的紀錄。',
  },
  'problem.idempotency-conflict': {
    en: 'This was sent before with other content',
    zh: '相同編號的要求先前已以不同內容傳送',
  },
  'advice.idempotency-conflict': {
    en: 'The first request stands. Use a new Idempotency-Key, or open the form again, for another one.',
    zh: '以首次傳送的內容為準。如屬另一要求，請使用新的 Idempotency-Key，或重新開啟表格。',
  },
  'problem.too-large': { en: 'What was sent is too large', zh: '傳送的內容過大' },
  'advice.too-large': {
    en: 'Shorten it and send it again. Nothing was kept.',
    zh: '請縮短內容後再次傳送。系統並無保留任何資料。',
  },
  'problem.wrong-media-type': { en: 'This kind of content is not accepted', zh: '不接受此類內容' },
  'advice.wrong-media-type': { en: 'Send JSON as application/json.', zh: '請以 application/json 傳送 JSON。' },
  'problem.wrong-host': { en: 'This address is not served here', zh: '此處不提供該網址的服務' },
  'advice.wrong-host': {
    en: 'Use the published address. Operators: see ICMS_PUBLIC_ORIGIN and ICMS_TRUSTED_PROXIES.',
    zh: '請使用公布的網址。系統運作人員請參閱 ICMS_PUBLIC_ORIGIN 及 ICMS_TRUSTED_PROXIES。',
  },
  'problem.refused': { en: 'There is a problem', zh: '提交的資料有誤' },
  'advice.refused': { en: 'Correct the entries named and send it again.', zh: '請更正所列項目後再次傳送。' },
  'problem.too-many-requests': { en: 'Too many requests', zh: '要求過多' },
  'advice.too-many-requests': { en: 'Wait a few minutes and try again.', zh: '請稍候數分鐘後再試。' },
  'problem.failed': { en: 'Something went wrong on our side', zh: '系統發生錯誤' },
  'advice.failed': {
    en: 'Try again later. If it happens again, give the reference below to the Help Centre.',
    zh: '請稍後再試。如問題持續，請向支援中心提供下列參考編號。',
  },
  'problem.rebuilding': { en: 'The records are being rebuilt', zh: '紀錄正在重建' },
  'advice.rebuilding': {
    en: 'Nothing is lost. Try again in a few seconds.',
    zh: '資料並無遺失。請於數秒後再試。',
  },
  'problem.not-now': { en: 'The service is not available just now', zh: '服務暫時未能提供' },
  'advice.not-now': {
    en: 'Try again in a few seconds. Sending the same form again is safe: it counts once.',
    zh: '請於數秒後再試。重複傳送同一表格並無影響，只會計算一次。',
  },
})
