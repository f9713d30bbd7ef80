import { parentPort, workerData } from 'node:worker_threads'
import { isBackboneError } from '@icms/backbone/errors'
import { agreeOnDeployment, openForWriting } from './database.ts'
import { createTransactions } from './transaction.ts'
import type { FromWriter, ToWriter } from './written-parts.ts'

/** The thread that writes: it waits for the disk, so that the thread that decides and answers never has to. */
const { file, deployment } = workerData as { file: string; deployment: Record<string, string> }
const port = parentPort!
const tell = (message: FromWriter) => port.postMessage(message)
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

function open() {
  const db = openForWriting(file)
  try {
    agreeOnDeployment(db, deployment)
    return { db, transactions: createTransactions(db) }
  } catch (error) {
    db.close()
    throw error
  }
}

function serve({ db, transactions }: ReturnType<typeof open>) {
  let paused: ReturnType<typeof transactions.write> | undefined

  function commit(results: ReturnType<typeof transactions.write>) {
    paused = undefined
    tell({ kind: 'written', results, ends: transactions.commit() })
  }

  port.on('message', (message: ToWriter) => {
    try {
      if (message.kind === 'close') {
        transactions.rollback()
        db.close()
        tell({ kind: 'closed' })
        port.close()
      } else if (message.kind === 'go') {
        if (paused) commit(paused)
      } else {
        const results = transactions.write(message.parts)
        if (!message.pause) return commit(results)
        paused = results
        tell({ kind: 'paused' })
      }
    } catch (error) {
      transactions.rollback()
      tell({ kind: 'failed', message: messageOf(error) })
    }
  })
  tell({ kind: 'ready' })
}

try {
  serve(open())
} catch (error) {
  const code = isBackboneError(error, 'Incompatible') ? 'Incompatible' : 'NotNow'
  tell({ kind: 'refused', code, message: messageOf(error) })
  port.close()
}
