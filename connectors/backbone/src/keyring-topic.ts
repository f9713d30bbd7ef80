/**
 * The compacted topic of every data key, wrapped by a master key, under the key's id, and of every subject that was
 * erased. It stands alone because the thread that writes the embedded file needs no more of the keyring than its name.
 */
export const keyringTopic = 'keyring.v1'
