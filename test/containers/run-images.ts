import { bytesOfImage, whyNoEngine } from './engine.ts'
import { makeOwnImages, type OwnImage, ownImages, whyNoOwnImages } from './own-images.ts'

/** `npm run images [-- --afresh]`: makes every image that the containers need, and says how to use them. */
const run = async (): Promise<void> => {
  const noEngine = await whyNoEngine()
  if (noEngine) throw new Error(noEngine)
  const missing = await whyNoOwnImages()
  if (missing) throw new Error(`images cannot be made here: ${missing}`)
  await makeOwnImages(Object.keys(ownImages) as OwnImage[], { afresh: process.argv.includes('--afresh') })
  for (const name of Object.values(ownImages))
    console.log(`  ${name.padEnd(32)} ${Math.round((await bytesOfImage(name)) / 1e6)} MB`)
  const { base, kafka, registry, redis, proxy } = ownImages
  console.log(`
The tests on Kafka, by these images:

  export ICMS_TEST_KAFKA_IMAGE=${kafka} ICMS_TEST_REGISTRY_IMAGE=${registry} ICMS_TEST_REDIS_IMAGE=${redis}
  npm test -- --project=kafka connectors/kafka

The gateway: docker build with --build-arg BASE_IMAGE=${base}, and in deploy/.env

  ICMS_KAFKA_IMAGE=${kafka}
  ICMS_REGISTRY_IMAGE=${registry}
  ICMS_REDIS_IMAGE=${redis}
  ICMS_PROXY_IMAGE=${proxy}`)
}

try {
  await run()
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
