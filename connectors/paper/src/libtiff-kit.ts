import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Test kit: a TIFF as other people's software writes it, by options of libtiff's `tiffcp` (Debian: libtiff-tools). */
export function byLibtiff(tiff: Uint8Array, ...options: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'icms-tiffcp-'))
  const [from, to] = [join(folder, 'from.tif'), join(folder, 'to.tif')]
  try {
    writeFileSync(from, tiff)
    execFileSync('tiffcp', [...options, from, to], { stdio: 'pipe' })
    return readFileSync(to)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
