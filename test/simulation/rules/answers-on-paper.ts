import type { MakeRule } from './rule.ts'

/** After these nothing is to go out any more to whoever sent the paper. */
const undone: readonly string[] = ['PaperReopened', 'PaperPutBack', 'PaperReplaced', 'PaperErasureDecided']

type Mailed = {
  readonly paperId: string
  hasFailed: boolean
  /** False once the paper was looked at again. */
  isMeant: boolean
  hasLetter: boolean
}

/**
 * An answer to who sent paper is about that paper, and waits to be printed only while the paper is dismissed. Where it was
 * mailed and did not arrive, one letter goes out instead, unless the paper was looked at again (R32b, N29).
 */
export const answersOnPaper: MakeRule = violate => {
  /** Papers that are dismissed, each with the fact that says so. */
  const dismissed = new Map<string, string>()
  /** Letters that wait, with the paper that each answers. */
  const waiting = new Map<string, string>()
  const mails = new Map<string, Mailed>()

  function instead({ letterId, insteadOf, subjectId }: Readonly<Record<string, string>>) {
    const mail = mails.get(insteadOf ?? '')
    if (!mail?.hasFailed) return violate('R32b', `letter ${letterId} goes out instead of a mail that did not fail`)
    if (mail.hasLetter) violate('R32b', `letter ${letterId} is a second one instead of the same mail`)
    if (mail.paperId !== subjectId)
      violate('R32b', `letter ${letterId} is about ${subjectId}, its mail of another paper`)
    mail.hasLetter = true
  }

  return {
    see({ topic, type, id, key, cause, data }) {
      if (topic === 'vetting.events.v1') {
        if (type === 'PaperDismissed') dismissed.set(key, id)
        else if (undone.includes(type)) {
          dismissed.delete(key)
          for (const mail of mails.values()) if (mail.paperId === key) mail.isMeant = false
        }
      }
      const mail = mails.get(key)
      if (topic === 'email.events.v1' && mail && (type === 'EmailBounced' || type === 'EmailAbandoned'))
        mail.hasFailed = true
      if (topic !== 'notification.events.v1' || data.notice !== 'N29') return
      if (type === 'EmailRequested')
        mails.set(data.emailId, {
          paperId: key,
          hasFailed: false,
          isMeant: dismissed.get(key) === cause,
          hasLetter: false,
        })
      if (type === 'LetterRequested') {
        waiting.set(data.letterId, key)
        if (data.insteadOf !== null) instead(data)
      }
      if (type === 'LetterCancelled' && !waiting.delete(data.letterId))
        violate('R32b', `letter ${data.letterId} about ${key} is cancelled and did not wait`)
    },
    drained() {
      for (const [emailId, { paperId, hasFailed, isMeant, hasLetter }] of mails)
        if (hasFailed && isMeant && !hasLetter)
          violate('R32b', `mail ${emailId} about paper ${paperId} did not arrive, and no letter goes out instead`)
      for (const [letterId, paperId] of waiting)
        if (!dismissed.has(paperId))
          violate('R32b', `letter ${letterId} waits, and paper ${paperId} is not dismissed any more`)
    },
  }
}
