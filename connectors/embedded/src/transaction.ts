import type { DatabaseSync } from 'node:sqlite'
import { createKeyringLog } from './keyring-log.ts'
import type { Ends, LogRow, Part, PartResult, Shown, TaskEpoch } from './written-parts.ts'

/** What has expired goes as new comes, some for each, so that it never piles up. */
const expiredPerNew = 4

class Refusal extends Error {
  readonly code: 'Fenced' | 'Rejected'
  constructor(code: 'Fenced' | 'Rejected', message: string) {
    super(message)
    this.code = code
  }
}

/** SQLite's codes for trouble with the file or the machine: nobody's fault, so everything is tried again. */
const troubleCodes = new Set([5, 6, 7, 8, 10, 11, 13, 14, 26])
const isTrouble = (error: unknown) => troubleCodes.has(((error as { errcode?: number }).errcode ?? 0) & 0xff)

/** Writes groups of parts, each group in one transaction. A part that cannot be taken leaves no trace; the others are taken. */
export function createTransactions(db: DatabaseSync) {
  const sql = statementsOf(db)
  const keyring = createKeyringLog(db)
  let ends = new Map<string, { topic: number; partition: number; end: number }>()

  const endOf = (topic: number, partition: number) => Number(sql.end.get(topic, partition)!.next)

  function append(row: LogRow) {
    const place = `${row.topic}/${row.partition}`
    let at = ends.get(place)
    if (!at) {
      at = { topic: row.topic, partition: row.partition, end: endOf(row.topic, row.partition) }
      ends.set(place, at)
    }
    keyring.supersede(row)
    sql.append.run(row.topic, row.partition, at.end, row.key, row.value, row.headers, row.at)
    at.end++
  }

  function guard({ service, partition, epoch }: TaskEpoch) {
    const now = sql.epoch.get(service, partition)?.epoch
    if (now !== epoch)
      throw new Refusal(
        'Fenced',
        `${service}.${partition} was opened by another: its epoch is ${now}, this one had ${epoch}`,
      )
  }

  function show({ service, partition }: TaskEpoch, shown: Shown) {
    if (shown.kind === 'outcome') {
      sql.expire.run(shown.now, expiredPerNew)
      return void sql.outcome.run(service, partition, shown.command, shown.outcome, shown.until)
    }
    const { name, id, places } = shown
    if (shown.kind === 'row') sql.row.run(service, partition, name, id, shown.row)
    else sql.hide.run(service, partition, name, id)
    const change = shown.kind === 'row' ? sql.place : sql.unplace
    for (const { field, value, place } of places) change.run(service, name, field, value, place, id, partition)
  }

  function take(part: Part): number {
    switch (part.kind) {
      case 'publish':
        for (const record of part.records) append(record)
        return 0
      case 'commit': {
        const { service, partition } = part.task
        guard(part.task)
        for (const record of part.records) append(record)
        for (const [key, value] of part.states)
          if (value) sql.state.run(service, partition, key, value)
          else sql.forget.run(service, partition, key)
        for (const shown of part.show) show(part.task, shown)
        return 0
      }
      case 'open':
        return Number(sql.open.get(part.service, part.partition)!.epoch)
      case 'show': {
        const { service, partition } = part.task
        guard(part.task)
        if (part.first) for (const clear of sql.clear) clear.run(service, partition)
        for (const shown of part.show) show(part.task, shown)
        sql.shownBy.run(part.shownBy, service, partition)
        return 0
      }
      case 'settle':
        sql.settle.run(part.reader, part.topic, part.partition, part.next)
        return 0
      case 'remember':
        sql.forgetRemembered.run(part.now, expiredPerNew)
        sql.remember.run(part.name, part.until)
        return 0
      case 'count':
        sql.forgetCounted.run(part.now, expiredPerNew)
        sql.count.run(part.name, part.count, part.until)
        return 0
      case 'topic':
        sql.topic.run(part.name, part.partitions)
        keyring.learn()
        return Number(sql.topicOf.get(part.name)!.topic)
      case 'schema': {
        sql.schema.run(part.schema)
        const id = Number(sql.schemaOf.get(part.schema)!.id)
        sql.subject.run(part.subject, id)
        return id
      }
    }
  }

  function takeAlone(part: Part): PartResult {
    sql.savepoint.run()
    try {
      const value = take(part)
      sql.release.run()
      const shownBy =
        part.kind === 'open' ? (sql.epoch.get(part.service, part.partition)!.shown_by as string | null) : null
      return { ok: true, value, shownBy }
    } catch (error) {
      if (isTrouble(error)) throw error
      sql.undo.run()
      sql.release.run()
      for (const at of ends.values()) at.end = endOf(at.topic, at.partition)
      const { message } = error as Error
      return { ok: false, code: error instanceof Refusal ? error.code : 'Rejected', message }
    }
  }

  return {
    /** Begins a transaction and puts every part into it. */
    write(parts: readonly Part[]): PartResult[] {
      ends = new Map()
      db.exec('BEGIN IMMEDIATE')
      return parts.map(takeAlone)
    },
    /** On the disk when it returns. */
    commit(): Ends {
      db.exec('COMMIT')
      keyring.committed()
      return [...ends.values()].map(({ topic, partition, end }) => [topic, partition, end] as const)
    },
    rollback() {
      if (db.isTransaction) db.exec('ROLLBACK')
    },
  }
}

const task = 'service = ? AND partition = ?'

const expiredOf = (table: string) =>
  `DELETE FROM ${table} WHERE name IN (SELECT name FROM ${table} WHERE until <= ? ORDER BY until LIMIT ?)`

function statementsOf(db: DatabaseSync) {
  const prepare = (text: string) => db.prepare(text)
  return {
    savepoint: prepare('SAVEPOINT part'),
    release: prepare('RELEASE part'),
    undo: prepare('ROLLBACK TO part'),
    end: prepare('SELECT coalesce(max(position), -1) + 1 AS next FROM log WHERE topic = ? AND partition = ?'),
    append: prepare(
      'INSERT INTO log (topic, partition, position, key, value, headers, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    epoch: prepare(`SELECT epoch, shown_by FROM tasks WHERE ${task}`),
    open: prepare(
      'INSERT INTO tasks (service, partition, epoch) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET epoch = epoch + 1 RETURNING epoch',
    ),
    state: prepare(
      'INSERT INTO states (service, partition, key, value) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    ),
    forget: prepare(`DELETE FROM states WHERE ${task} AND key = ?`),
    row: prepare(
      'INSERT INTO rows (service, partition, name, id, row) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET row = excluded.row',
    ),
    hide: prepare(`DELETE FROM rows WHERE ${task} AND name = ? AND id = ?`),
    place: prepare(
      'INSERT INTO row_places (service, name, field, value, place, id, partition) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    unplace: prepare(
      'DELETE FROM row_places WHERE service = ? AND name = ? AND field = ? AND value = ? AND place = ? AND id = ? AND partition = ?',
    ),
    outcome: prepare(
      'INSERT INTO outcomes (service, partition, command, outcome, until) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET outcome = excluded.outcome, until = excluded.until',
    ),
    expire: prepare(
      'DELETE FROM outcomes WHERE rowid IN (SELECT rowid FROM outcomes WHERE until <= ? ORDER BY until LIMIT ?)',
    ),
    clear: ['rows', 'row_places', 'outcomes'].map(table => prepare(`DELETE FROM ${table} WHERE ${task}`)),
    shownBy: prepare(`UPDATE tasks SET shown_by = ? WHERE ${task}`),
    settle: prepare(
      'INSERT INTO ingested (reader, topic, partition, next) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET next = excluded.next',
    ),
    remember: prepare(
      'INSERT INTO remembered (name, until) VALUES (?, ?) ON CONFLICT DO UPDATE SET until = max(until, excluded.until)',
    ),
    count: prepare(
      'INSERT INTO counted (name, count, until) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = excluded.count, until = excluded.until',
    ),
    forgetRemembered: prepare(expiredOf('remembered')),
    forgetCounted: prepare(expiredOf('counted')),
    topic: prepare('INSERT INTO topics (name, partitions) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    topicOf: prepare('SELECT topic FROM topics WHERE name = ?'),
    schema: prepare('INSERT INTO schemas (schema) VALUES (?) ON CONFLICT DO NOTHING'),
    schemaOf: prepare('SELECT id FROM schemas WHERE schema = ?'),
    subject: prepare('INSERT INTO subjects (subject, id) VALUES (?, ?) ON CONFLICT DO NOTHING'),
  }
}
