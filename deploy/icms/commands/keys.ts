import type { KeyringStatus } from '@icms/backbone/keyring'
import { columns } from '../columns.ts'
import { type Command, exitCode } from '../command.ts'

type Status = KeyringStatus & { readonly wrapped?: number }

const lines = ({ newest, masterKeys, erasedSubjects, wrapped }: Status): string[] => {
  const noteOf = (id: string, given: boolean) => (given ? (id === newest ? 'the newest' : 'older') : 'not given here')
  return [
    ...(wrapped === undefined ? [] : [`${wrapped} data keys were wrapped again`]),
    ...columns(masterKeys.map(m => [`master key ${m.id}`, `${m.dataKeys} data keys`, noteOf(m.id, m.given)])),
    `${erasedSubjects} subjects were erased`,
  ]
}

export const keysStatus: Command = {
  name: 'keys status',
  summary: 'how many data keys each master key wraps',
  teaches: `
Personal data is encrypted with a data key of each application and account, and each data key is wrapped by a master key of the
settings. A master key that wraps none may be left out of them.`,
  examples: ['keys status'],
  async run({ gateway, out }) {
    out.answer(await gateway.get<Status>('/keys'), lines)
    return exitCode.done
  },
}

export const keysRotate: Command = {
  name: 'keys rotate',
  summary: 'wraps every data key with the newest master key; messages stay as they are',
  teaches: `
Put the new master key first in ICMS_MASTER_KEYS of every process before. What an interruption leaves is done by the next call.`,
  examples: ['keys rotate'],
  async run({ gateway, out }) {
    for (let total = 0; ; ) {
      const answer = await gateway.post<Status & { wrapped: number }>('/keys/rotations', {})
      total += answer.wrapped
      if (answer.wrapped > 0) continue
      out.answer({ ...answer, wrapped: total }, lines)
      return exitCode.done
    }
  },
}
