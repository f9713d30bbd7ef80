import { ProblemError } from '@icms/web/problem'

export type UploadRoom = {
  /** Takes room for a request of so many bytes; call the answer when it is over. Throws `too-many-requests`, `not-now`. */
  enter(subject: string, bytes: number): () => void
}

/** What a process holds at a time: a slow line keeps its files in memory for minutes. */
export const uploadRoomLimits = { bytesMax: 512 * 1024 * 1024, ofSubjectMax: 2 }

export function createUploadRoom({ bytesMax, ofSubjectMax } = uploadRoomLimits): UploadRoom {
  const counts = new Map<string, number>()
  let held = 0
  return {
    enter(subject, bytes) {
      const count = counts.get(subject) ?? 0
      if (count >= ofSubjectMax) throw new ProblemError('too-many-requests', { retryAfterSeconds: 30 })
      if (held + bytes > bytesMax) throw new ProblemError('not-now', { retryAfterSeconds: 30 })
      held += bytes
      counts.set(subject, count + 1)
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        held -= bytes
        const left = counts.get(subject)! - 1
        if (left > 0) counts.set(subject, left)
        else counts.delete(subject)
      }
    },
  }
}
