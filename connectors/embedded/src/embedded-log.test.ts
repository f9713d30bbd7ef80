import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { openForReading, openForWriting } from './database.ts'
import { createEmbeddedLog } from './embedded-log.ts'
import { createTransactions } from './transaction.ts'

const nobody = () => {
  throw new Error('nothing is written here')
}

/** A connection that lets something happen before its second look for the end of a partition. */
function interrupted(db: DatabaseSync, happens: () => void): DatabaseSync {
  let looks = 0
  const slow = (statement: StatementSync) =>
    new Proxy(statement, {
      get(of, name) {
        const is = Reflect.get(of, name) as unknown
        if (typeof is !== 'function') return is
        return (...given: unknown[]) => {
          if (name === 'get' && ++looks === 2) happens()
          return is.apply(of, given)
        }
      },
    })
  return new Proxy(db, {
    get(of, name) {
      const is = Reflect.get(of, name) as (...given: unknown[]) => unknown
      return (...given: unknown[]) => {
        const answer = is.apply(of, given)
        return name === 'prepare' ? slow(answer as StatementSync) : answer
      }
    },
  })
}

test('what one commit wrote to two topics is seen of both or of neither, also when it lands while ends are read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'icms-log-'))
  const file = join(folder, 'icms.sqlite')
  const [writing, reading] = [openForWriting(file), openForReading(file)]
  onTestFinished(() => {
    writing.close()
    reading.close()
    rmSync(folder, { recursive: true })
  })
  const transactions = createTransactions(writing)
  transactions.write(['keys', 'events'].map(name => ({ kind: 'topic', name, partitions: 1 })))
  transactions.commit()
  const row = (topic: number) => ({ topic, partition: 0, key: 'a', value: null, headers: '{}', at: 0 })
  const commit = () => {
    transactions.write([{ kind: 'publish', records: [row(1), row(2)] }])
    transactions.commit()
  }
  const log = createEmbeddedLog(interrupted(reading, commit), 1, nobody)
  expect([log.end('keys', 0), log.end('events', 0)]).toEqual([0, 0])
  log.refresh()
  expect([log.end('keys', 0), log.end('events', 0)]).toEqual([1, 1])
})
