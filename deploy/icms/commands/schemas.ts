import type { ListedSchema } from '../../operations/schema-list.ts'
import { columns } from '../columns.ts'
import { type Command, exitCode, Failure, textOf } from '../command.ts'
import { takeStep } from './deploy-step.ts'

export const schemasList: Command = {
  name: 'schemas list',
  summary: 'every schema that is written, and the id that its messages carry',
  teaches: `
The id is what a message begins with, so it says what a dead letter means by 'schema id 17 is not in the registry'. The
subject is topic and record name.`,
  examples: ['schemas list', 'schemas list --topic vetting.events.v1'],
  options: { topic: { value: 'TOPIC', means: 'only those of this topic' } },
  async run({ given, gateway, out }) {
    const topic = textOf(given, 'topic')
    const all = await gateway.get<ListedSchema[]>('/schemas')
    const found = all.filter(s => topic === undefined || s.topic === topic)
    if (found.length === 0) throw new Failure('wrong', `no schema is written on '${topic}'; 'topics' lists the topics`)
    out.answer(found, list =>
      columns([['id', 'topic', 'record'], ...list.map(s => [`${s.id ?? '-'}`, s.topic, s.fullName])]),
    )
    return exitCode.done
  },
}

export const schemasCheck: Command = {
  name: 'schemas check',
  summary: 'deploy step on Kafka: says which schema of ours is not registered, and ends with 1',
  teaches: `
Goes to the registry that the settings name, not to a gateway, and changes nothing.`,
  examples: ['schemas check'],
  run: ({ gateway, out }) => takeStep('schemas check', gateway.settings(), out),
}

export const schemasRegister: Command = {
  name: 'schemas register',
  summary: 'deploy step on Kafka: registers our schemas',
  teaches: `
Goes to the registry that the settings name. What is registered stays as it is, so it may be repeated; a schema that does not
fit those before it is refused by the registry and named.`,
  examples: ['schemas register'],
  run: ({ gateway, out }) => takeStep('schemas register', gateway.settings(), out),
}
