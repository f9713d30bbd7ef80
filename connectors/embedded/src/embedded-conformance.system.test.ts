import { describeConformance } from '@icms/backbone/conformance/suite'
import { embeddedAbilities, makeEmbeddedRig } from './embedded-rig.ts'

describeConformance('embedded', makeEmbeddedRig, embeddedAbilities)
