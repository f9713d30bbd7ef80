import { BackboneError } from '@icms/backbone/errors'
import { expect, test } from 'vitest'
import { toBackboneError } from './kafka-errors.ts'
import { createErrorFromCode } from './kafkajs-internals.ts'

const codeOf = (error: unknown) => toBackboneError(error, 'writing').code

test.each([45, 47, 48, 49, 59])('error %i of the protocol means that another owns the task', code => {
  expect(codeOf(createErrorFromCode(code))).toBe('Fenced')
})

test.each([10, 18, 32, 87])('error %i of the protocol means that these bytes will never be taken', code => {
  expect(codeOf(createErrorFromCode(code))).toBe('Rejected')
})

test('an error whose cause says it is mapped by its cause', () => {
  expect(codeOf(new Error('retries exceeded', { cause: createErrorFromCode(47) }))).toBe('Fenced')
})

test.each([
  createErrorFromCode(6),
  createErrorFromCode(19),
  createErrorFromCode(29),
  Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
  new Error('Closed connection'),
])('everything else is met again later (%s)', error => {
  expect(codeOf(error)).toBe('NotNow')
})

test('an error of the backbone stays what it is', () => {
  const error = new BackboneError('Incompatible', 'x')
  expect(toBackboneError(error, 'writing')).toBe(error)
})
