import type { TimelineEntry } from '../../operations/timeline.ts'
import { type Command, exitCode } from '../command.ts'
import { entryText } from '../record-text.ts'

export const timeline: Command = {
  name: 'timeline',
  words: 'ID…',
  summary: 'everything that happened to an application, account, case or mail, in order',
  teaches: `
ID is that of an application, an account, a case or a mail; a reference or a login name however it was typed; or a case
number in any spelling. Each line says when, what, by whom, and because of which message; the next where it lies and what
it says. Dead letters of its messages are among them, with what was done about them. Ends with 1 where nothing is known of it.`,
  examples: ['timeline 0h5tx6ngfbffv8xecmqrywkn70', 'timeline K7MP-4TXQ-9', 'timeline "DCPI 1234/2026"'],
  options: {
    'personal-data': { means: 'in clear, for whoever may; each person whose data is shown is told of it by an event' },
  },
  async run({ words, given, gateway, out }) {
    const path = `/timeline/${encodeURIComponent(words.join(' '))}`
    const entries = await gateway.get<TimelineEntry[]>(path, { personalData: given['personal-data'] === true })
    out.answer(entries, found => (found.length === 0 ? ['nothing is known of it'] : found.flatMap(entryText)))
    for (const { type, key } of entries) if (type === 'AccountCreated') out.note(`its account goes on: timeline ${key}`)
    return entries.length === 0 ? exitCode.wrong : exitCode.done
  },
}
