import { BackboneError } from './errors.ts'
import type { FreshKeys, Keyring } from './keyring.ts'
import type { PersonalFields } from './personal-fields.ts'
import { createNonces, decryptText, encryptText, erasedText, keyIdOf } from './personal-text.ts'

export type Shown = Readonly<Record<string, unknown>>

/** The field under which a page's data stands while it is encrypted as a whole. */
const sealedField = 'sealed'
const sealedPlace = 'row'
/** What a page is told of a subject that was erased. */
const erasedRow: Shown = { erased: true }

const subjectOf = ({ subject }: PersonalFields, value: unknown): string => (value as Record<string, string>)[subject]!

/** Encrypts and decrypts the personal texts of values, and whole rows for pages. */
export function createProtection(keyring: Keyring) {
  const nonce = createNonces(keyring.entropy)

  const sealedKeyOf = (data: Shown): string | undefined => {
    const text = data[sealedField]
    return typeof text === 'string' ? keyIdOf(text) : undefined
  }

  function keyFor(subjectId: string, fresh: FreshKeys | undefined) {
    if (keyring.isErased(subjectId)) return undefined
    const key = fresh ? fresh.keyFor(subjectId) : keyring.keyFor(subjectId)
    if (!key) throw new Error('the subject has no data key: prepareToEncode comes first')
    return key
  }

  return {
    encrypt(fullName: string, personal: PersonalFields, value: unknown, fresh?: FreshKeys): unknown {
      let key: ReturnType<typeof keyFor> | null = null
      return personal.change(value, text => {
        if (key === null) key = keyFor(subjectOf(personal, value), fresh)
        return key ? encryptText(text, key, fullName, nonce()) : erasedText
      })
    },

    /** Whether it is known here for every text of the value which key opens it, or that none does. */
    knowsKeys(personal: PersonalFields, value: unknown): boolean {
      if (keyring.isErased(subjectOf(personal, value))) return true
      let knows = true
      personal.change(value, text => {
        const keyId = keyIdOf(text)
        if (keyId !== undefined && !keyring.knows(keyId)) knows = false
        return text
      })
      return knows
    },

    /** A key that is gone though nobody erased its subject is a loss, and must not be taken for an erasure. */
    decrypt(fullName: string, personal: PersonalFields, value: unknown): unknown {
      let found: ReturnType<Keyring['find']>
      let foundId: string | undefined
      return personal.change(value, text => {
        const keyId = keyIdOf(text)
        if (keyId === undefined) return text
        // Nearly always all texts of a value have one key.
        const key = keyId === foundId ? found : keyring.find(keyId)
        found = key
        foundId = keyId
        if (key) return decryptText(text, keyId, key, fullName)
        if (keyring.isErased(subjectOf(personal, value))) return erasedText
        throw new BackboneError(
          'Unreadable',
          `a text of ${fullName} needs the data key ${keyId}, which the keyring does not have; its subject was not erased`,
        )
      })
    },

    seal(personal: PersonalFields, state: unknown, data: Shown, fresh?: FreshKeys): Shown {
      const subjectId = subjectOf(personal, state)
      if (keyring.isErased(subjectId)) return erasedRow
      const key = fresh ? fresh.keyFor(subjectId) : keyring.keyFor(subjectId)
      // Without a key nothing personal was ever written of the subject.
      if (!key) return data
      return { [sealedField]: encryptText(JSON.stringify(data), key, sealedPlace, nonce()) }
    },

    canOpen(data: Shown): boolean {
      const keyId = sealedKeyOf(data)
      return keyId === undefined || keyring.knows(keyId)
    },

    open(data: Shown): Shown {
      const keyId = sealedKeyOf(data)
      if (keyId === undefined) return data
      const key = keyring.find(keyId)
      return key ? (JSON.parse(decryptText(data[sealedField] as string, keyId, key, sealedPlace)) as Shown) : erasedRow
    },
  }
}
