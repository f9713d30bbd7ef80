import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

/**
 * Finds everything that is wrong with a document by a JSON schema (draft 2020-12), formats included. The schema is compiled for
 * the first document: few processes see one, and all of them would start later for it.
 */
export function validatorOf<T>(schema: object): () => ValidateFunction<T> {
  let compiled: ValidateFunction<T> | undefined
  return () => {
    if (compiled) return compiled
    const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true })
    addFormats.default(ajv)
    compiled = ajv.compile<T>(schema)
    return compiled
  }
}

export type { ErrorObject }
