import { instantText } from '@icms/web/hong-kong-time'
import { type Facts, instantNeeded, needed, type Template } from '../letter.ts'

const isCancelled = (facts: Facts): boolean => needed(facts, 'outcome') === 'cancelled'

/** N12: the last case of the account ended, so that it will be de-activated (R16a, R16b); or it stays open after all. */
export const deactivationAhead: Template = {
  en: facts =>
    isCancelled(facts)
      ? {
          subject: 'Your account stays open',
          passages: [
            'We told you that your Individual User Account would be de-activated. It will not be: you can go on using it.',
            { link: 'Sign in:', to: facts.page('/account/sign-in') },
          ],
        }
      : {
          subject: 'Your account will be de-activated',
          passages: [
            'All cases that are linked to your Individual User Account have been finally disposed of. The account will therefore be de-activated.',
            { facts: [['You can use it until', instantText(instantNeeded(facts, 'dueAt'), 'en')]] },
            'Until then you can sign in and keep what you need. If one of the cases goes on, or you have a new one that is linked to the account by then, the account stays open.',
            { link: 'Sign in:', to: facts.page('/account/sign-in') },
          ],
        },
  zh: facts =>
    isCancelled(facts)
      ? {
          subject: '閣下的帳戶將予保留',
          passages: [
            '我們曾通知閣下，閣下的個人用戶帳戶將會停用。該帳戶現將予保留，閣下可繼續使用。',
            { link: '登入：', to: facts.page('/account/sign-in') },
          ],
        }
      : {
          subject: '閣下的帳戶將會停用',
          passages: [
            '與閣下的個人用戶帳戶連結的案件均已獲最終處置，該帳戶將會停用。',
            { facts: [['可使用至', instantText(instantNeeded(facts, 'dueAt'), 'zh')]] },
            '在此之前，閣下可登入並保存所需資料。如其中一宗案件繼續進行，或屆時有新案件與帳戶連結，帳戶將予保留。',
            { link: '登入：', to: facts.page('/account/sign-in') },
          ],
        },
}
