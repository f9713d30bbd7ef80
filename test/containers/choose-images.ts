import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultOf } from './compose-file.ts'
import { docker, hasImage } from './engine.ts'
import { makeOwnImages, type OwnImage, ownImages, whyNoOwnImages } from './own-images.ts'
import { runProgram } from './run-program.ts'

const dockerfile = join(import.meta.dirname, '..', '..', 'deploy', 'Dockerfile')
const pullMsMax = 600_000

/** Which setting names which image. */
export const imageSettings = {
  base: 'ICMS_BASE_IMAGE',
  kafka: 'ICMS_KAFKA_IMAGE',
  registry: 'ICMS_REGISTRY_IMAGE',
  redis: 'ICMS_REDIS_IMAGE',
  proxy: 'ICMS_PROXY_IMAGE',
} as const satisfies Record<OwnImage, string>

export type ChosenImages = Readonly<Record<OwnImage, string>>

const names = Object.keys(imageSettings) as OwnImage[]

const usualOf = (name: OwnImage): string =>
  name === 'base'
    ? /^ARG BASE_IMAGE=(\S+)$/m.exec(readFileSync(dockerfile, 'utf8'))![1]!
    : defaultOf(imageSettings[name])

/**
 * The image of each part: what its setting names, else the usual one where it is there or can be pulled, else one that is
 * made here. With `own` nothing is pulled. Throws, saying what to install, where none of it can be done.
 */
export const chooseImages = async (own: boolean): Promise<ChosenImages> => {
  const chosen: Partial<Record<OwnImage, string>> = {}
  const wanting: OwnImage[] = []
  let canPull = !own
  for (const name of names) {
    const set = process.env[imageSettings[name]]
    const usual = set ?? usualOf(name)
    if (set || (canPull && ((await hasImage(usual)) || (await pull(usual))))) {
      if (!(await hasImage(usual))) await docker(['pull', usual])
      chosen[name] = usual
      continue
    }
    // What one registry does not give, it does not give for the next name either.
    canPull = false
    wanting.push(name)
    chosen[name] = ownImages[name]
  }
  if (wanting.length > 0) await makeMissing(wanting)
  return chosen as ChosenImages
}

const pull = (image: string): Promise<boolean> =>
  runProgram('docker', ['pull', '--quiet', image], { msMax: pullMsMax }).then(
    () => true,
    (error: Error) => {
      console.log(`  ${image} cannot be pulled (${error.message.split('\n').at(-1)})`)
      return false
    },
  )

const makeMissing = async (wanting: readonly OwnImage[]): Promise<void> => {
  const have = await Promise.all(wanting.map(name => hasImage(ownImages[name])))
  if (have.every(Boolean)) return
  const why = await whyNoOwnImages()
  if (why) {
    const settings = wanting.map(name => imageSettings[name]).join(', ')
    throw new Error(`images cannot be pulled, and not be made here (${why}); name yours in ${settings}`)
  }
  await makeOwnImages(wanting)
}
