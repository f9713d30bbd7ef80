import type { Deployable } from '@icms/backbone/deployable'
import { type BridgeSignal, type CourtBridge, type CourtTopic, courtTopics, startCourtBridge } from './bridge.ts'
import { courtCases } from './service.ts'

/** The bridge to court case systems with its service. What it cannot read is logged by its place, never by its content. */
export const deployable: Deployable<never> = {
  service: courtCases,
  async start({ backbone, place, clock, log }) {
    const bridges: CourtBridge[] = []
    const signal = ({ name, topic, ...where }: BridgeSignal) => {
      if (name !== 'received') log(`a message of ${topic} was ${name}`, where)
    }
    return {
      running: async () => {
        for (const topic of Object.keys(courtTopics) as CourtTopic[])
          bridges.push(await startCourtBridge(topic, { backbone, place, clock, signal }))
      },
      stop: async () => void (await Promise.all(bridges.map(bridge => bridge.stop()))),
    }
  },
}
