import { DatabaseSync } from 'node:sqlite'
import { BackboneError } from '@icms/backbone/errors'

/**
 * Version 1. The log is one table in the order of arrival, so that every write goes to its end, and finds a partition's records by
 * an index. States, rows and outcomes are named by service and partition: those are what an epoch guards.
 */
const tables = `
CREATE TABLE deployment (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE topics (topic INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, partitions INTEGER NOT NULL) STRICT;
CREATE TABLE log (
  topic INTEGER NOT NULL REFERENCES topics, partition INTEGER NOT NULL, position INTEGER NOT NULL,
  key TEXT, value BLOB, headers TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX log_places ON log (topic, partition, position);
CREATE TABLE tasks (
  service TEXT NOT NULL, partition INTEGER NOT NULL, epoch INTEGER NOT NULL, shown_by TEXT,
  PRIMARY KEY (service, partition)
) STRICT, WITHOUT ROWID;
CREATE TABLE states (
  service TEXT NOT NULL, partition INTEGER NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX state_keys ON states (service, partition, key);
CREATE TABLE rows (
  service TEXT NOT NULL, partition INTEGER NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL, row TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX row_ids ON rows (service, partition, name, id);
CREATE TABLE row_places (
  service TEXT NOT NULL, name TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, place REAL NOT NULL,
  id TEXT NOT NULL, partition INTEGER NOT NULL,
  PRIMARY KEY (service, name, field, value, place, id, partition)
) STRICT, WITHOUT ROWID;
CREATE TABLE outcomes (
  service TEXT NOT NULL, partition INTEGER NOT NULL, command TEXT NOT NULL, outcome TEXT NOT NULL, until INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX outcome_commands ON outcomes (service, partition, command);
CREATE INDEX outcome_ends ON outcomes (until);
CREATE TABLE ingested (
  reader TEXT NOT NULL, topic INTEGER NOT NULL REFERENCES topics, partition INTEGER NOT NULL, next INTEGER NOT NULL,
  PRIMARY KEY (reader, topic, partition)
) STRICT, WITHOUT ROWID;
CREATE TABLE schemas (id INTEGER PRIMARY KEY AUTOINCREMENT, schema TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE subjects (
  subject TEXT NOT NULL, id INTEGER NOT NULL REFERENCES schemas, PRIMARY KEY (subject, id)
) STRICT, WITHOUT ROWID;
`

/** Version 2: what edges remember. The era is made with the tables, so that a file that was lost and made again has another. */
const edgeMemory = `
CREATE TABLE remembered (name TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX remembered_ends ON remembered (until);
CREATE TABLE counted (
  name TEXT PRIMARY KEY, count INTEGER NOT NULL, until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX counted_ends ON counted (until);
INSERT INTO deployment (name, value) VALUES ('era', lower(hex(randomblob(16))));
`

/** What each version added to the one before; an older file is given what it lacks, a newer one is refused. */
const versions = [tables, edgeMemory]
const fileVersion = versions.length

const pageBytes = 8_192
export const busyMsMax = 5_000

/** The connection that writes: every commit is on the disk when it returns. Throws `Incompatible` for a newer file. */
export function openForWriting(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: busyMsMax })
  try {
    db.exec(
      `PRAGMA page_size = ${pageBytes}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536`,
    )
    // A page that gets another use keeps nothing of what it held.
    db.exec('PRAGMA foreign_keys = ON; PRAGMA secure_delete = FAST; BEGIN IMMEDIATE')
    const version = Number(db.prepare('PRAGMA user_version').get()?.user_version)
    if (version > fileVersion)
      throw new BackboneError(
        'Incompatible',
        `${file} was written by a newer build (version ${version}, this build knows ${fileVersion}): run the newer build`,
      )
    for (const missing of versions.slice(version)) db.exec(missing)
    if (version < fileVersion) db.exec(`PRAGMA user_version = ${fileVersion}`)
    db.exec('COMMIT')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

export function openForReading(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: busyMsMax, readOnly: true })
  db.exec('PRAGMA cache_size = -65536; PRAGMA mmap_size = 268435456')
  return db
}

/** Records partition count and hash with the first start, and refuses a start with others: keys would change their tasks. */
export function agreeOnDeployment(db: DatabaseSync, deployment: Readonly<Record<string, string>>) {
  const kept = db.prepare('SELECT value FROM deployment WHERE name = ?')
  const keep = db.prepare('INSERT INTO deployment (name, value) VALUES (?, ?)')
  for (const [name, value] of Object.entries(deployment)) {
    const before = kept.get(name)?.value
    if (before === undefined) keep.run(name, value)
    else if (before !== value)
      throw new BackboneError(
        'Incompatible',
        `the data folder was made with ${name} ${before}, now it is ${value}: set it back, or start over in another folder`,
      )
  }
}
