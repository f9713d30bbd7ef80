import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const readMsMax = 120_000
const bytesMax = 1_500_000_000
/** Clients of the broker at a time. */
const atOnce = 4

/** A record as it lies on a topic. */
export type RawRecord = {
  readonly topic: string
  readonly partition: number
  readonly offset: number
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: Readonly<Record<string, string>>
  readonly at: number
}

/** It is only at the end of a partition that the broker would wait for more, half a second by default. */
const settings = ['-X', 'isolation.level=read_committed', '-X', 'fetch.wait.max.ms=10']

/** No text of ours has it; keys and values are told by their length. */
const end = '\x1e\x1e\n'
const format = `%p %o %T %K %S\\n%k%s%h${'\\x1e\\x1e\\n'}`

/**
 * Everything that is committed on every topic of the broker, by Debian's `kcat` (librdkafka). Brokers' own topics are left
 * out. Throws when kcat cannot read a topic within 120 s.
 */
export async function readByKcat(brokers: readonly string[]): Promise<readonly RawRecord[]> {
  const broker = ['-b', brokers.join(',')]
  const { stdout } = await run('kcat', [...broker, '-L', '-J'], { timeout: readMsMax })
  const { topics } = JSON.parse(stdout) as { topics: readonly { topic: string }[] }
  const names = topics.map(({ topic }) => topic).filter(topic => !topic.startsWith('__'))
  const records: RawRecord[] = []
  const left = names.toSorted()
  const readers = Array.from({ length: atOnce }, async () => {
    for (let topic = left.shift(); topic !== undefined; topic = left.shift()) {
      const args = ['-C', '-t', topic, '-o', 'beginning', '-e', '-q', ...settings, '-f', format]
      const { stdout } = await run('kcat', [...broker, ...args], {
        encoding: 'buffer',
        maxBuffer: bytesMax,
        timeout: readMsMax,
      })
      for (const record of recordsIn(topic, stdout)) records.push(record)
    }
  })
  await Promise.all(readers)
  const byPlace = (a: RawRecord, b: RawRecord) =>
    a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : a.partition - b.partition || a.offset - b.offset
  return records.toSorted(byPlace)
}

/** Takes apart what kcat printed by our format. Throws where it is not that. */
export function* recordsIn(topic: string, printed: Buffer): Iterable<RawRecord> {
  for (let from = 0; from < printed.length; ) {
    const lineEnd = printed.indexOf('\n', from)
    const [partition, offset, at, keyBytes, valueBytes] = printed
      .toString('latin1', from, lineEnd)
      .split(' ')
      .map(Number)
    const keyEnd = lineEnd + 1 + Math.max(0, keyBytes ?? Number.NaN)
    const valueEnd = keyEnd + Math.max(0, valueBytes ?? Number.NaN)
    const next = printed.indexOf(end, valueEnd)
    if (lineEnd < 0 || next < 0 || Number.isNaN(valueEnd)) throw new Error(`kcat printed something else of ${topic}`)
    yield {
      topic,
      partition: partition!,
      offset: offset!,
      at: at!,
      key: keyBytes! < 0 ? null : printed.subarray(lineEnd + 1, keyEnd),
      value: valueBytes! < 0 ? null : printed.subarray(keyEnd, valueEnd),
      headers: headersIn(printed.toString('utf8', valueEnd, next)),
    }
    from = next + end.length
  }
}

/** `name=text,name=text`: a text that holds a comma and another name and sign is taken for two, and ours never does. */
function headersIn(text: string): Record<string, string> {
  const parts = text === '' ? [] : text.split(/,(?=[\w-]+=)/)
  return Object.fromEntries(parts.map(part => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]))
}
