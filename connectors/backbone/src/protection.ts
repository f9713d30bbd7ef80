import type { FreshKeys, Keyring } from './keyring.ts'
import type { PersonalFields } from './personal-fields.ts'
import { type DataKey, decryptText, encryptText, erasedText, keyIdOf } from './personal-text.ts'

type Shown = Readonly<Record<string, unknown>>

/** The field under which a page's data stands while it is encrypted as a whole. */
const sealedField = 'sealed'
const sealedPlace = 'row'

/** Encrypts and decrypts the personal texts of values. Without a keyring everything passes as it is. */
export function createProtection(keyring: Keyring | undefined) {
  function keyFor(keys: Keyring, subjectId: string, fresh: FreshKeys | undefined): DataKey {
    const key = fresh ? fresh.keyFor(subjectId) : keys.keyFor(subjectId)
    if (!key) throw new Error('the subject has no data key: prepareToEncode comes first')
    return key
  }

  const subjectOf = ({ subject }: PersonalFields, value: unknown): string => (value as Record<string, string>)[subject]!

  return {
    encrypt(fullName: string, personal: PersonalFields | undefined, value: unknown, fresh?: FreshKeys): unknown {
      if (!keyring || !personal) return value
      let key: DataKey | undefined
      return personal.change(value, text => {
        key ??= keyFor(keyring, subjectOf(personal, value), fresh)
        return encryptText(text, key, fullName, keyring.entropy)
      })
    },

    /** Whether every key that the value's texts name is known here. */
    knowsKeys(personal: PersonalFields, value: unknown): boolean {
      let knows = true
      personal.change(value, text => {
        const keyId = keyIdOf(text)
        if (keyId !== undefined && !keyring?.find(keyId)) knows = false
        return text
      })
      return knows
    },

    decrypt(fullName: string, personal: PersonalFields | undefined, value: unknown): unknown {
      if (!keyring || !personal) return value
      return personal.change(value, text => {
        const keyId = keyIdOf(text)
        if (keyId === undefined) return text
        const key = keyring.find(keyId)
        return key ? decryptText(text, keyId, key, fullName) : erasedText
      })
    },

    seal(personal: PersonalFields | undefined, state: unknown, data: Shown, fresh?: FreshKeys): Shown {
      if (!keyring || !personal) return data
      const subjectId = subjectOf(personal, state)
      const key = fresh ? fresh.keyFor(subjectId) : keyring.keyFor(subjectId)
      // A state whose key was erased has no personal text left.
      if (!key) return data
      return { [sealedField]: encryptText(JSON.stringify(data), key, sealedPlace, keyring.entropy) }
    },

    async open(data: Shown): Promise<Shown | undefined> {
      const text = data[sealedField]
      const keyId = typeof text === 'string' ? keyIdOf(text) : undefined
      if (!keyring || keyId === undefined) return data
      if (!keyring.find(keyId)) await keyring.caughtUp()
      const key = keyring.find(keyId)
      return key && (JSON.parse(decryptText(text as string, keyId, key, sealedPlace)) as Shown)
    },
  }
}
