import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { keyringTopic } from '@icms/backbone/keyring'
import type { LogRow } from './written-parts.ts'

/**
 * The keyring is the one compacted topic of the file: of each key the last record stays. What goes is overwritten, in
 * the file and in its write-ahead log, so that a key that was erased is nowhere.
 */
export function createKeyringLog(db: DatabaseSync) {
  let topic: number | undefined
  let drop: StatementSync | undefined
  let dropped = false

  function learn() {
    const found = db.prepare('SELECT topic FROM topics WHERE name = ?').get(keyringTopic)
    if (topic !== undefined || !found) return
    topic = Number(found.topic)
    db.exec(`CREATE INDEX IF NOT EXISTS keyring_keys ON log (key) WHERE topic = ${topic}`)
    drop = db.prepare(`DELETE FROM log WHERE topic = ${topic} AND key = ?`)
  }

  learn()
  return {
    /** The topic may be there now. */
    learn,
    /** Takes away what a record of the keyring replaces; records of other topics replace nothing. */
    supersede({ topic: written, key }: LogRow) {
      if (written !== topic || key === null) return
      db.exec('PRAGMA secure_delete = ON')
      if (Number(drop!.run(key).changes) > 0) dropped = true
      db.exec('PRAGMA secure_delete = OFF')
    },
    /** The transaction is on the disk. Readers that are busy leave the write-ahead log to the next time. */
    committed() {
      if (!dropped) return
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      dropped = false
    },
  }
}
