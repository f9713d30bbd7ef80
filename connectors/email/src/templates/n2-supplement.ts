import { wordsOfReason } from '@icms/schemas/reason-words'
import { instantText } from '@icms/web/hong-kong-time'
import { maskIdentityNumbers } from '../identity-number-mask.ts'
import { type Facts, instantNeeded, needed, paperAddress, type Passage, type Template } from '../letter.ts'

/** The words of the codes, and what staff wrote in the reader's language: what is wanted, one by one. */
function wantedIn(facts: Facts, language: 'en' | 'zh'): readonly string[] {
  const { reasonsEn = '', reasonsZh = '' } = facts.parameters
  const coded = linesOf(needed(facts, 'reasonCodes'))
    .filter(code => code !== 'OTHER')
    .map(code => wordsOfReason(code)[language])
  const written = language === 'en' ? reasonsEn || reasonsZh : reasonsZh || reasonsEn
  return [...coded, ...linesOf(written).map(maskIdentityNumbers)]
}

const linesOf = (text: string): readonly string[] => text.split('\n').filter(line => line.trim() !== '')

const attendBy = (facts: Facts, language: 'en' | 'zh'): string | undefined =>
  facts.parameters.attendBy === undefined ? undefined : instantText(instantNeeded(facts, 'attendBy'), language)

/** How to answer: online and, with the cover sheet that ties it to the application, on paper (R32b). */
const answerEn = (facts: Facts): readonly Passage[] =>
  facts.onPaper
    ? [
        'Please answer on paper. Put the cover sheet that comes with this letter on top of your answer: its code ties the answer to your application. State your reference number on every page, and sign.',
        paperAddress(facts, 'en'),
      ]
    : [
        { link: 'Answer with the reference number and your email address:', to: facts.page('/apply/status') },
        {
          link: 'If you answer by fax, by post or by hand, print a cover sheet and put it on top:',
          to: facts.page('/apply/cover-sheet'),
        },
      ]
const answerZh = (facts: Facts): readonly Passage[] =>
  facts.onPaper
    ? [
        '請以書面答覆，並將隨信附上的封面頁放在首頁：封面頁上的二維碼會把答覆與閣下的申請連繫起來。請在每頁註明申請編號，並簽署。',
        paperAddress(facts, 'zh'),
      ]
    : [
        { link: '請以申請編號及電郵地址在網上答覆：', to: facts.page('/apply/status') },
        { link: '如以傳真、郵遞或親身遞交方式答覆，請列印封面頁並放在首頁：', to: facts.page('/apply/cover-sheet') },
      ]

/** N2: the application is not in order, and what is wanted (R34d). After an attendance its deadline stays (R35b). */
export const supplementWanted: Template = {
  en: facts => {
    const by = attendBy(facts, 'en')
    return {
      subject: 'We need more information for your application',
      passages: [
        'We have looked at your application for registration. Before we can go on with it, we need the following from you:',
        { list: wantedIn(facts, 'en') },
        {
          facts: [
            ['Reference number', facts.applicationId],
            ...(by ? [['Come again not later than', by] as const] : []),
          ],
        },
        by
          ? 'Please answer in good time. When your answer is in order we write to you to come to the Help Centre again. If nobody comes by the date above, the application is regarded as rejected.'
          : `When your answer is here, we normally look at it within ${facts.policy.vettingDays} working days.`,
        ...answerEn(facts),
        'Please do not send documents by email.',
      ],
    }
  },
  zh: facts => {
    const by = attendBy(facts, 'zh')
    return {
      subject: '請補充註冊申請資料',
      passages: [
        '我們已審閱閣下的註冊申請，須請閣下補充以下資料，方可繼續處理：',
        { list: wantedIn(facts, 'zh') },
        { facts: [['申請編號', facts.applicationId], ...(by ? [['再次到場限期', by] as const] : [])] },
        by
          ? `請儘早答覆。待閣下的答覆符合要求後，我們會以${facts.onPaper ? '書面' : '電郵'}通知閣下再次到支援中心。如在上述限期前無人到場，申請將視為被拒絕。`
          : `收到閣下的答覆後，我們一般會在${facts.policy.vettingDays}個工作天內處理。`,
        ...answerZh(facts),
        '請勿以電郵傳送文件。',
      ],
    }
  },
}
