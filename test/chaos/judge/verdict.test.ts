import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { broken, without } from './broken-histories.ts'
import { soundHistory } from './sound-history.ts'
import { judge } from './verdict.ts'

test('a history that broke nothing is found sound', () => {
  expect(judge(soundHistory())).toEqual([])
})

test.each(broken)('%s notices when %s', (invariant, _, doctor, words) => {
  const found = judge(doctor(soundHistory())).filter(violation => violation.invariant === invariant)
  expect(found.map(({ what }) => what).join('\n')).toMatch(words)
})

test('a parked filing is waited for until its limit, and no longer', () => {
  const parked = (until: number) => {
    const history = without('FilingAnswered')(soundHistory())
    const like = history.messages.find(({ type }) => type === 'FilingConfirmed')!
    const message = {
      ...like,
      type: 'FilingParked',
      data: { ...like.data, filingId: 'filing-8', sourceId: '1', until },
    }
    return judge({ ...history, messages: [...history.messages, message] }).filter(({ what }) => /filing 1 /.test(what))
  }
  expect(parked(soundHistory().now + 1)).toEqual([])
  expect(parked(soundHistory().now - 1)).toHaveLength(1)
})

test('a key that was forgotten may begin its chain again', () => {
  const { messages, ...rest } = soundHistory()
  const place = messages.findIndex(
    ({ topic, key }) => topic === 'accounts.state.v1' && String(key).startsWith('state/'),
  )
  const forgotten = messages.with(place, { ...messages[place]!, value: null, type: '', data: undefined })
  expect(judge({ messages: forgotten, ...rest })).toEqual([])
})

test('the judges share no code with what they judge', () => {
  for (const name of readdirSync(import.meta.dirname).filter(file => !file.endsWith('.test.ts'))) {
    const imports = readFileSync(join(import.meta.dirname, name), 'utf8').matchAll(/from '([^']+)'/g)
    for (const [, from] of imports) expect(from, name).toMatch(/^(node:|avsc$|\.\/)/)
  }
})
