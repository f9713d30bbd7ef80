import { describeJourneys } from './journeys.ts'
import { describeSideRoads } from './side-roads.ts'

describeJourneys('the embedded backbone', () => ({}))
describeSideRoads('the embedded backbone', () => ({}))
