import type { DeadLetter, DeadLetterReason } from '@icms/backbone/dead-letters'
import { defineMessages, type MessagesOf } from '@icms/web/messages'
import type { LetterStep } from '../dead-letter-story.ts'
import type { DryRun } from '../dead-letters.ts'
import type { Told } from './letter-page.ts'

/** Texts of dead letters: grouped, one, and what is done with them. */
export const letterMessages = defineMessages({
  'ops.deadLetters': { en: 'Dead letters', zh: '擱置訊息' },
  'letters.lead': {
    en: 'Messages that could not be processed, grouped by cause. Each holds its key until it is replayed or discarded.',
    zh: '無法處理的訊息，按原因分組。在重播或捨棄之前，同一鍵的其後訊息均須等候。',
  },
  'letters.none': { en: 'No dead letters are open.', zh: '沒有未處理的擱置訊息。' },
  'letters.cause': { en: 'Cause', zh: '原因' },
  'letters.count': { en: 'How many', zh: '數目' },
  'letters.oldest': { en: 'Oldest since', zh: '最早時間' },
  'letters.toAll': { en: 'All dead letters', zh: '所有擱置訊息' },
  'letters.ofCause': { en: 'Dead letters of one cause', zh: '同一原因的擱置訊息' },
  'letters.goneGroup': {
    en: 'None of this cause is open any more.',
    zh: '此原因的擱置訊息已全部處理。',
  },
  'letters.one': { en: 'Dead letter', zh: '擱置訊息' },
  'letters.input': { en: 'Message', zh: '訊息' },
  'letters.place': { en: 'Topic, partition, offset', zh: '主題、分區、位置' },
  'letters.replayGroup': { en: 'Replay all of this cause', zh: '重播此原因的所有訊息' },

  'letter.status': { en: 'Status', zh: '狀態' },
  'letter.OPEN': { en: 'Open', zh: '未處理' },
  'letter.REPLAYED': { en: 'Replayed', zh: '已重播' },
  'letter.DISCARDED': { en: 'Discarded', zh: '已捨棄' },
  'letter.why': { en: 'Why it was set aside', zh: '擱置原因' },
  'letter.setAside': { en: 'Set aside', zh: '擱置時間' },
  'letter.held': { en: 'Waiting behind it', zh: '其後等候' },
  'letter.heldCount': { en: 'Messages of its key: {n}', zh: '同一鍵的訊息：{n}項' },
  'letter.heldNothing': { en: 'Nothing', zh: '沒有' },
  'letter.heldUnknown': { en: 'Not known now: the records are being rebuilt', zh: '暫時不詳：紀錄正在重建' },
  'letter.keyless': { en: 'Nothing: it has no key to hold', zh: '沒有：訊息沒有鍵' },
  'letter.time': { en: 'Time of the message', zh: '訊息時間' },
  'letter.kind.TIMER': { en: 'Timer {name}', zh: '計時器{name}' },
  'letter.kind.SETTLED': { en: 'Result of a call on the world, {name}', zh: '對外呼叫的結果：{name}' },
  'letter.content': { en: 'What the message says', zh: '訊息內容' },
  'letter.headers': { en: 'Headers', zh: '標頭' },
  'letter.header': { en: 'Header', zh: '標頭' },
  'letter.value': { en: 'Value', zh: '值' },
  'letter.noHeaders': { en: 'It came without headers.', zh: '訊息沒有標頭。' },
  'letter.history': { en: 'History', zh: '經過' },
  'letter.step': { en: 'What was done', zh: '處理' },
  'letter.step.OPENED': { en: 'Set aside', zh: '擱置' },
  'letter.step.FAILED_AGAIN': { en: 'Replayed, and failed again', zh: '重播後再次失敗' },
  'letter.step.REPLAYED': { en: 'Replayed', zh: '已重播' },
  'letter.step.DISCARDED': { en: 'Discarded', zh: '已捨棄' },
  'letter.step.REPLAY_ASKED': { en: 'Replay asked for', zh: '要求重播' },
  'letter.step.DISCARD_ASKED': { en: 'Discard asked for', zh: '要求捨棄' },
  'letter.said': { en: 'Reason given', zh: '所述理由' },
  'letter.outputs': { en: 'What its replay put out', zh: '重播產生的訊息' },
  'letter.noOutputs': { en: 'Its replay put nothing out.', zh: '重播沒有產生任何訊息。' },

  'deadLetter.CORE_THREW': { en: 'It broke a rule of the service', zh: '違反服務規則' },
  'deadLetter.UNREADABLE': { en: 'It could not be read', zh: '無法讀取' },
  'deadLetter.KEY_MISSING': { en: 'It has no key', zh: '沒有鍵' },
  'deadLetter.TOO_LARGE': { en: 'What it leads to is too large', zh: '產生的內容過大' },
  'deadLetter.REFUSED_BY_STORE': { en: 'What it leads to was refused by the store', zh: '產生的內容遭儲存系統拒絕' },
  'deadLetter.QUEUE_FULL': { en: 'The queue of its key is full', zh: '該鍵的等候佇列已滿' },

  'resolve.replay': { en: 'Replay', zh: '重播' },
  'resolve.discard': { en: 'Discard', zh: '捨棄' },
  'resolve.toReplay': { en: 'Try a replay', zh: '試行重播' },
  'resolve.toDiscard': { en: 'Discard it', zh: '捨棄訊息' },
  'resolve.dryRun': { en: 'What it would do', zh: '預計結果' },
  'resolve.dryRunLead': {
    en: 'Worked out with what the service has decided so far; nothing has been done. What arrives meanwhile may change it.',
    zh: '根據服務至今的紀錄推算，尚未執行任何操作；期間收到的訊息可能會影響結果。',
  },
  'resolve.TAKEN': { en: 'The message would be taken', zh: '訊息將獲處理' },
  'resolve.FAILS': { en: 'It would fail again', zh: '將再次失敗' },
  'resolve.WAITS': {
    en: 'It would wait: something of its key that comes before it fails',
    zh: '將須等候：同一鍵較早的事項未能處理',
  },
  'resolve.LEFT_OUT': { en: 'The message would be left out', zh: '訊息將不予處理' },
  'resolve.outputs': { en: 'Services would be told', zh: '將向各服務發出' },
  'resolve.nothing': { en: 'Nothing', zh: '沒有' },
  'resolve.timers': { en: 'Timers', zh: '計時器' },
  'resolve.timerSet': { en: 'set: {name}, {when}', zh: '設定：{name}，{when}' },
  'resolve.timerGone': { en: 'no longer: {name}, {when}', zh: '取消：{name}，{when}' },
  'resolve.effects': { en: 'Calls on the world', zh: '對外呼叫' },
  'resolve.behind': { en: 'Waiting behind it', zh: '其後等候' },
  'resolve.behindAll': { en: 'Messages: {n}; all would be taken', zh: '{n}項訊息，全部將獲處理' },
  'resolve.behindTried': {
    en: 'Messages: {n}; the first {tried} were tried and would be taken',
    zh: '{n}項訊息；已試行首{tried}項，均將獲處理',
  },
  'resolve.behindFails': {
    en: 'Messages: {n}; number {tried} would be set aside in its turn: {cause}',
    zh: '{n}項訊息；第{tried}項將被擱置：{cause}',
  },
  'resolve.behindHeld': { en: 'Messages: {n}; they would go on waiting', zh: '{n}項訊息，將繼續等候' },
  'resolve.behindNone': { en: 'Nothing', zh: '沒有' },
  'resolve.replayLead': {
    en: 'The message is taken again by this service alone, with its own id and time. No other service sees it twice.',
    zh: '訊息會以原有編號及時間由此服務再次處理，其他服務不會再次收到。',
  },
  'resolve.discardLead': {
    en: 'The message is left out for good, and its key goes on. This cannot be undone.',
    zh: '訊息將永久不予處理，同一鍵的其後訊息會繼續處理。此操作無法還原。',
  },
  'resolve.warning': { en: 'Warning', zh: '警告' },
  'resolve.readOnly': { en: 'Your role may look and not act.', zh: '您的職務只可查閱，不可執行操作。' },
  'field.reason': { en: 'Reason', zh: '理由' },
  'hint.reason': {
    en: 'Kept with your name for good. Do not write anybody’s personal data.',
    zh: '會連同您的身分永久保存，請勿填寫任何人的個人資料。',
  },
  'field.looked': { en: 'I have looked at what it would do', zh: '我已查閱預計結果' },
  'group.lead': {
    en: 'There are {n} now. They are replayed one after the other, the oldest first, at most {max} at a time. Where {failures} in a row fail again, the rest is left alone.',
    zh: '由最早的開始，逐一重播{n}項擱置訊息，每次最多{max}項；如連續{failures}項再次失敗，其餘便不再重播。',
  },
  'group.dryRun': { en: 'What a replay of the oldest would do', zh: '最早一項的預計結果' },
  'group.done': {
    en: 'Replayed: {replayed}. Failed again: {failed}. Not tried, or not known yet: {left}.',
    zh: '已重播：{replayed}項。再次失敗：{failed}項。尚未重播或結果未明：{left}項。',
  },
  'done.title': { en: 'Result', zh: '結果' },
  'done.REPLAYED': { en: 'Replayed: the message was taken.', zh: '已重播：訊息已獲處理。' },
  'done.FAILED_AGAIN': { en: 'Replayed, and it failed again.', zh: '已重播，但再次失敗。' },
  'done.DISCARDED': { en: 'Discarded: its key goes on.', zh: '已捨棄：同一鍵的訊息會繼續處理。' },
  'done.PROCESSING': {
    en: 'Asked for, and not done yet. Load this page again to see what became of it.',
    zh: '已提出要求，尚未完成。請重新載入此頁查看結果。',
  },
  'done.NOTHING': {
    en: 'Nothing was done: it was not open any more.',
    zh: '沒有執行任何操作：此訊息已經處理。',
  },
  'done.REPEATED': {
    en: 'This had been asked for before, and was not done twice. Below is how it stands.',
    zh: '此要求先前已提出，並無重複執行。以下為現時情況。',
  },
  'done.CHANGED': {
    en: 'Nothing was done: it was tried again meanwhile. Look at what it would do now.',
    zh: '沒有執行任何操作：期間訊息曾再次嘗試，請查閱最新的預計結果。',
  },
}) satisfies MessagesOf<'deadLetter', DeadLetterReason> &
  MessagesOf<'letter', DeadLetter['status']> &
  MessagesOf<'letter.step', LetterStep['what']> &
  MessagesOf<'resolve', DryRun['outcome']> &
  MessagesOf<'done', Told>
