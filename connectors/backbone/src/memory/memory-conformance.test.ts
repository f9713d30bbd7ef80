import { describeConformance } from '../conformance/suite.ts'
import { makeMemoryRig, memoryAbilities } from './memory-rig.ts'

describeConformance('memory', makeMemoryRig, memoryAbilities)
