import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeAccountRoads } from './account-roads.ts'
import { describeErasure } from './erasure.ts'
import { describeJourneys } from './journeys.ts'
import { describeOwnData } from './own-data.ts'
import { describeSideRoads } from './side-roads.ts'

describeJourneys(
  'embedded',
  () => ({}),
  async ({ settings: { dataDir } }) => {
    const files = readdirSync(dataDir).filter(name => name.startsWith('icms.sqlite'))
    return Buffer.concat(files.map(name => readFileSync(join(dataDir, name))))
  },
)
describeSideRoads('embedded', () => ({}))
describeAccountRoads('embedded', () => ({}))
describeErasure('embedded', () => ({}))
describeOwnData('embedded', () => ({}))
