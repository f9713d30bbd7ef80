import { type Facts, needed, type Template } from '../letter.ts'

const isLinked = (facts: Facts): boolean => needed(facts, 'outcome') === 'linked'

/** N15: a case was linked, or not. Which one is read after signing in: a mail says nothing of a case (R31c, R31d). */
export const caseLink: Template = {
  en: facts => ({
    subject: isLinked(facts) ? 'A case was linked to your account' : 'A case was not linked to your account',
    passages: [
      isLinked(facts)
        ? 'A document that you filed has linked a case to your account. From now on the court normally sends you documents in that case through iCMS.'
        : 'A document that was filed with your login name has not linked its case to your account.',
      { link: 'Sign in to see the case and the particulars:', to: facts.page('/cases') },
    ],
  }),
  zh: facts => ({
    subject: isLinked(facts) ? '一宗案件已與閣下的帳戶連結' : '一宗案件未能與閣下的帳戶連結',
    passages: [
      isLinked(facts)
        ? '閣下提交的文件已使有關案件與閣下的帳戶連結。此後，法院一般會經綜合法院案件管理系統向閣下發送該案件的文件。'
        : '以閣下的登入名稱提交的文件，未能使有關案件與閣下的帳戶連結。',
      { link: '請登入查閱該案件及詳情：', to: facts.page('/cases') },
    ],
  }),
}
