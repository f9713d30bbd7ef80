import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Settings } from './settings.ts'

/** What each key is for; a key of one purpose tells nothing about another. */
export const purposes = [
  'session',
  'staff-sign-in',
  'command-body',
  'person',
  'search',
  'activation-code',
  'email-proof',
  'email-code',
  'return-address',
  'fax-sender',
  'operator',
  'master-key',
] as const
export type Purpose = (typeof purposes)[number]
export type Secrets = (purpose: Purpose) => Uint8Array

/**
 * Keys of 32 bytes derived from the deployment's secret. Without one (development) a secret is generated once and kept
 * in the data folder, readable by its owner only: lose it and activation codes and sessions change, and personal data is
 * lost where no master key was given.
 */
export function readSecrets(settings: Settings): Secrets {
  const secret = settings.secret ?? generated(join(settings.dataDir, 'development-secret'))
  const keys = new Map(purposes.map(p => [p, new Uint8Array(hkdfSync('sha256', secret, 'icms-registration', p, 32))]))
  return purpose => keys.get(purpose)!
}

/** The keys that wrap data keys, the newest first. Without any (development) there is one, which follows from the secret. */
export const masterKeysOf = ({ masterKeys }: Settings, secrets: Secrets): readonly Uint8Array[] =>
  masterKeys.length > 0 ? masterKeys : [secrets('master-key')]

/** Processes that start at once agree on one: the name appears with its whole content, and only the first one gives it. */
function generated(file: string): string {
  if (!existsSync(file)) {
    const own = `${file}.${process.pid}`
    writeFileSync(own, randomBytes(48).toString('base64url'), { mode: 0o600 })
    try {
      linkSync(own, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      unlinkSync(own)
    }
  }
  return readFileSync(file, 'utf8').trim()
}
