import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ScanSettings } from '@icms/backbone/deployable'
import { parseKeySet } from '@icms/intake-post/mail-room-keys'
import { isLoopback } from '@icms/web/loopback'
import type { WebSettings } from '@icms/web/web-settings'
import type { createSettingReaders } from './setting-readers.ts'
import { whyUnusable } from './usable-folder.ts'

/**
 * Where envelopes of the mail room are put, and the keys that it signs with. Without keys a pair is made for
 * demonstrations where only this machine reaches us; elsewhere no signature is good.
 */
export function readScan(
  { text, wrong }: Pick<ReturnType<typeof createSettingReaders>, 'text' | 'wrong'>,
  { host, publicOrigin }: Pick<WebSettings, 'host' | 'publicOrigin'>,
): ScanSettings {
  const [folder, keysFile] = [text('ICMS_SCAN_FOLDER'), text('ICMS_SCAN_KEYS_FILE')].map(path => path && resolve(path))
  const unusable = folder && whyUnusable(folder)
  if (unusable) wrong('ICMS_SCAN_FOLDER', unusable)
  if (keysFile) for (const mistake of mistakesIn(keysFile)) wrong('ICMS_SCAN_KEYS_FILE', `is ${keysFile}: ${mistake}`)
  const seen = publicOrigin ? new URL(publicOrigin).hostname : host
  return { folder, keysFile, isDemonstration: keysFile === undefined && isLoopback(host) && isLoopback(seen) }
}

function mistakesIn(file: string): readonly string[] {
  try {
    return parseKeySet(readFileSync(file, 'utf8')).mistakes
  } catch (error) {
    return [`it cannot be read (${(error as NodeJS.ErrnoException).code})`]
  }
}
