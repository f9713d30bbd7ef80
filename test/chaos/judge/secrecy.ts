import { findings, isForeign, type Judge, placeOf } from './evidence.ts'

/**
 * I7: none of the load's texts can be read in the bytes of a key, a header or a value of any topic of ours, nor in what
 * processes printed. What courts wrote on their own topics is looked at in its keys and headers only.
 */
export const secrecy: Judge = ({ messages, secrets, printed }) => {
  const { found, wrong } = findings('I7')
  // One pass over each text, however many people there were.
  const looked = secrets.flatMap(({ whose, text }) =>
    [...new Set([text, JSON.stringify(text).slice(1, -1)])].map(form => ({ whose, bytes: bytesOf(form) })),
  )
  const pattern = new RegExp(looked.map(({ bytes }) => bytes.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|'))
  const whoIn = (bytes: string) => {
    const [match] = (secrets.length > 0 && pattern.exec(bytes)) || []
    return looked.find(each => each.bytes === match)?.whose
  }
  for (const message of messages) {
    const { topic, key, value, headers } = message
    const header = Object.entries(headers).find(([, text]) => whoIn(bytesOf(text)))
    if (header) wrong(`header ${header[0]} at ${placeOf(message)} tells the ${whoIn(bytesOf(header[1]))}`)
    const inKey = key && whoIn(key.toString('latin1'))
    if (inKey) wrong(`the key at ${placeOf(message)} tells the ${inKey}`)
    const inValue = value && !isForeign(topic) && whoIn(value.toString('latin1'))
    if (inValue) wrong(`${message.type} at ${placeOf(message)} tells the ${inValue}`)
  }
  for (const { name, text } of printed) {
    const who = whoIn(bytesOf(text))
    if (who) wrong(`the process of ${name} printed the ${who}`)
  }
  return found
}

/** UTF-8, each byte as one character, so that texts are found in any bytes. */
const bytesOf = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
