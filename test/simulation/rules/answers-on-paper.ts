import type { MakeRule } from './rule.ts'

/** After these nothing is to go out any more to whoever sent the paper. */
const undone: readonly string[] = ['PaperReopened', 'PaperPutBack', 'PaperReplaced', 'PaperErasureDecided']

/** An answer to who sent paper is about that paper, and waits to be printed only while the paper is dismissed (R32b). */
export const answersOnPaper: MakeRule = violate => {
  const dismissed = new Set<string>()
  /** Letters that wait, with the paper that each answers. */
  const waiting = new Map<string, string>()

  return {
    see({ topic, type, key, data }) {
      if (topic === 'vetting.events.v1') {
        if (type === 'PaperDismissed') dismissed.add(key)
        else if (undone.includes(type)) dismissed.delete(key)
      }
      if (topic !== 'notification.events.v1' || data.notice !== 'N29') return
      if (type === 'LetterRequested') waiting.set(data.letterId, key)
      if (type === 'LetterCancelled' && !waiting.delete(data.letterId))
        violate('R32b', `letter ${data.letterId} about ${key} is cancelled and did not wait`)
    },
    drained() {
      for (const [letterId, paperId] of waiting)
        if (!dismissed.has(paperId))
          violate('R32b', `letter ${letterId} waits, and paper ${paperId} is not dismissed any more`)
    },
  }
}
