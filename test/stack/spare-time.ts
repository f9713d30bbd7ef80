import type { ChildProcess } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/**
 * Has a process and all its children use only the processor time that nobody else wants. It must have been started `detached`:
 * Linux shares the processors between sessions first, so that a low priority alone yields only within its own.
 * Ends with this process.
 */
export function giveSpareTimeOnly(child: ChildProcess): void {
  const { pid } = child
  if (pid === undefined) return
  try {
    setPriority(pid, 19)
    writeFileSync(`/proc/${pid}/autogroup`, '19')
  } catch {
    // A system without such groups, or one that lets nobody in: the priority alone has to do.
  }
  const end = () => {
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // It has ended.
    }
  }
  // A terminal's Ctrl-C does not reach what was started detached.
  const interrupted = () => process.exit(130)
  process.once('exit', end).once('SIGINT', interrupted).once('SIGTERM', interrupted)
  child.once('close', () => process.off('exit', end).off('SIGINT', interrupted).off('SIGTERM', interrupted))
}
