import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { announceWhile } from './announce.ts'
import { freePort } from './free-port.ts'
import { classesFile, type JvmServer, jvmLeavingClasses } from './jvm.ts'
import { startBroker, startRegistry } from './local-servers.ts'
import { openStackFolder } from './stack-folder.ts'
import type { LocalProcess } from './stack-process.ts'

type Start = (folder: string, java: readonly string[]) => Promise<LocalProcess>

/**
 * Runs broker and registry once so that they leave their classes beside the jars: every later start takes half of the
 * processor's time. Done once for these jars.
 */
export const makeClassArchives = async (jarsFolder: string): Promise<void> => {
  const starts: readonly (readonly [JvmServer, Start])[] = [
    [
      'broker',
      async (folder, java) => startBroker(folder, jarsFolder, { port: await freePort(), partitions: 1, java }),
    ],
    ['registry', async (folder, java) => (await startRegistry(folder, jarsFolder, java)).process],
  ]
  const missing = starts.filter(([server]) => !existsSync(classesFile(jarsFolder, server)))
  if (missing.length === 0) return
  const making = Promise.all(missing.map(([server, start]) => leaveClasses(classesFile(jarsFolder, server), start)))
  await announceWhile('a first run of Kafka and the registry, for quicker starts (once)', making)
}

const leaveClasses = async (file: string, start: Start): Promise<void> => {
  const folder = await openStackFolder()
  const left = `${file}.${process.pid}`
  try {
    const running = await start(folder.path, jvmLeavingClasses(left))
    await running.end()
    // A JVM that cannot leave them cannot use them either: it is not asked again.
    if (existsSync(left)) renameSync(left, file)
    else writeFileSync(file, '')
  } finally {
    await folder.sweep()
  }
}
