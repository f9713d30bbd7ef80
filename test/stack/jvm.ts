import { existsSync } from 'node:fs'
import { join } from 'node:path'

export type JvmServer = 'broker' | 'registry'

/** Where the classes of a server lie, or would lie, as its JVM maps them into memory. */
export const classesFile = (jarsFolder: string, server: JvmServer): string => join(jarsFolder, `${server}.jsa`)

/**
 * C1 only: half of the start-up time on two cores, and a test's load never needs more. It compiles cheaply, so that what is
 * called a quarter as often as usual is compiled: to interpret it longer takes more, a quarter of what a registry does.
 */
export const quickJvm = [
  ...['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:CompileThresholdScaling=0.25'],
  '-XX:+IgnoreUnrecognizedVMOptions',
]

/** Options of a server's JVM. With its classes it starts in half of the time; a JVM that cannot use them does without. */
export const jvm = (jarsFolder: string, server: JvmServer, heapMb: number): readonly string[] => {
  const file = classesFile(jarsFolder, server)
  return [`-Xmx${heapMb}m`, ...quickJvm, ...(existsSync(file) ? [`-XX:SharedArchiveFile=${file}`] : [])]
}

/** As Kafka's own scripts start a broker: it compiles to the full, which benchmarks wait for and tests do not. */
export const jvmForLoad: readonly string[] = [
  ...['-Xms1g', '-Xmx1g', '-server', '-XX:+UseG1GC', '-XX:MaxGCPauseMillis=20'],
  ...['-XX:InitiatingHeapOccupancyPercent=35', '-XX:+ExplicitGCInvokesConcurrent'],
]

/** Options of a JVM that leaves the classes it loaded in a file, when it is ended by SIGTERM. */
export const jvmLeavingClasses = (file: string): readonly string[] => [
  '-Xmx512m',
  ...quickJvm,
  `-XX:ArchiveClassesAtExit=${file}`,
]
