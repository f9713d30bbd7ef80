import { aggregate } from '@icms/backbone/aggregate'
import type { Service } from '@icms/backbone/service'
import { dailyOf } from '@icms/paper-intake/daily'
import { controlNumbers } from './control-numbers.ts'
import { envelope } from './envelope.ts'

export const intakePost: Service = {
  name: 'intake-post',
  stateVersion: 1,
  aggregates: [aggregate(envelope), aggregate(controlNumbers), dailyOf('Scan')],
  channels: [{ name: 'post', types: ['EnvelopeReceived'] }],
}
