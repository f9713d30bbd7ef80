import { existsSync } from 'node:fs'
import { join } from 'node:path'

export type JvmServer = 'broker' | 'registry'

/** Where the classes of a server lie, or would lie, as its JVM maps them into memory. */
export const classesFile = (jarsFolder: string, server: JvmServer): string => join(jarsFolder, `${server}.jsa`)

// C1 only: half of the start-up time on two cores, and a test's load never needs more.
const quick = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:+IgnoreUnrecognizedVMOptions']

/** Options of a server's JVM. With its classes it starts in half of the time; a JVM that cannot use them does without. */
export const jvm = (jarsFolder: string, server: JvmServer, heapMb: number): readonly string[] => {
  const file = classesFile(jarsFolder, server)
  return [`-Xmx${heapMb}m`, ...quick, ...(existsSync(file) ? [`-XX:SharedArchiveFile=${file}`] : [])]
}

/** Options of a JVM that leaves the classes it loaded in a file, when it is ended by SIGTERM. */
export const jvmLeavingClasses = (file: string): readonly string[] => [
  '-Xmx512m',
  ...quick,
  `-XX:ArchiveClassesAtExit=${file}`,
]
