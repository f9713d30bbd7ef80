import type { DraftState } from '@icms/schemas/generated/intake-web-state-v1'
import type { DraftOutput } from './draft.ts'

/** What a draft is after each of its facts; one that expired is forgotten once the files of its documents are gone. */
export function evolveDraft(state: DraftState | undefined, output: DraftOutput): DraftState | undefined {
  if (output.type === 'DraftSaved') {
    const { at: savedAt, ...saved } = output.data
    return {
      ...saved,
      savedAt,
      documents: state?.documents ?? [],
      discarding: state?.discarding ?? [],
      isSubmitted: false,
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
      const isSubmitted = output.data.reason === 'SUBMITTED'
      const left = isSubmitted ? [] : state.documents.map(({ documentId }) => documentId)
      return forgotten({
        ...state,
        email: '',
        form: '',
        documents: [],
        expiresAt: null,
        isSubmitted,
        discarding: [...state.discarding, ...left],
      })
    }
    case 'DocumentDiscarded':
      return forgotten({ ...state, discarding: state.discarding.filter(id => id !== output.data.documentId) })
    default:
      return state
  }
}

const forgotten = (state: DraftState): DraftState | undefined =>
  state.expiresAt === null && !state.isSubmitted && state.discarding.length === 0 ? undefined : state
