import { type Facts, type Letter, needed, type Passage, type Template } from '../letter.ts'
import { reasonIn } from './account-reason.ts'

type Words = { readonly subject: string; readonly told: string; readonly after: string }

const en: Readonly<Record<string, Words>> = {
  terminated: {
    subject: 'Your account has been terminated',
    told: 'The Judiciary Administrator has terminated your Individual User Account. It cannot be used any more, and your cases are no longer linked to it.',
    after: 'Documents that you have filed already are not affected. The court will write to you in the usual way.',
  },
  suspended: {
    subject: 'Your account has been suspended',
    told: 'The Judiciary Administrator has suspended your Individual User Account. It cannot be used until it is reinstated, and you have been signed out.',
    after: 'If you have questions, please contact the Help Centre.',
  },
  reinstated: {
    subject: 'Your account can be used again',
    told: 'The suspension of your Individual User Account has been lifted. You can sign in with your login name and password.',
    after: 'If you have questions, please contact the Help Centre.',
  },
}

const zh: Readonly<Record<string, Words>> = {
  terminated: {
    subject: '閣下的帳戶已被終止',
    told: '司法機構政務長已終止閣下的個人用戶帳戶。該帳戶不能再使用，閣下的案件亦不再與該帳戶連結。',
    after: '閣下已提交的文件不受影響。法院會以一般方式與閣下聯絡。',
  },
  suspended: {
    subject: '閣下的帳戶已被暫停',
    told: '司法機構政務長已暫停閣下的個人用戶帳戶。帳戶恢復前不能使用，閣下亦已被登出。',
    after: '如有疑問，請聯絡支援中心。',
  },
  reinstated: {
    subject: '閣下的帳戶可再使用',
    told: '閣下的個人用戶帳戶已解除暫停。閣下可以登入名稱及密碼登入。',
    after: '如有疑問，請聯絡支援中心。',
  },
}

function letter(facts: Facts, words: Readonly<Record<string, Words>>, language: 'en' | 'zh'): Letter {
  const said = words[needed(facts, 'outcome')]
  if (!said) throw new Error('the notice N19 has no words for this outcome')
  const reasons: readonly Passage[] = [language === 'en' ? 'Reason:' : '理由：', { list: reasonIn(facts, language) }]
  return { subject: said.subject, passages: [said.told, ...reasons, said.after] }
}

/** N19: what the Judiciary Administrator decided on the use of the account, with the reason (R12). */
export const access: Template = { en: facts => letter(facts, en, 'en'), zh: facts => letter(facts, zh, 'zh') }
