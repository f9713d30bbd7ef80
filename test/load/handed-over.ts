import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

const msMax = 3_600_000
/** Counting takes of the same processor that is measured. */
const againMs = 200
const handedOverTypes = ['icms.intakefax.FaxPaperReceived', 'icms.intakepost.ScannedPaperReceived']

/** How many papers vetting was told of, as the file of the embedded backbone has it: by the types of messages alone. */
export function handedOver(dataDir: string): number {
  const db = new DatabaseSync(join(dataDir, 'icms.sqlite'), { readOnly: true })
  try {
    const counted = db
      .prepare(
        `SELECT count(*) AS papers FROM log JOIN topics USING (topic)
         WHERE name IN ('intake-fax.events.v1', 'intake-post.events.v1') AND headers ->> 'ce_type' IN (?, ?)`,
      )
      .get(...handedOverTypes)
    return Number(counted!.papers)
  } finally {
    db.close()
  }
}

/** Throws where they are not after an hour. */
export async function untilHandedOver(dataDir: string, papers: number): Promise<void> {
  const until = performance.now() + msMax
  while (handedOver(dataDir) < papers) {
    if (performance.now() > until)
      throw new Error(`${papers} papers were not with vetting within ${msMax / 60_000} min`)
    await sleep(againMs)
  }
}
