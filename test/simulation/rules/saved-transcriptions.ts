import type { MakeRule } from './rule.ts'

/** What ends what is saved of a paper. */
const ends = ['PaperAssigned', 'PaperPutBack', 'PaperPutTogether', 'PaperReplaced', 'PaperErasureDecided']

/** What a clerk saved of a form is overwritten by nobody who has not seen it, and is gone once the paper is placed (R32b). */
export const savedTranscriptions: MakeRule = violate => {
  /** By paper: what is saved of it. */
  const saved = new Map<string, string>()
  /** By command: from what it goes on. */
  const basedOn = new Map<string, string | null>()
  const overwrite = (paperId: string, goesOnFrom: string | null, by: string) => {
    const before = saved.get(paperId)
    if (before !== undefined && before !== goesOnFrom)
      violate(
        'R32b',
        `${by} overwrites what was saved of paper ${paperId} as ${before}, and goes on from ${goesOnFrom}`,
      )
  }
  return {
    see({ topic, type, id, key, cause, data }) {
      if (topic === 'vetting.commands.v1' && type === 'TranscribePaper') basedOn.set(id, data.basedOn)
      if (topic !== 'vetting.events.v1') return
      if (type === 'TranscriptionSaved') {
        overwrite(key, data.basedOn, data.by)
        saved.set(key, data.savedId)
      } else if (type === 'PaperTyped') {
        overwrite(key, basedOn.get(cause ?? '') ?? null, data.by)
        saved.delete(key)
      } else if (ends.includes(type)) saved.delete(key)
    },
  }
}
