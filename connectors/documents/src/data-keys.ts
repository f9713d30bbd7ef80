import { hkdfSync } from 'node:crypto'

/** The key with which the documents of a subject are encrypted: 32 bytes. Deleting it makes them unreadable for good. */
export interface DataKeys {
  /** Undefined once the key was deleted. */
  keyOf(subject: string): Promise<Uint8Array | undefined>
}

/**
 * Keys derived from a secret of the deployment. They cannot be deleted one by one: erasing a subject means deleting its
 * files, until a keyring stands behind this port.
 */
export function derivedDataKeys(secret: Uint8Array): DataKeys {
  return { keyOf: async subject => new Uint8Array(hkdfSync('sha256', secret, subject, 'icms-document', 32)) }
}
