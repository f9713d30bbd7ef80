import { vi } from 'vitest'

/** A second, as vitest has it, is little where many tests share two processors. What has to wait asks often enough. */
const patience = { timeout: 20_000, interval: 20 }

type Waiting = typeof vi.waitFor & { isPatient?: true }

// Files share processes: it is set once in each.
if (!(vi.waitFor as Waiting).isPatient) {
  const { waitFor } = vi
  const patiently = ((look, options) =>
    waitFor(look, typeof options === 'number' ? options : { ...patience, ...options })) as Waiting
  patiently.isPatient = true
  vi.waitFor = patiently
}
