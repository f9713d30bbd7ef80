import type { Search } from '../../operations/search.ts'
import { columns } from '../columns.ts'
import { type Command, exitCode } from '../command.ts'

export const search: Command = {
  name: 'search',
  words: 'ID…',
  summary: 'where an id of any kind is named: which topics, which types, how often',
  teaches: `
For an id of which it is not known what it is: of a message, a command, an application, an account, a case, a mail, a dead
letter, a place such as vetting.events.v1/2/41, a reference, a login name or a case number. It says how messages name
it: as their key, id, cause or dead letter, or in a field. Ends with 1 where nothing names it.`,
  examples: ['search 0h5tx6ngfbffv8xecmqrywkn70', 'search vetting.events.v1/2/41'],
  async run({ words, gateway, out }) {
    const answer = await gateway.get<Search>('/search', { id: words.join(' ') })
    out.answer(answer, lines)
    return answer.found.length === 0 ? exitCode.wrong : exitCode.done
  },
}

const lines = ({ ids, found }: Search): string[] => {
  const stands = ids.length > 1 ? [`it stands for ${ids.slice(1).join(', ')}`] : []
  if (found.length === 0) return [...stands, 'nothing names it']
  const rows = found.map(f => [f.topic, f.type, f.as.join(', '), `${f.count}`, f.first, f.place])
  return [...stands, ...columns([['topic', 'type', 'names it as', 'times', 'first', 'last place'], ...rows])]
}
