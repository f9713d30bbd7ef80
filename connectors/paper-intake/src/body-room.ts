import { ProblemError } from '@icms/web/problem'

export type BodyRoom = {
  /** Takes room for a body of so many bytes; call the answer when its request is over. Throws `not-now`. */
  enter(bytes: number): () => void
}

/** Of all bodies that a process holds at a time: machines send large ones, and a slow line keeps them in memory for minutes. */
export const bodyRoomBytesMax = 512 * 1024 * 1024

export function createBodyRoom(bytesMax = bodyRoomBytesMax): BodyRoom {
  let held = 0
  return {
    enter(bytes) {
      if (held + bytes > bytesMax) throw new ProblemError('not-now', { retryAfterSeconds: 30 })
      held += bytes
      let isOver = false
      return () => {
        if (!isOver) held -= bytes
        isOver = true
      }
    },
  }
}
