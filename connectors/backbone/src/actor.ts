/**
 * Who did it. Every input has one, and every output carries the actor of the input that caused it.
 * Ids only: it travels in a header, so nothing personal may be in it.
 */
export type Actor = {
  readonly kind: 'applicant' | 'account' | 'staff' | 'court' | 'machine' | 'system'
  readonly id: string
  readonly role?: string
  /** The account, post or organisation that it is done for. */
  readonly onBehalfOf?: string
}

export const system: Actor = { kind: 'system', id: 'gateway' }

const kinds: readonly string[] = ['applicant', 'account', 'staff', 'court', 'machine', 'system']
const idPattern = /^[\w.:@/-]{1,100}$/

/** The header's text: `kind:id`, then `;role=…` and `;for=…` where given. Throws on an id that could carry personal data. */
export function actorText(actor: Actor): string {
  for (const part of [actor.id, actor.role ?? 'x', actor.onBehalfOf ?? 'x'])
    if (!idPattern.test(part))
      throw new Error('an actor is named by opaque ids of at most 100 letters, digits or ._:@/-')
  return `${actor.kind};id=${actor.id}${actor.role ? `;role=${actor.role}` : ''}${actor.onBehalfOf ? `;for=${actor.onBehalfOf}` : ''}`
}

/** Most inputs of a while are of a few actors: all are forgotten when there are more. */
const readLately = new Map<string, Actor>()
const readLatelyMax = 1_000

/** Reads what `actorText` wrote; anything else is the system's. */
export function actorOf(text: string | undefined): Actor {
  if (!text) return system
  const known = readLately.get(text)
  if (known) return known
  const actor = readActor(text)
  if (readLately.size >= readLatelyMax) readLately.clear()
  readLately.set(text, actor)
  return actor
}

function readActor(text: string): Actor {
  const [kind, ...fields] = text.split(';')
  const field = Object.fromEntries(fields.map(f => [f.slice(0, f.indexOf('=')), f.slice(f.indexOf('=') + 1)]))
  if (!kind || !kinds.includes(kind) || !field.id) return system
  return {
    kind: kind as Actor['kind'],
    id: field.id,
    ...(field.role && { role: field.role }),
    ...(field.for && { onBehalfOf: field.for }),
  }
}
