import { once } from 'node:events'
import { startStack } from './start-stack.ts'

/** `npm run stack`: Kafka, registry and Redis for a person to work with, until Ctrl-C. */
console.log('Starting Kafka, schema registry and Redis ...')
const stack = await startStack({ partitions: 4, onDisk: true }).catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
console.log(`
They run on ${stack.origin}. In another terminal:

  export ICMS_BACKBONE=kafka
  export ICMS_KAFKA_BROKERS=${stack.brokers.join(',')}
  export ICMS_REGISTRY_URL=${stack.registryUrl}
  export ICMS_REDIS_URL=${stack.redisUrl}
  npm start

Ctrl-C takes them down, and their data with them.`)
const waiting = setInterval(() => {}, 2 ** 30)
await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map(signal => once(process, signal)))
clearInterval(waiting)
console.log('\nTaking them down ...')
await stack.stop()
process.exit(0)
