import type { Deployable } from '@icms/backbone/deployable'
import { type BridgeSignal, type FilingBridge, filingsTopic, startFilingBridge } from './bridge.ts'
import { courtCases } from './service.ts'

/** The bridge to court case systems with its service. What it cannot read is logged by its place, never by its content. */
export const deployable: Deployable<never> = {
  service: courtCases,
  async start({ backbone, place, clock, log }) {
    let bridge: FilingBridge | undefined
    const signal = ({ name, ...where }: BridgeSignal) => {
      if (name !== 'received') log(`a message of ${filingsTopic} was ${name}`, where)
    }
    return {
      running: async () => {
        bridge = await startFilingBridge({ backbone, place, clock, signal })
      },
      stop: async () => bridge?.stop(),
    }
  },
}
