import { readFileSync } from 'node:fs'
import { type Command, exitCode, Failure } from '../command.ts'

const recordsInCall = 500

export const publish: Command = {
  name: 'publish',
  words: 'TOPIC FILE',
  summary: 'writes messages by the topic’s schema, as another system would',
  teaches: `
FILE (or - for standard input) has one JSON object or a list of them:
  { "type": "FilingLodged", "key": "DCPI 1234/2026", "id": "…", "source": "/court/dc", "data": { … } }
'type' is a type of the topic ('topics --types' lists them), 'data' has its fields; 'id' and 'source' may be left out. The first message
and field that does not fit is named, and then nothing is written. schemas/examples has one message of each type.`,
  examples: ['publish court.filings.v1 filing.json', 'publish court.cases.v1 - < disposals.json'],
  async run({ words, gateway, out }) {
    const [topic, file] = words as [string, string]
    const records = readRecords(file)
    let published = 0
    for (let from = 0; from < records.length; from += recordsInCall) {
      const body = { records: records.slice(from, from + recordsInCall) }
      const answer = await gateway.post<{ published: number }>(`/topics/${encodeURIComponent(topic)}/records`, body)
      published += answer.published
    }
    out.answer({ published }, () => [`${published} published`])
    return exitCode.done
  },
}

/** A file with one JSON record, or a list of them; `-` is standard input. */
function readRecords(file: string): unknown[] {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    throw new Failure('usage', `${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`)
  }
  try {
    const parsed = JSON.parse(text) as unknown
    return Array.isArray(parsed) ? parsed : [parsed]
  } catch (error) {
    throw new Failure('usage', `${file} is not JSON: ${(error as Error).message}`)
  }
}
