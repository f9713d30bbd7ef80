import { defineMessages } from '@icms/web/messages'

/** Texts of timelines, topics and what is found. */
export const recordMessages = defineMessages({
  'record.what': { en: 'What happened', zh: '事件' },
  'record.when': { en: 'When', zh: '時間' },
  'record.who': { en: 'Who', zh: '執行者' },
  'record.why': { en: 'Because of', zh: '起因' },
  'record.content': { en: 'Content', zh: '內容' },
  'record.for': { en: 'on behalf of {whom}', zh: '代表{whom}' },
  'record.nobody': { en: 'Not said', zh: '沒有註明' },
  'record.unknown': { en: 'Not known', zh: '不詳' },
  'record.unreadable': { en: 'Cannot be read', zh: '無法讀取' },
  'record.replayed': { en: 'Replay of a dead letter', zh: '擱置訊息的重播' },
  'record.masked': {
    en: 'Names and other personal data are shown as •••.',
    zh: '姓名及其他個人資料以•••代替。',
  },

  'record.show': { en: 'Show personal data; it is recorded that you saw it', zh: '顯示個人資料（查閱會記錄在案）' },
  'record.clear': {
    en: 'Personal data is shown where it is known whose it is.',
    zh: '已顯示可確定所屬人士的個人資料。',
  },
  'record.hide': { en: 'Mask it', zh: '隱藏個人資料' },

  'timeline.title': { en: 'Timeline', zh: '時序紀錄' },
  'timeline.show': { en: 'Show its timeline', zh: '顯示時序' },
  'timeline.lead': {
    en: 'Everything that names this id, the oldest first.',
    zh: '所有提及此編號的事件，由最早開始。',
  },
  'timeline.none': { en: 'Nothing names this id.', zh: '沒有任何事件提及此編號。' },
  'timeline.audit': { en: 'Audit trail of this id', zh: '此編號的審計紀錄' },
  'timeline.count': { en: '{n} records.', zh: '共{n}項。' },

  'ops.topics': { en: 'Topics', zh: '主題' },
  'topics.lead': {
    en: 'What services tell each other, and how far each has read.',
    zh: '各服務之間的訊息，以及各服務的讀取進度。',
  },
  'topics.messages': { en: 'Messages', zh: '訊息' },
  'topics.internal': { en: 'Kept by services for themselves', zh: '服務內部使用' },
  'topics.types': { en: 'Types', zh: '類型' },
  'topics.readers': { en: 'Read by', zh: '讀取的服務' },
  'topics.records': { en: 'Records', zh: '紀錄數目' },
  'topics.lag': { en: '{n} not yet read', zh: '{n}項尚未讀取' },
  'topics.lagUnknown': { en: 'not known how far', zh: '讀取進度不詳' },
  'topics.toAll': { en: 'All topics', zh: '所有主題' },
  'topics.show': { en: 'Show', zh: '顯示' },
  'topics.shown': { en: '{n} records.', zh: '共{n}項紀錄。' },
  'topics.atMost': { en: 'At most {max} are shown.', zh: '最多顯示{max}項。' },
  'topics.none': { en: 'There is no such record.', zh: '沒有此類紀錄。' },
  'topics.from.end': { en: 'The last ones, the latest first', zh: '最新的紀錄（由新至舊）' },
  'topics.from.start': { en: 'The first ones, the oldest first', zh: '最早的紀錄（由舊至新）' },
  'field.key': { en: 'Key', zh: '鍵' },
  'field.from': { en: 'Which records', zh: '顯示的紀錄' },

  'ops.find': { en: 'Find', zh: '搜尋' },
  'find.lead': {
    en: 'Any id: of an application, account, case, mail, message, command or dead letter; a reference, a login name or a case number as it was written.',
    zh: '任何編號：申請、帳戶、案件、電郵、訊息、指令或擱置訊息的編號，或申請編號、登入名稱、案件編號。',
  },
  'find.timeline': { en: 'Timeline of this id', zh: '此編號的時序紀錄' },
  'find.found': { en: 'Where it is named', zh: '提及之處' },
  'find.type': { en: 'Message', zh: '訊息' },
  'find.as': { en: 'Named as', zh: '提及方式' },
  'find.count': { en: 'How many', zh: '數目' },
  'find.first': { en: 'First', zh: '最早' },
  'find.last': { en: 'Last', zh: '最後' },
  'find.none': { en: 'No message names it.', zh: '沒有訊息提及此編號。' },
})
