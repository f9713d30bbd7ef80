import { type Facts, needed, type Letter, type Template } from '../letter.ts'

type Outcome = { readonly subject: string; readonly told: string }

const en: Readonly<Record<string, Outcome>> = {
  linked: {
    subject: 'A case was linked to your account',
    told: 'A document that you filed has linked a case to your account. From now on the court normally sends you documents in that case through iCMS.',
  },
  refused: {
    subject: 'A case was not linked to your account',
    told: 'A document that was filed with your login name has not linked its case to your account.',
  },
  'request-linked': {
    subject: 'A case was linked to your account',
    told: 'A case has been linked to your account as you asked. From now on the court normally sends you documents in that case through iCMS.',
  },
  'request-refused': {
    subject: 'A case was not linked to your account',
    told: 'A case that you asked to be linked to your account has not been linked.',
  },
}

const zh: Readonly<Record<string, Outcome>> = {
  linked: {
    subject: '一宗案件已與閣下的帳戶連結',
    told: '閣下提交的文件已使有關案件與閣下的帳戶連結。此後，法院一般會經綜合法院案件管理系統向閣下發送該案件的文件。',
  },
  refused: {
    subject: '一宗案件未能與閣下的帳戶連結',
    told: '以閣下的登入名稱提交的文件，未能使有關案件與閣下的帳戶連結。',
  },
  'request-linked': {
    subject: '一宗案件已與閣下的帳戶連結',
    told: '一宗案件已按閣下的要求與閣下的帳戶連結。此後，法院一般會經綜合法院案件管理系統向閣下發送該案件的文件。',
  },
  'request-refused': {
    subject: '一宗案件未能與閣下的帳戶連結',
    told: '閣下要求連結的一宗案件，未能與閣下的帳戶連結。',
  },
}

function letter(facts: Facts, outcomes: Readonly<Record<string, Outcome>>, link: string): Letter {
  const outcome = outcomes[needed(facts, 'outcome')]
  if (!outcome) throw new Error('the notice N15 has no words for this outcome')
  return { subject: outcome.subject, passages: [outcome.told, { link, to: facts.page('/cases') }] }
}

/** N15: a case was linked, or not. Which one, and why not, is read after signing in: a mail says nothing of a case (R31d). */
export const caseLink: Template = {
  en: facts => letter(facts, en, 'Sign in to see the case and the particulars:'),
  zh: facts => letter(facts, zh, '請登入查閱該案件及詳情：'),
}
