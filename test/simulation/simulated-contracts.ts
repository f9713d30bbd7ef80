import { contracts } from '@icms/schemas/contracts'

type Type = NonNullable<ReturnType<typeof contracts.typeOf>>

const kept = new Map<string, Type | undefined>()

/** The type with its schema kept: it is the same object for as long as the program runs. */
function withSchemaKept(type: Type): Type {
  const exported = type.schema({ exportAttrs: true })
  const schema: Type['schema'] = options => (options?.exportAttrs ? exported : type.schema(options))
  return Object.create(type, { schema: { value: schema } }) as Type
}

/**
 * The product's contracts. A process asks each type for its schema when it starts; here thousands of processes start, so
 * each schema is made once.
 */
export const simulatedContracts = {
  ...contracts,
  typeOf(fullName: string): Type | undefined {
    if (!kept.has(fullName)) {
      const type = contracts.typeOf(fullName)
      kept.set(fullName, type && withSchemaKept(type))
    }
    return kept.get(fullName)
  },
}
