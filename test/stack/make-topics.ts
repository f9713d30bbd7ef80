import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin, ITopicConfig } from 'kafkajs'

const servedMsMax = 20_000
const pauseMs = 50

/**
 * Makes topics and waits until the broker serves them. kafkajs's own `waitForLeaders` fails where the broker does not
 * know yet of a topic that it has just acknowledged.
 */
export async function makeTopics(admin: Admin, topics: readonly ITopicConfig[]): Promise<void> {
  await admin.createTopics({ topics: [...topics], waitForLeaders: false })
  const until = performance.now() + servedMsMax
  for (const { topic } of topics)
    for (;;) {
      try {
        await admin.fetchTopicOffsets(topic)
        break
      } catch (error) {
        if (performance.now() > until) throw error
        await sleep(pauseMs)
      }
    }
}
