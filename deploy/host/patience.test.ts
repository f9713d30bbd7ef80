import { BackboneError } from '@icms/backbone/errors'
import { manualClock } from '@icms/backbone/manual-clock'
import { expect, test } from 'vitest'
import { patiently } from './patience.ts'

const clock = manualClock(0)

test('what is away is waited for and said, to a limit where there is one; what can never work is not', async () => {
  const said: string[] = []
  let tries = 0
  const answer = await patiently(
    clock,
    error => said.push(error.message),
    () => {
      tries += 1
      return tries < 2 ? Promise.reject(new BackboneError('NotNow', 'the broker is away')) : Promise.resolve('there')
    },
  )
  expect(answer).toBe('there')
  expect(said).toEqual(['the broker is away'])
  const away = () => Promise.reject(new BackboneError('NotNow', 'still away'))
  await expect(patiently(clock, () => {}, away, 0)).rejects.toMatchObject({ message: 'still away' })
  const never = () => Promise.reject(new BackboneError('Incompatible', 'another partition count'))
  await expect(patiently(clock, () => {}, never)).rejects.toMatchObject({ code: 'Incompatible' })
})
