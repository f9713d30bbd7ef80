import type { Outgoing } from '@icms/backbone/aggregate'
import { deriveId } from '@icms/backbone/record'
import { storyOf } from '@icms/backbone/story'
import { contracts } from '@icms/schemas/contracts'
import type { FaxCall, Paper } from '@icms/schemas/generated/common'
import type { MessageOf } from '@icms/schemas/message-of'
import { type FaxInput, type FaxOutput, fax } from './fax.ts'
import { faxSender } from './fax-sender.ts'

/** What the tests of faxes tell their stories with. For tests only. */
export const hourMs = 3_600_000
export const began = Date.parse('2026-03-02T10:00:00+08:00')

export const faxIdOf = (jobId: string): string => deriveId('fax', 'gateway-1', jobId)

export type Call = Partial<FaxCall> & { readonly continues?: string; readonly senderId?: string | null }

/** A fax of two pages by that job; another document where its hash is another. */
export function receiveFax(jobId: string, { continues, senderId = null, ...call }: Call = {}): MessageOf<'ReceiveFax'> {
  const faxId = faxIdOf(jobId)
  const document = { documentId: `original-${jobId}`, mediaType: 'image/tiff', bytes: 1_000, scan: 'CLEAN' } as const
  const continuesId = continues === undefined ? null : faxIdOf(continues)
  return {
    type: 'ReceiveFax',
    data: {
      ...{ faxId, gateway: 'gateway-1', sender: '+852 2345 6789', senderId, calledNumber: null },
      call: {
        ...{ callId: faxId, jobId, receivedAt: began - 60_000, ...document, sha256: `hash-of-${jobId}` },
        ...{ pagesDeclared: null, pagesReceived: 2, pagesFound: 2, isPartial: false, continuesId },
        ...call,
      },
    },
  }
}

export const pagesOf = (subject: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ page: index + 1, pictureId: `${subject}-${index}`, width: 1_728, height: 2_292 },
    ...{ hash: null, reference: null, damage: null },
  }))

export const storyOfFax = (jobId: string) => storyOf(fax, { key: faxIdOf(jobId), contracts })

/** All faxes and senders as the runtime has them: what one tells another comes to it, in order. */
export function createFaxOffice() {
  const faxes = new Map<string, ReturnType<typeof storyOfFax>>()
  const senders = new Map<string, ReturnType<typeof newSender>>()
  const newSender = (key: string) => storyOf(faxSender, { key, contracts })
  const papers: Paper[] = []
  const told: Outgoing<FaxOutput>[] = []
  let at = began

  const faxOf = (key: string) => {
    const story = faxes.get(key) ?? storyOf(fax, { key, contracts })
    faxes.set(key, story)
    return story
  }
  function take(outputs: readonly { readonly type: string; readonly key?: string; readonly data: unknown }[]) {
    for (const output of outputs) {
      told.push(output as Outgoing<FaxOutput>)
      if (output.type === 'FaxPaperReceived') papers.push((output as MessageOf<'FaxPaperReceived'>).data.paper)
      if (output.type === 'NoteFaxCall') {
        const sender = senders.get(output.key!) ?? newSender(output.key!)
        senders.set(output.key!, sender)
        take(sender.input(output as MessageOf<'NoteFaxCall'>, at))
      } else if (output.key !== undefined) take(faxOf(output.key).input(output as FaxInput, at))
    }
  }

  return {
    papers,
    told,
    get faxes() {
      return faxes
    },
    give(command: MessageOf<'ReceiveFax'>, later = 1_000) {
      at += later
      take(faxOf(command.data.faxId).input(command, at))
    },
    /** Every preparation that is wanted is done. */
    prepareAll() {
      for (const story of faxes.values())
        for (const { id, request } of [...story.effects]) {
          at += 1_000
          const call = story.state!.calls.find(({ call: { callId } }) => callId === request.subject)!.call
          take(
            story.settle(id, 'succeeded', at, {
              isDone: true,
              archiveId: null,
              pages: pagesOf(call.callId, call.pagesFound),
            }),
          )
        }
    },
    advance(ms: number) {
      at += ms
      for (const story of [...faxes.values()]) take(story.advanceTo(at))
      for (const sender of senders.values()) sender.advanceTo(at)
    },
  }
}
