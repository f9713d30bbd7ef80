import inspector from 'node:inspector'
import { performance } from 'node:perf_hooks'

/**
 * Loaded before a program that is measured (`node --expose-gc --import`): tells over the channel to its parent what only the process
 * itself knows. The program is the one that users run; nothing of it is changed.
 */
export type Asked = {
  readonly id: number
  readonly ask: 'cpu-micros' | 'bytes' | 'resident-bytes' | 'start-profile' | 'stop-profile'
}

const session = new inspector.Session()
session.connect()
const samplingMicros = 500

function post(method: string, params: object = {}): Promise<unknown> {
  return new Promise((resolve, reject) =>
    session.post(method, params, (error, result) => (error ? reject(error) : resolve(result))),
  )
}

/** Of the processor, since the process began. */
function cpuMicros(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** In use after garbage was collected; twice, since what the first lets go of outside of the heap is freed by the second. */
function bytes(): number {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

async function answer({ ask }: Asked): Promise<unknown> {
  if (ask === 'cpu-micros') return cpuMicros()
  if (ask === 'bytes') return bytes()
  if (ask === 'resident-bytes') return process.memoryUsage.rss()
  if (ask === 'stop-profile') return (await post('Profiler.stop')) as { profile: inspector.Profiler.Profile }
  await post('Profiler.enable')
  await post('Profiler.setSamplingInterval', { interval: samplingMicros })
  await post('Profiler.start')
  return { startedAt: performance.now() }
}

process.on('message', (asked: Asked) => {
  void answer(asked).then(
    value => process.send?.({ id: asked.id, value }),
    (error: Error) => process.send?.({ id: asked.id, error: error.message }),
  )
})
// Whoever measures may end in any way: the program ends with it.
process.on('disconnect', () => process.exit())
process.channel?.unref()
