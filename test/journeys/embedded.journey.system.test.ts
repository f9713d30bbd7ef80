import { describeJourneys } from './journeys.ts'

describeJourneys('the embedded backbone', () => ({}))
