import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Evidence } from './judge/evidence.ts'

/** Keeps what processes printed and where which message lies, in a folder that stays; answers its path. */
export function keepLogs({ printed, messages }: Evidence, gaveUp: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'icms-chaos-'))
  for (const { name, text } of printed) writeFileSync(join(folder, `${name.replaceAll(' ', '-')}.log`), text)
  const lines = messages.map(({ topic, partition, offset, at, type, key, headers }) =>
    [`${topic}/${partition}/${offset}`, new Date(at).toISOString(), type, key, headers.ce_id, headers.icms_cause].join(
      ' ',
    ),
  )
  writeFileSync(join(folder, 'messages.txt'), `${lines.join('\n')}\n`)
  writeFileSync(join(folder, 'gave-up.txt'), `${gaveUp.join('\n')}\n`)
  return folder
}
