import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { keyringTopic } from '@icms/backbone/keyring-topic'
import { busyMsMax } from './database.ts'
import type { LogRow } from './written-parts.ts'

/**
 * The keyring is the one compacted topic of the file: of each key only the last record can be read. What it replaces is
 * overwritten where it lies, in the file and in its write-ahead log, so that a key that was erased is nowhere. Its row
 * stays: deleting rows makes SQLite move others between pages, and what it leaves behind of them is not overwritten.
 */
export function createKeyringLog(db: DatabaseSync) {
  let topic: number | undefined
  let overwrite: StatementSync | undefined
  /** What was overwritten before a process died may still be in the write-ahead log. */
  let isInWal = true

  function learn() {
    const found = db.prepare('SELECT topic FROM topics WHERE name = ?').get(keyringTopic)
    if (topic !== undefined || !found) return
    topic = Number(found.topic)
    db.exec(`CREATE INDEX IF NOT EXISTS keyring_keys ON log (key) WHERE topic = ${topic}`)
    overwrite = db.prepare(
      `UPDATE log SET value = zeroblob(length(value)) WHERE topic = ${topic} AND key = ? AND value IS NOT NULL`,
    )
  }

  learn()
  return {
    /** The topic may be there now. */
    learn,
    /** Overwrites what a record of the keyring replaces; records of other topics replace nothing. */
    supersede({ topic: written, key }: LogRow) {
      if (written === topic && key !== null && Number(overwrite!.run(key).changes) > 0) isInWal = true
    },
    /** The transaction is on the disk. Readers that are busy leave the write-ahead log to the next time. */
    committed() {
      if (topic === undefined || !isInWal) return
      // Nobody waits for a reader: what is written next tries again.
      db.exec('PRAGMA busy_timeout = 0')
      isInWal = Number(db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()!.busy) !== 0
      db.exec(`PRAGMA busy_timeout = ${busyMsMax}`)
    },
  }
}
