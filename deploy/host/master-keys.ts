import { existsSync, readFileSync } from 'node:fs'

type Read = { readonly keys: readonly Uint8Array[] } | { readonly mistake: string }

const keyBytes = 32

/**
 * The keys that wrap every data key, the newest first: from `ICMS_MASTER_KEYS` (parted by commas), or from the lines of
 * the file that `ICMS_MASTER_KEY_FILE` names. None where neither is set.
 */
export function readMasterKeys(keys: string | undefined, file: string | undefined): Read {
  if (keys && file) return { mistake: 'ICMS_MASTER_KEYS and ICMS_MASTER_KEY_FILE are both set; set one of them' }
  if (keys) return parse('ICMS_MASTER_KEYS', keys.split(','))
  if (!file) return { keys: [] }
  if (!existsSync(file)) return { mistake: `ICMS_MASTER_KEY_FILE is ${file}, which is not there` }
  try {
    return parse('ICMS_MASTER_KEY_FILE', readFileSync(file, 'utf8').split('\n'))
  } catch (error) {
    return {
      mistake: `ICMS_MASTER_KEY_FILE is ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code})`,
    }
  }
}

function parse(name: string, texts: readonly string[]): Read {
  const written = texts.map(text => text.trim()).filter(text => text !== '' && !text.startsWith('#'))
  const keys = written.map(text => new Uint8Array(Buffer.from(text, 'base64')))
  if (keys.length > 0 && keys.every(key => key.length === keyBytes)) return { keys }
  return {
    mistake: `${name} has ${keys.length === 0 ? 'no key' : 'a key of another length'}; each is ${keyBytes} random bytes in base64 ('openssl rand -base64 32'), the newest first`,
  }
}
