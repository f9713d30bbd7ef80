import { defineMessages } from '@icms/web/messages'

export const auditMessages = defineMessages({
  'audit.title': { en: 'Audit trail', zh: '審計紀錄' },
  'audit.lead': {
    en: 'Every event names the hash of the one before it, so what was changed, removed or inserted shows. Names and texts are not shown here.',
    zh: '每項事件均載有前一項事件的雜湊值，任何更改、移除或插入均會顯示。此處不會顯示姓名及內容。',
  },
  'field.id': { en: 'Id', zh: '編號' },
  'hint.id': {
    en: 'For instance of an application, an account, a case or a mail',
    zh: '例如申請、帳戶、案件或電郵的編號',
  },
  'audit.show': { en: 'Show its trail', zh: '顯示紀錄' },
  'audit.none': { en: 'There is no event of this id.', zh: '沒有此編號的事件。' },
  'audit.fits': { en: 'Fits', zh: '相符' },
  'audit.whole': { en: 'Every event of this id fits.', zh: '此編號的所有事件均相符。' },
  'audit.broken': { en: 'This trail does not fit at {n} places.', zh: '此紀錄有{n}處不相符。' },
  'audit.number': { en: 'Number', zh: '序號' },
  'audit.what': { en: 'What happened', zh: '事件' },
  'audit.who': { en: 'Who', zh: '執行者' },
  'audit.when': { en: 'When', zh: '時間' },
  'audit.hash': { en: 'Hash', zh: '雜湊值' },
  'audit.verdict': { en: 'Verdict', zh: '結果' },
  'audit.CHANGED': { en: 'Changed', zh: '曾被更改' },
  'audit.REMOVED': { en: 'Events before it are missing', zh: '之前的事件缺失' },
  'audit.INSERTED': { en: 'Inserted', zh: '插入的事件' },
  'audit.CUT': { en: 'Events after it are missing', zh: '之後的事件缺失' },
})
