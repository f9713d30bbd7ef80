import type { Actor } from '@icms/backbone/actor'
import type { ReadSide } from '@icms/backbone/port'
import { type Received, readForm } from '@icms/schemas/form-reader'
import { erasureReasons } from '@icms/schemas/retention'
import type { Defect } from '@icms/schemas/refusal'
import { readRowPage } from './row-page.ts'

/** Something about a person, as whoever may erase it sees it. Times are UTC ms. */
export type Erasable = {
  readonly id: string
  readonly reference: string
  readonly name: string
  /** Key of the words under `erasure.outcome`. */
  readonly outcome: string
  readonly endedAt: number | null
  readonly keptUntil: number | null
  /** Why it may not be erased now; null where it may. */
  readonly obstacle: string | null
}

export type Erased =
  | { readonly kind: 'decided' | 'processing' }
  | { readonly kind: 'invalid'; readonly defects: readonly Defect[] }
  | { readonly kind: 'refused'; readonly reason: string; readonly until: number | null }

export type ToErase = {
  readonly id: string
  readonly commandId: string
  readonly actor: Actor
  readonly body: Received
}

/** What a service lets the Judiciary Administrator erase. Each method throws `ProblemError`, `Erased` or `NotNow`. */
export type ErasureDesk = {
  /** What may be erased, the longest ended first. */
  due(after: string | undefined): Promise<{ readonly erasable: readonly Erasable[]; readonly next: string | undefined }>
  /** What a reference stands for, as somebody typed it. */
  find(typed: string): Promise<Erasable | undefined>
  erase(stated: ToErase): Promise<Erased>
}

/** Why it is erased, and that whoever asks has made sure. */
export function parseErasure(received: Received) {
  const form = readForm(received, ['erasureReason', 'confirmed'])
  const reason = form.choice('erasureReason', erasureReasons)
  form.consent('confirmed')
  return form.conclude<{ readonly reason: (typeof erasureReasons)[number] }>({ reason })
}

type DueQuery = {
  readonly service: string
  readonly table: string
  readonly after: string | undefined
  readonly shown: (data: Readonly<Record<string, unknown>>) => Erasable
  /** True where whatever ended later still has to be kept. */
  readonly isTooYoung: (last: Erasable) => boolean
}

/** A page of what the index `ended` has, without what still has to be kept: how long that is depends on how it ended. */
export async function readDue(readSide: ReadSide, query: DueQuery): ReturnType<ErasureDesk['due']> {
  const { service, table, shown, isTooYoung } = query
  for (let { after } = query; ; ) {
    const { rows, next } = await readRowPage(readSide, service, { table, index: 'ended', value: 'ENDED', after })
    const ended = rows.map(({ data }) => shown(data))
    const erasable = ended.filter(({ obstacle }) => obstacle === null)
    const last = ended.at(-1)
    after = last && isTooYoung(last) ? undefined : next
    if (erasable.length > 0 || after === undefined) return { erasable, next: after }
  }
}
