import { deriveId } from '@icms/backbone/record'

/** Ids of what is made of a stored original: they follow from its own, so that anybody can name it, made or not. */
export const pictureIdOf = (subject: string, documentId: string, index: number): string =>
  deriveId('page', subject, documentId, `${index}`)

export const archiveIdOf = (subject: string, documentId: string): string => deriveId('archive', subject, documentId)
