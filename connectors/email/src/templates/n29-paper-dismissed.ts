import { groupReference } from '@icms/schemas/application-reference'
import { dayOf } from '@icms/schemas/calendar-day'
import { wordsToSender } from '@icms/schemas/paper-dismissal'
import { dayText, instantText } from '@icms/web/hong-kong-time'
import { type Facts, instantNeeded, needed, paperAddress, type Passage, type Template } from '../letter.ts'

type Language = 'en' | 'zh'

const channels: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  FAX: { en: 'By fax', zh: '傳真' },
  POST: { en: 'By post', zh: '郵寄' },
  HAND: { en: 'By hand', zh: '親身遞交' },
}

const reasonsIn = (facts: Facts, language: Language): Passage => ({
  list: needed(facts, 'reasonCodes')
    .split('\n')
    .flatMap(code => wordsToSender(code)?.[language] ?? []),
})

/** What came, when and how: all that is said of it, for its content is nobody's business here. */
function whatCame(facts: Facts, language: Language): Passage {
  const labels =
    language === 'en'
      ? { received: 'Received on', channel: 'How they came', pages: 'Pages', reference: 'Our reference' }
      : { received: '收到日期', channel: '遞交方式', pages: '頁數', reference: '檔案編號' }
  const channel = channels[needed(facts, 'channel')]
  return {
    facts: [
      [labels.received, instantText(instantNeeded(facts, 'receivedAt'), language)],
      ...(channel ? [[labels.channel, channel[language]] as const] : []),
      [labels.pages, needed(facts, 'pages')],
      [labels.reference, groupReference(needed(facts, 'paperId'))],
    ],
  }
}

/** How long it is kept, where the deployment says so; of what did not come by fax something may be wanted back. */
function keeping(facts: Facts, language: Language): readonly Passage[] {
  if (facts.parameters.keptUntil === undefined) return []
  const day = dayText(dayOf(instantNeeded(facts, 'keptUntil')), language)
  const wantsBack = needed(facts, 'channel') !== 'FAX'
  return language === 'en'
    ? [
        `What we received is kept at least until ${day}.${wantsBack ? ' If you need any of it back, please ask the Help Centre before then and state our reference.' : ''}`,
      ]
    : [`收到的文件最少保存至${day}。${wantsBack ? '如須取回，請在該日前向支援中心提出，並註明檔案編號。' : ''}`]
}

const isUnreadable = (facts: Facts): boolean => needed(facts, 'as') === 'UNREADABLE'

/** What to do: to send it again, or elsewhere; and how to register, if that is what was meant. */
function whatToDoEn(facts: Facts): readonly Passage[] {
  const apply = { link: 'To register as a user you may also apply online:', to: facts.page('/apply') }
  return isUnreadable(facts)
    ? [
        'Please send them again so that they can be read: dark on white, with every page whole, and by post or by hand if a fax does not come through clearly. Nothing is done on them before.',
        paperAddress(facts, 'en'),
        apply,
      ]
    : [
        'This office registers users of the integrated Court Case Management System, and nothing else. We have not passed the papers on: please send them to the office that they are for. If a time limit runs there, please note that they have not reached that office.',
        'If you meant to apply for registration, please send us the form:',
        paperAddress(facts, 'en'),
        apply,
      ]
}
function whatToDoZh(facts: Facts): readonly Passage[] {
  const apply = { link: '如欲註冊為用戶，亦可在網上申請：', to: facts.page('/apply') }
  return isUnreadable(facts)
    ? [
        '請再次遞交清晰可讀的文件：白紙深色字，每頁完整；如傳真不清晰，請以郵寄或親身遞交。在此之前，有關文件不會獲得處理。',
        paperAddress(facts, 'zh'),
        apply,
      ]
    : [
        '本處只負責綜合法院案件管理系統的用戶註冊。我們並未轉交有關文件，請將文件送交所屬的辦事處。如該處設有期限，請注意文件尚未送達該處。',
        '如閣下擬申請註冊，請將表格遞交至：',
        paperAddress(facts, 'zh'),
        apply,
      ]
}

/** N29: nothing can come of paper that somebody sent: it is not for this office, or cannot be read (R32b). */
export const paperDismissed: Template = {
  en: facts => ({
    subject: isUnreadable(facts)
      ? 'The papers that you sent cannot be read'
      : 'The papers that you sent are not for us',
    passages: [
      'We received the papers below, which seem to be from you. We could not take them:',
      reasonsIn(facts, 'en'),
      whatCame(facts, 'en'),
      ...whatToDoEn(facts),
      ...keeping(facts, 'en'),
    ],
  }),
  zh: facts => ({
    subject: isUnreadable(facts) ? '閣下遞交的文件無法辨讀' : '閣下遞交的文件並非屬於本處',
    passages: [
      '我們收到下列看來由閣下遞交的文件，但因以下理由未能處理：',
      reasonsIn(facts, 'zh'),
      whatCame(facts, 'zh'),
      ...whatToDoZh(facts),
      ...keeping(facts, 'zh'),
    ],
  }),
}
