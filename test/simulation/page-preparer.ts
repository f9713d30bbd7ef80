import { hash } from 'node:crypto'
import { type Clock, pause } from '@icms/backbone/clock'
import type { EffectHandler } from '@icms/backbone/runtime'
import { drawFrom } from './draw.ts'
import { pagesOn } from './on-paper.ts'

class Unreadable extends Error {
  readonly code = 'UNREADABLE'
}

type Asked = { readonly documents: readonly { readonly documentId: string; readonly pages: number }[] }

/**
 * What makes pictures of pages: the same for a document whenever it is asked, and slow, failing, or over its time by the
 * seed. A document in fifteen can never be read.
 */
export function createPagePreparer({ seed, clock }: { readonly seed: number; readonly clock: Clock }) {
  const asked = new Map<string, number>()

  async function work(documentId: string) {
    const times = (asked.get(documentId) ?? 0) + 1
    asked.set(documentId, times)
    const draw = drawFrom(seed, 'pages', documentId, times)
    await pause(clock, draw.upTo(20_000))
    if (drawFrom(seed, 'document', documentId).chance(1 / 15)) throw new Unreadable('no page can be read')
    if (draw.chance(0.15)) throw new Error('the disk is full')
    // Longer than a call may take: what comes of it comes too late.
    if (draw.chance(0.07)) await pause(clock, 70_000)
    return { isOver: !draw.chance(0.1), archiveId: `archive-of-${documentId}`, pages: preparedPages(documentId) }
  }

  const ofFax: EffectHandler = async request => {
    const { isOver, archiveId, pages } = await work(String(request.documentId))
    return isOver ? { isDone: true, archiveId, pages } : { isDone: false }
  }

  const ofEnvelope: EffectHandler = async request => {
    const documents: object[] = []
    for (const { documentId, pages: count } of (request as Asked).documents)
      try {
        const { isOver, archiveId, pages } = await work(documentId)
        if (!isOver) break
        documents.push({ archiveId, pages })
      } catch (error) {
        if (error instanceof Unreadable) documents.push({ archiveId: null, pages: unreadPages(count) })
        else if (documents.length === 0) throw error
        else break
      }
    return { documents }
  }

  return { ofFax, ofEnvelope }
}

const preparedPages = (documentId: string) =>
  pagesOn(documentId).map(({ page, reference }) => ({
    ...{ page, pictureId: `${documentId}-${page}`, width: 10, height: 10, damage: null, reference },
    hash: page === 1 ? hash('sha256', documentId) : null,
  }))

const unreadPages = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    ...{ page: place + 1, pictureId: null, width: 0, height: 0, hash: null, reference: null, damage: 'unreadable' },
  }))
