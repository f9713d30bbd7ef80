import { describeAccountRoads } from './account-roads.ts'
import { describeJourneys } from './journeys.ts'

describeJourneys('the embedded backbone', () => ({}))
describeAccountRoads('the embedded backbone', () => ({}))
