import type { Clock } from '@icms/backbone/clock'
import type { Entropy } from '@icms/backbone/entropy'
import type { Backbone } from '@icms/backbone/port'
import type { Place, ReferenceSource } from '@icms/backbone/runtime'
import type { Service } from '@icms/backbone/service'
import type { ServiceName } from '@icms/schemas/contracts'

/** What operations are done with. Declarations are those of this build, under the deployment's policy, hosted here or not. */
export type OperationsParts = {
  readonly backbone: Backbone
  readonly clock: Clock
  readonly entropy: Entropy
  readonly reference: ReferenceSource
  readonly place: (type: string) => Place
  readonly declarationOf: (service: ServiceName) => Promise<Service>
}
