import { instantText } from '@icms/web/hong-kong-time'
import { type Facts, instantNeeded, type Template } from '../letter.ts'

const represented = ({ parameters }: Facts): boolean => parameters.representative === 'yes'
const isParty = ({ parameters }: Facts): boolean =>
  parameters.eligibility === 'ONGOING' || parameters.eligibility === 'NEW'
const isOther = ({ parameters }: Facts): boolean => parameters.eligibility === 'OTHER_10C'

/** N3: the application is in order; the identity is to be authenticated by a date that stands (R34b, R34c, R35, Annex D). */
export const attend: Template = {
  en: facts => ({
    subject: 'Please come to the Help Centre to have your identity verified',
    passages: [
      'Your application for registration is in order. The next step is to verify your identity at the iCMS Help Centre.',
      {
        facts: [
          ['Reference number', facts.applicationId],
          ['Come not later than', instantText(instantNeeded(facts, 'deadline'), 'en')],
          ['Where', facts.helpCentre.addressEn],
          ['Opening hours', facts.helpCentre.hoursEn],
        ],
      },
      'Please bring:',
      {
        list: [
          'the identity document named in your application (the original) and a copy of it',
          ...(isParty(facts)
            ? ['the sealed originating process, or another notice, that shows you as a party to the proceedings']
            : []),
          ...(isOther(facts) ? ['the leave or the authority that your application rests on'] : []),
          ...(represented(facts)
            ? [
                'if your personal representative comes for you: the letter of authorization signed by you, the representative’s own identity document, and a copy of yours',
              ]
            : []),
        ],
      },
      'If nobody comes by the date above, the application is regarded as rejected, and you would have to apply afresh.',
    ],
  }),
  zh: facts => ({
    subject: '請親臨支援中心核實身分',
    passages: [
      '閣下的註冊申請符合要求。下一步是到綜合法院案件管理系統支援中心核實身分。',
      {
        facts: [
          ['申請編號', facts.applicationId],
          ['限期', instantText(instantNeeded(facts, 'deadline'), 'zh')],
          ['地點', facts.helpCentre.addressZh],
          ['辦公時間', facts.helpCentre.hoursZh],
        ],
      },
      '請攜同：',
      {
        list: [
          '申請書所填的身分證明文件正本及副本',
          ...(isParty(facts) ? ['蓋有法院印章的原訴文件或其他通知書，以證明閣下是法律程序的一方'] : []),
          ...(isOther(facts) ? ['申請所依據的法院許可或授權文件'] : []),
          ...(represented(facts)
            ? ['如由閣下授權的代表代為辦理：閣下簽署的授權書、代表的身分證明文件，以及閣下身分證明文件的副本']
            : []),
        ],
      },
      '如在上述限期前未有前來，申請將視為被拒絕，閣下須重新提出申請。',
    ],
  }),
}
