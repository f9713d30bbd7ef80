import { system } from '@icms/backbone/actor'
import type { Cancel, Clock } from '@icms/backbone/clock'
import { operationsTables } from '@icms/backbone/dead-letters'
import { operationsRecord } from '@icms/backbone/operations-events'
import type { Backbone, RunningService } from '@icms/backbone/port'
import { deriveId } from '@icms/backbone/record'
import type { ReferenceSource } from '@icms/backbone/runtime'
import type { Service } from '@icms/backbone/service'
import { calendarOf, isReferenceReady } from '@icms/reference-data/reference-view'
import { officeMsBetween } from '@icms/schemas/working-day'

type Parts = {
  readonly backbone: Pick<Backbone, 'codec' | 'readSide' | 'edgeMemory' | 'publish'>
  readonly clock: Clock
  readonly reference: ReferenceSource
  readonly hosted: readonly { readonly service: Service; readonly running: Pick<RunningService, 'status'> }[]
  /** Office hours after which a channel is held to be silent. */
  readonly hoursMax: number
  /** Office hours in ms since a channel was used last; `undefined` where that is not known. */
  readonly show: (service: string, channel: string, silentMs: number | undefined) => void
  readonly warn: (message: string, fields: Readonly<Record<string, unknown>>) => void
}

const lookEveryMs = 60_000
/** The edge memory's longest: a silence that goes on is told again then, under the same id. */
const rememberMs = 31 * 24 * 3_600_000
const hourMs = 3_600_000

/**
 * Looks every minute how long each channel has been silent, by what all processes committed, and tells operations once
 * for each silence. Of several processes the one that has partition 0 tells; should two tell, the id is the same.
 */
export function startChannelWatch({ backbone, clock, reference, hosted, hoursMax, show, warn }: Parts) {
  let cancel: Cancel = () => {}
  let stopped = false
  const told = new Set<string>()

  async function lastUse(service: string, channel: string): Promise<number | undefined> {
    const query = { table: operationsTables.channels, index: 'channel', value: channel, limit: 1, descending: true }
    const answer = await backbone.readSide.list(service, query)
    return answer.state === 'ready' ? (answer.found.rows[0]?.data.at as number | undefined) : undefined
  }

  async function tell(service: string, channel: string, lastAt: number) {
    const id = deriveId('silent', service, channel, lastAt)
    const { edgeMemory } = backbone
    if (told.has(id) || (await edgeMemory.isRemembered(`silent/${id}`, await edgeMemory.era()))) return
    const data = { channel, lastAt, officeHours: hoursMax }
    const event = { type: 'ChannelSilent', key: channel, id, at: clock.now(), actor: system, data } as const
    await backbone.publish([operationsRecord(backbone, service, event)])
    told.add(id)
    warn('nothing came in by a channel', { service, channel, lastAt: new Date(lastAt).toISOString() })
    await edgeMemory.remember(`silent/${id}`, rememberMs)
  }

  async function look({ service: { name, channels = [] }, running }: Parts['hosted'][number]) {
    for (const channel of channels) {
      const lastAt = isReferenceReady(reference.current()) ? await lastUse(name, channel.name) : undefined
      const silentMs = lastAt && officeMsBetween(lastAt, clock.now(), calendarOf(reference.current()))
      show(name, channel.name, silentMs)
      if (lastAt === undefined || silentMs === undefined || silentMs < hoursMax * hourMs) continue
      if ((await running.status()).open.includes(0)) await tell(name, channel.name, lastAt)
    }
  }

  async function lookAtAll() {
    for (const one of hosted)
      await look(one).catch(() => {
        // What is away now is looked at again in a minute.
        for (const { name } of one.service.channels ?? []) show(one.service.name, name, undefined)
      })
    if (!stopped) cancel = clock.at(clock.now() + lookEveryMs, () => void lookAtAll())
  }

  void lookAtAll()
  return {
    stop() {
      stopped = true
      cancel()
    },
  }
}
