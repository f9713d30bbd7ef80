import type { DraftState } from '@icms/schemas/generated/intake-web-state-v1'
import { evolveAbandoned } from './abandoned.ts'
import type { DraftOutput } from './draft.ts'

/** What a draft is after each of its facts; one that no application came of is forgotten once it is erased. */
export function evolveDraft(state: DraftState | undefined, output: DraftOutput): DraftState | undefined {
  if (output.type === 'DraftSaved') {
    const { at: savedAt, ...saved } = output.data
    return {
      ...saved,
      savedAt,
      documents: state?.documents ?? [],
      discarding: state?.discarding ?? [],
      isSubmitted: false,
      endedAt: null,
      erasing: 0,
    }
  }
  if (!state) return undefined
  switch (output.type) {
    case 'DocumentAdded': {
      const { at, document, expiresAt } = output.data
      return { ...state, documents: [...state.documents, document], savedAt: at, expiresAt }
    }
    case 'DocumentRemoved': {
      const { at, documentId, expiresAt } = output.data
      const documents = state.documents.filter(document => document.documentId !== documentId)
      return { ...state, documents, discarding: [...state.discarding, documentId], savedAt: at, expiresAt }
    }
    case 'DraftEnded': {
      const { at, reason } = output.data
      const isSubmitted = reason === 'SUBMITTED'
      const left = isSubmitted ? [] : state.documents.map(({ documentId }) => documentId)
      return {
        ...state,
        email: '',
        form: '',
        documents: [],
        expiresAt: null,
        isSubmitted,
        endedAt: isSubmitted ? null : at,
        discarding: [...state.discarding, ...left],
      }
    }
    case 'DocumentDiscarded':
      return { ...state, discarding: state.discarding.filter(id => id !== output.data.documentId) }
    case 'AbandonedErasureDue':
    case 'AbandonedErased':
      return evolveAbandoned(state, output)
    default:
      return state
  }
}
